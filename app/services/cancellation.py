from __future__ import annotations

import threading
from weakref import WeakSet

from app.domain.errors import CancelledError


class Cancellation:
    """The user's wish to stop, looked at between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._children: WeakSet[Cancellation] = WeakSet()

    def child(self) -> Cancellation:
        """Cancelled with this one, and by itself without touching it."""
        child = Cancellation()
        self._children.add(child)
        if self.cancelled:
            child.cancel()
        return child

    def cancel(self) -> None:
        self._event.set()
        for child in list(self._children):
            child.cancel()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def pause(self, seconds: float) -> None:
        """Waits. Raises CancelledError as soon as it is cancelled."""
        if self._event.wait(seconds):
            raise CancelledError

    def check(self) -> None:
        """Raises CancelledError once cancelled."""
        if self._event.is_set():
            raise CancelledError
