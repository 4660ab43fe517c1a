"""How many requests are under way at once: fewer when Google says that it is too much, more again later."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_GROWS_AFTER = 8
"""Successes in a row."""
_LOOK_AROUND_S = 0.5


class Gate:
    """Between 1 and `most` requests at once. Thread-safe."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = self._limit = most
        self._clock = clock
        self._inside = 0
        self._successes = 0
        self._closed_until = 0.0
        self._slowed_at = float("-inf")
        self._changed = threading.Condition()

    @property
    def most(self) -> int:
        return self._most

    @property
    def limit(self) -> int:
        return self._limit

    @contextmanager
    def passing(self, look_around: Callable[[], None] = lambda: None) -> Iterator[float]:
        """Waits for a place; gives the time of entry, for `slow_down`. `look_around` may raise meanwhile."""
        with self._changed:
            while (closed_s := self._closed_until - self._clock()) > 0 or self._inside >= self._limit:
                look_around()
                self._changed.wait(min(closed_s, _LOOK_AROUND_S) if closed_s > 0 else _LOOK_AROUND_S)
            self._inside += 1
            entered = self._clock()
        try:
            yield entered
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    def slow_down(self, entered: float, pause_s: float) -> None:
        """Half as many from now on, nobody for a while. Answers to requests that were under way at the last
        change say nothing new."""
        with self._changed:
            now = self._clock()
            self._closed_until = max(self._closed_until, now + pause_s)
            self._successes = 0
            if entered >= self._slowed_at:
                self._limit = max(1, self._limit // 2)
                self._slowed_at = now
            self._changed.notify_all()

    def went_well(self) -> None:
        with self._changed:
            self._successes += 1
            if self._successes >= _GROWS_AFTER and self._limit < self._most:
                self._limit += 1
                self._successes = 0
                self._changed.notify_all()
