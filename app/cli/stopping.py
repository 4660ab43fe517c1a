"""Ctrl-C and SIGTERM: the first asks to stop and loses nothing, the second leaves at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from app.cli.error_texts import CANCELLED
from app.i18n import tr
from app.services.cancellation import Cancellation


@dataclass
class Stop:
    """`signal`: the one that asked to stop, if any did."""

    signal: int | None = None
    limits: list[threading.Timer] = field(default_factory=list)


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
    stop = Stop()

    def leave() -> None:
        try:
            abandon()
        finally:
            os._exit(CANCELLED)  # whatever went wrong, the user wants to leave

    def on_signal(number: int, frame: FrameType | None) -> None:
        if cancellation.cancelled:
            leave()
        stop.signal = number
        cancellation.cancel()
        if patience_s is not None:
            _limit(stop, patience_s, abandon)
            _limit(stop, 1.5 * patience_s, leave)
        # Not through a stream: a signal may arrive in the middle of one's own write.
        os.write(2, ("\n" + tr("Stopping. Press Ctrl-C again to leave at once.") + "\n").encode())
        wake()

    signals = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, on_signal) for number in signals}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for limit in stop.limits:
            limit.cancel()


def _limit(stop: Stop, seconds: float, act: Callable[[], None]) -> None:
    limit = threading.Timer(seconds, act)
    limit.daemon = True
    limit.start()
    stop.limits.append(limit)
