"""Pages that show what is stored now, without reading while nobody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QWidget

from app.ports.parts import Parts
from ui.bridge.desk import Desk

T = TypeVar("T")


class Freshness(QObject):
    """Reads when the page is shown and something has changed since; never twice at once."""

    def __init__(
        self, page: QWidget, desk: Desk, work: Callable[[Parts], T], done: Callable[[T], None]
    ) -> None:
        super().__init__(page)
        self._page, self._desk = page, desk
        self._work: Callable[[Parts], Any] = work
        self._done: Callable[[Any], None] = done
        self._is_stale, self._is_reading = True, False
        desk.changed.connect(self.renew)
        page.installEventFilter(self)

    @Slot()
    def renew(self) -> None:
        """What is shown is old."""
        self._is_stale = True
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Show:
            self._look()
        return False

    def _look(self) -> None:
        if self._is_stale and not self._is_reading and self._page.isVisible():
            self._is_stale, self._is_reading = False, True
            self._desk.read(self._work, self._on_read, self._on_read_failed)

    def _on_read(self, found: Any) -> None:
        self._is_reading = False
        self._done(found)
        self._look()

    def _on_read_failed(self, error: Exception) -> None:
        self._is_reading = False
        self._desk.tasks.failed.emit(error)
