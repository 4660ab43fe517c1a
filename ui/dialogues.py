"""The dialogues that pages ask for, each opened over the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator


class Dialogues(QObject):
    """Loads each wizard when it is first wanted. One at a time: they are modal."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._theme, self._window = desk, theme, window
        navigator.add_portal_wanted.connect(self._add_portal)
        navigator.add_manual_wanted.connect(self._add_manual)
        navigator.edit_account_wanted.connect(self._edit_account)
        navigator.add_destination_wanted.connect(self._add_destination)

    @Slot()
    def _add_portal(self) -> None:
        from ui.wizards.open import open_add_portal

        open_add_portal(self._desk, self._theme, self._window)

    @Slot()
    def _add_manual(self) -> None:
        from ui.wizards.open import open_add_manual

        open_add_manual(self._desk, self._theme, self._window)

    @Slot(int)
    def _edit_account(self, account_id: int) -> None:
        from ui.wizards.open import open_edit_account

        open_edit_account(account_id, self._desk, self._theme, self._window)

    @Slot()
    def _add_destination(self) -> None:
        from ui.wizards.open import open_add_destination

        open_add_destination(self._desk, self._theme, self._window)
