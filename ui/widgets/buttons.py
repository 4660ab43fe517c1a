"""Buttons as the pages use them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ui.look.icons import Symbol, icon
from ui.look.theme import Theme


def text_button(parent: QWidget | None = None, *, primary: bool = False) -> QPushButton:
    button = QPushButton(parent)
    button.setAutoDefault(False)
    if primary:
        button.setProperty("role", "primary")
    return button


class IconButton(QToolButton):
    """Keeps its icon in the colour of the theme."""

    def __init__(self, theme: Theme, symbol: Symbol, parent: QWidget | None = None, *, quiet: bool) -> None:
        super().__init__(parent)
        self._theme, self._symbol = theme, symbol
        self.setProperty("role", "quiet" if quiet else "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_name(self, text: str) -> None:
        """For the mouse and for screen readers."""
        self.setToolTip(text)
        self.setAccessibleName(text)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.setIcon(icon(self._symbol, self._theme.palette.text))
