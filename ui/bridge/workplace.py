"""The data folder, held for as long as some work of the window needs it and not longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.ports.parts import Parts
from app.services.timetable import Timetable
from ui.wiring import DataAccess


class Workplace:
    """Thread-safe. Between two works, other programs may have the folder."""

    def __init__(self, access: DataAccess) -> None:
        self._access = access
        self._lock = threading.Lock()
        self._users = 0

    @contextmanager
    def parts(self) -> Iterator[Parts]:
        """Raises MoissonError data_folder_busy when another program works there."""
        parts = self._entered()
        try:
            yield parts
        finally:
            with self._lock:
                self._users -= 1
                if not self._users:
                    self._access.close()

    def _entered(self) -> Parts:
        with self._lock:
            parts = self._access.write()
            try:
                if not self._users:
                    # Only now: later, what is under way in this process would look like left behind.
                    Timetable(parts.store(), parts.clock()).recover()
            except BaseException:
                if not self._users:
                    self._access.close()
                raise
            self._users += 1
            return parts

    def abandon(self) -> None:
        """Ends the browsers that we started, at once."""
        self._access.abandon()
