"""A quiet line above the page, for what went wrong and what was done."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.i18n import mark
from ui.look.icons import Symbol
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.labels import paragraph
from ui.words import Words


class MessageBar(QFrame):
    """Shows the newest message until it is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self._label = paragraph()
        close = IconButton(theme, Symbol.CLOSE, quiet=True)
        close.clicked.connect(self.hide)
        Words(self).say(close.show_name, mark("Close the message"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.addWidget(self._label, 1)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    @Slot(str)
    def say(self, text: str) -> None:
        self._label.setText(text)
        self._label.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._label, QAccessible.Event.Alert))
