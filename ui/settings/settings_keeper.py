"""The settings as the page shows them: every change is stored at once, one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.settings import Settings
from app.services.cancellation import Cancellation
from ui.bridge.desk import Desk


class SettingsKeeper(QObject):
    """What another program stored meanwhile stays, but for what is changed here."""

    read = Signal(Settings)
    """What is stored now"""
    failed = Signal(object)
    """Exception: the settings could not be read, or not stored and were read again"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._store = desk.wiring.upkeep.settings
        self._waiting: dict[str, Any] = {}
        self._is_busy = False

    def load(self) -> None:
        self._desk.tasks.run(lambda _: self._store.load(), self.read.emit, self.failed.emit)

    def change(self, **values: Any) -> None:
        """Values are checked by whoever asks for them: what Settings refuses is told as failed."""
        self._waiting |= values
        self._go_on()

    def _go_on(self) -> None:
        if self._is_busy or not self._waiting:
            return
        values, self._waiting, self._is_busy = self._waiting, {}, True

        def store(_: Cancellation) -> Settings:
            changed = replace(self._store.load(), **values)
            self._store.save(changed)
            return changed

        self._desk.tasks.run(store, self._on_stored, self._on_failed)

    def _on_stored(self, settings: Settings) -> None:
        self._is_busy = False
        self.read.emit(settings)
        self._desk.changed.emit()
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        self._waiting.clear()
        self.failed.emit(error)
        self.load()
