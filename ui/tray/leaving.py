"""The end of the program: what runs is asked to stop, is waited for, and is ended when it does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.bridge.desk import Desk

PATIENCE_MS: Final = 20_000
"""For visits to end by themselves: they close their browsers and seal their sessions."""
_CLOSING_S: Final = 5.0
"""For threads whose work has ended, or whose browsers were taken from them."""


class Leaving(QObject):
    """`afterwards`: what was asked for, to be done once nothing of this program is open any more."""

    over = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.afterwards: Callable[[], None] | None = None
        self.is_under_way = False
        self._desk = desk
        self._is_over = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._end)

    @Slot()
    def begin(self) -> None:
        """The second time, nothing is waited for any more."""
        if self.is_under_way:
            self._end()
            return
        self.is_under_way = True
        harvest = self._desk.harvest
        harvest.pause(True)
        harvest.stop_all()
        harvest.state_changed.connect(self._look)
        self._patience.start()
        self._look()

    @Slot()
    def _look(self) -> None:
        if not self._desk.harvest.running:
            self._end()

    @Slot()
    def _end(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._patience.stop()
        if self._desk.harvest.running or not self._desk.close(_CLOSING_S):
            self._desk.workplace.abandon()
            self._desk.close(_CLOSING_S)
        self.over.emit()
