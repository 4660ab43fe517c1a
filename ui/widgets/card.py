"""A part of a page that stands for itself: a title, and what belongs to it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.services.account_overview import Standing
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, remark, separator, subheading
from ui.widgets.shapes import ShapeLabel


class Card(QFrame):
    """Its lines are made anew whenever what it shows is read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "card")
        self.title, self.button = subheading(), text_button()
        self.button.hide()
        self._lines: list[QWidget] = []
        self._body, layout = QVBoxLayout(), QVBoxLayout(self)
        self._body.setSpacing(GRID)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addWidget(self.title)
        layout.addLayout(self._body)
        layout.addStretch(1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def texts(self) -> list[str]:
        """What its lines say, for tests and for screen readers."""
        return [line.accessibleName() for line in self._lines if line.accessibleName()]

    def clear(self) -> None:
        for line in self._lines:
            self._body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines.clear()

    def say(self, text: str, *, role: str = "") -> None:
        label = paragraph(role=role)
        label.setText(text)
        self.add(label, text)

    def list(self, text: str, aside: str = "", standing: Standing | None = None) -> None:
        """One entry: a shape, words, and something small at the right end."""
        line, label, right = QWidget(), paragraph(), remark()
        label.setText(text)
        right.setText(aside)
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        if standing is not None:
            shape = ShapeLabel(self._theme)
            shape.show_shape(standing)
            across.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(label, 1)
        across.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
        self.add(line, f"{text}, {aside}" if aside else text)

    def divide(self) -> None:
        """What comes next is another matter."""
        self.add(separator(), "")

    def add(self, line: QWidget, name: str) -> None:
        line.setAccessibleName(name)
        self._lines.append(line)
        self._body.addWidget(line)
