"""SIGTERM and SIGINT as a signal of Qt: its loop would let Python's handlers wait for the next event."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class Termination(QObject):
    """From the moment it is made until `close`."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        self._before = {number: signal.signal(number, _noted) for number in (signal.SIGINT, signal.SIGTERM)}
        signal.set_wakeup_fd(self._told.fileno())

    def close(self) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        for end in (self._heard, self._told):
            end.close()

    @Slot()
    def _on_signal(self) -> None:
        with suppress(BlockingIOError):
            while self._heard.recv(64):
                pass
        self.asked.emit()


def _noted(number: int, frame: object) -> None:
    """The number was written to the socket already."""
