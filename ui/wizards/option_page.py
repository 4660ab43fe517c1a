"""A few ways to go on, each with a sentence about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from ui.look.palette import GRID
from ui.texts.flows import FieldText
from ui.widgets.labels import paragraph
from ui.words import Words

_INDENT = 3 * GRID


class OptionPage(QWidget):
    """The first one is chosen."""

    def __init__(self, options: Sequence[FieldText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        words = Words(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for number, option in enumerate(options):
            button, about = QRadioButton(), paragraph(role="muted")
            words.say(button.setText, option.label)
            words.say(about.setText, option.help)
            words.say(button.setAccessibleDescription, option.help)
            about.setContentsMargins(_INDENT, 0, 0, GRID)
            self._group.addButton(button, number)
            column.addWidget(button)
            column.addWidget(about)
        column.addStretch(1)
        self.button(0).setChecked(True)
        self.setFocusProxy(self.button(0))

    @property
    def chosen(self) -> int:
        return self._group.checkedId()

    def button(self, number: int) -> QRadioButton:
        found = self._group.button(number)
        if not isinstance(found, QRadioButton):
            raise IndexError(number)
        return found
