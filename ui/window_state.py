"""Where windows were and how they looked, remembered from one start to the next."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


@dataclass(frozen=True, slots=True)
class WindowState:
    """`page`: the one that was open. `columns`: the header of the table of accounts, as Qt keeps it."""

    geometry: bytes = b""
    page: str = ""
    columns: bytes = b""


class WindowStateFile:
    """What cannot be read counts as never stored: a window must open."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def load(self) -> WindowState:
        page = self._settings.value("page", "")
        return WindowState(
            self._bytes("geometry"), page if isinstance(page, str) else "", self._bytes("columns")
        )

    def save(self, state: WindowState) -> None:
        self._settings.setValue("geometry", QByteArray(state.geometry))
        self._settings.setValue("page", state.page)
        self._settings.setValue("columns", QByteArray(state.columns))
        self._write()

    def leave_message(self, text: str) -> None:
        """For whoever starts next."""
        self._settings.setValue("message", text)
        self._write()

    def take_message(self) -> str:
        """What was left, once; empty for nothing."""
        text = self._settings.value("message", "")
        if text:
            self._settings.remove("message")
            self._write()
        return text if isinstance(text, str) else ""

    def was_told(self, name: str) -> bool:
        """Some things are said once in the life of an installation."""
        return bool(self._settings.value(f"told/{name}") == "yes")

    def remember_told(self, name: str) -> None:
        self._settings.setValue(f"told/{name}", "yes")
        self._write()

    def _write(self) -> None:
        """For the user's eyes only, as everything in the data folder."""
        self._settings.sync()
        with suppress(OSError):
            self._path.chmod(0o600)

    def _bytes(self, name: str) -> bytes:
        value = self._settings.value(name)
        return bytes(value.data()) if isinstance(value, QByteArray) else b""
