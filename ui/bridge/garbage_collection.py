"""Garbage is collected on the GUI thread only.

A widget that is part of a cycle of references ends when the cycle is found. Found by a worker thread, it
would end there, under the hands of the GUI thread: the process crashes.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_EVERY_MS: Final = 2000


class GarbageCollection(QObject):
    """As often as Python would by itself, from its making to `close`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """The oldest generation that has grown enough; the younger ones are collected with it."""
        grown = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, threshold) in enumerate(grown) if count > threshold > 0]
        if due:
            gc.collect(max(due))

    def close(self) -> None:
        """No worker thread is left."""
        self._timer.stop()
        gc.enable()
