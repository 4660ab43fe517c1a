"""Opens what the navigator asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from app.ports.parts import Parts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.prompts.appointment_dialog import AppointmentDialog
from ui.wizards.first_start import FirstStartDialog
from ui.wizards.flow_dialog import FlowDialog
from ui.wizards.flow_session import MakeFlow
from ui.wizards.making import (
    add_destination,
    add_manual,
    add_portal,
    edit_account,
    edit_destination,
    reconnect_destination,
)


class Wizards(QObject):
    """Answers the navigator. One dialog at a time: whoever asks for another is led to the open one."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._theme, self._window = desk, theme, window
        self._open: QDialog | None = None
        navigator.add_portal_wanted.connect(self.add_portal)
        navigator.add_manual_wanted.connect(self.add_manual)
        navigator.edit_account_wanted.connect(self.edit_account)
        navigator.add_destination_wanted.connect(self.add_destination)
        navigator.edit_destination_wanted.connect(self.edit_destination)
        navigator.reconnect_destination_wanted.connect(self.reconnect_destination)
        navigator.appointment_wanted.connect(self.appointment)

    @property
    def dialog(self) -> QDialog | None:
        """The one that is open."""
        shown = self._open
        return shown if shown is not None and isValid(shown) and shown.isVisible() else None

    @Slot()
    def add_portal(self) -> None:
        self._flow(add_portal)

    @Slot()
    def add_manual(self) -> None:
        self._flow(add_manual)

    @Slot(int)
    def edit_account(self, account_id: int) -> None:
        self._flow(partial(edit_account, account_id))

    @Slot()
    def add_destination(self) -> None:
        self._flow(add_destination)

    @Slot(int)
    def edit_destination(self, destination_id: int) -> None:
        self._flow(partial(edit_destination, destination_id))

    @Slot(int)
    def reconnect_destination(self, destination_id: int) -> None:
        self._flow(partial(reconnect_destination, destination_id))

    @Slot()
    def appointment(self) -> None:
        self._show(lambda: AppointmentDialog(self._desk, self._theme, self._window))

    @Slot()
    def first_start(self) -> None:
        self._show(lambda: FirstStartDialog(self._desk, self._theme, self._window))

    def begin(self) -> None:
        """The first start, while there is neither an account nor a destination."""
        self._desk.read(_is_empty, self._on_looked)

    def _on_looked(self, is_empty: bool) -> None:
        if is_empty:
            self.first_start()

    def _flow(self, make: MakeFlow) -> None:
        self._show(lambda: FlowDialog(self._desk, self._theme, make, self._window))

    def _show(self, make: Callable[[], QDialog]) -> None:
        if self.dialog is None:
            self._open = make()
            self._open.open()
        else:
            self.dialog.raise_()
            self.dialog.activateWindow()


def _is_empty(parts: Parts) -> bool:
    store = parts.store()
    return not store.accounts.all() and not store.outbox.destinations()
