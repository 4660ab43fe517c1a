"""Lines from standard input, one at a time, that a request to stop can interrupt."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Callable

from app.domain.errors import CancelledError

_LOOK_AROUND_S = 0.2


class StandardInput:
    """Reads the descriptor itself: Python's buffered reader cannot be interrupted nor shared by threads."""

    def __init__(self, descriptor: int = 0) -> None:
        self._descriptor = descriptor
        self._read = b""
        self._ended = False
        self._lock = threading.Lock()

    @property
    def is_terminal(self) -> bool:
        try:
            return os.isatty(self._descriptor)
        except OSError:
            return False

    def line(self, cancelled: Callable[[], bool] = lambda: False) -> str | None:
        """The next line without its end; None when there is none. Raises CancelledError."""
        with self._lock:
            while b"\n" not in self._read and not self._ended:
                self._wait(cancelled)
                more = os.read(self._descriptor, 65536)
                self._read += more
                self._ended = not more
            if not self._read:
                return None
            line, _, self._read = self._read.partition(b"\n")
        return line.removesuffix(b"\r").decode("utf-8", "replace")

    def _wait(self, cancelled: Callable[[], bool]) -> None:
        """Until something can be read. Windows knows no select for consoles: there the read itself blocks."""
        while not cancelled():
            if sys.platform == "win32" or select.select([self._descriptor], [], [], _LOOK_AROUND_S)[0]:
                return
        raise CancelledError
