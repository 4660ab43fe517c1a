"""Ctrl-C: the first asks to stop and loses nothing, the second leaves at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from app.cli.error_texts import CANCELLED
from app.i18n import tr
from app.services.cancellation import Cancellation


@contextmanager
def stoppable(cancellation: Cancellation, abandon: Callable[[], None]) -> Iterator[None]:
    """`abandon` ends at once what we started (browsers); it is called on the second signal only."""

    def on_signal(number: int, frame: FrameType | None) -> None:
        if cancellation.cancelled:
            try:
                abandon()
            finally:
                os._exit(CANCELLED)  # whatever went wrong, the user wants to leave
        cancellation.cancel()
        # Not through a stream: a signal may arrive in the middle of one's own write.
        os.write(2, ("\n" + tr("Stopping. Press Ctrl-C again to leave at once.") + "\n").encode())

    signals = [signal.SIGINT, signal.SIGTERM]
    before = {number: signal.signal(number, on_signal) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
