"""One part of the settings: a title, what it is about, and controls with their names, help and faults."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.look.palette import FIELD_WIDTH, GRID
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, subheading
from ui.words import Words


class Field(QWidget):
    """A control with its name above it, and help and faults below it."""

    def __init__(self, words: Words, name: str, control: QWidget, help_text: str) -> None:
        super().__init__()
        self.control, self.fault, label = control, paragraph(role="wrong"), paragraph()
        words.say(label.setText, name)
        words.say(control.setAccessibleName, name)
        label.setBuddy(control)
        self.setMaximumWidth(FIELD_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(label)
        column.addWidget(control)
        if help_text:
            said = paragraph(role="muted")
            words.say(said.setText, help_text)
            words.say(control.setAccessibleDescription, help_text)
            column.addWidget(said)
        column.addWidget(self.fault)
        self.fault.hide()

    def show_fault(self, text: str) -> None:
        """Empty takes it away."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))


class Section(QWidget):
    """`title`: a marked source, which the list of sections shows, too."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.words = Words(self)
        heading = subheading()
        self.words.say(heading.setText, title)
        self.words.say(self.setAccessibleName, title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 3 * GRID)
        self.column.setSpacing(2 * GRID)
        self.column.addWidget(heading)

    def opened(self) -> None:
        """It is shown now, perhaps again."""

    def field(self, name: str, control: QWidget, help_text: str = "") -> Field:
        field = Field(self.words, name, control, help_text)
        self.column.addWidget(field)
        return field

    def text(self, source: str = "", *, role: str = "") -> QLabel:
        label = paragraph(role=role)
        if source:
            self.words.say(label.setText, source)
        self.column.addWidget(label)
        return label

    def buttons(self, *buttons: QWidget) -> None:
        across = QHBoxLayout()
        across.setSpacing(GRID)
        for button in buttons:
            across.addWidget(button)
        across.addStretch(1)
        self.column.addLayout(across)

    def button(self, source: str, *, primary: bool = False) -> QPushButton:
        """Not in the layout yet."""
        button = text_button(primary=primary)
        self.words.say(button.setText, source)
        return button
