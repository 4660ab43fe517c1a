"""Ctrl-C and SIGTERM: the first asks to stop and loses nothing, the second leaves at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from types import FrameType

from app.cli.error_texts import CANCELLED
from app.i18n import tr
from app.services.cancellation import Cancellation


@dataclass
class Stop:
    """`signal`: the one that asked to stop, if any did."""

    signal: int | None = None


@contextmanager
def stoppable(
    cancellation: Cancellation,
    abandon: Callable[[], None],
    *,
    wake: Callable[[], None] = lambda: None,
    patience_s: float | None = None,
) -> Iterator[Stop]:
    """`abandon` ends at once what we started (browsers), on the second signal; with `patience_s` also when so
    much time has passed since the first, and half of it later the process ends. `wake` is told the first; it
    has to be safe in a signal handler.
    """
    stop, limit = Stop(), _Limit(patience_s, abandon)

    def on_signal(number: int, frame: FrameType | None) -> None:
        if cancellation.cancelled:
            limit.leave()
        stop.signal = number
        cancellation.cancel()
        # Not through a stream: a signal may arrive in the middle of one's own write.
        os.write(2, ("\n" + tr("Stopping. Press Ctrl-C again to leave at once.") + "\n").encode())
        limit.begin()
        wake()

    signals = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, on_signal) for number in signals}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        limit.end()


class _Limit:
    """Watches how long a stop takes, on a thread that is there before the signal: a signal handler must not
    start one, because it may have interrupted the start of another."""

    def __init__(self, patience_s: float | None, abandon: Callable[[], None]) -> None:
        self._abandon = abandon
        self._told: SimpleQueue[bool] = SimpleQueue()
        if patience_s is not None:
            threading.Thread(target=self._watch, args=(patience_s,), name="limit", daemon=True).start()

    def begin(self) -> None:
        self._told.put(True)

    def end(self) -> None:
        self._told.put(False)

    def leave(self) -> None:
        try:
            self._abandon()
        finally:
            os._exit(CANCELLED)  # whatever went wrong, the user wants to leave

    def _watch(self, patience_s: float) -> None:
        if not self._told.get():
            return
        for seconds, act in ((patience_s, self._abandon), (patience_s / 2, self.leave)):
            try:
                self._told.get(timeout=seconds)
            except Empty:
                act()
            else:
                return
