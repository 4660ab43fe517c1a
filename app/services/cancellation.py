from __future__ import annotations

import threading

from app.domain.errors import CancelledError


class Cancellation:
    """The user's wish to stop, looked at between steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

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
