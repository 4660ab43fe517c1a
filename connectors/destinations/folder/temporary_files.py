"""Files that are still being written: named so that importers leave them alone, and swept after a crash."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

PREFIX = ".moisson-"
_DAY_S = 24 * 3600
_NAME = re.compile(re.escape(PREFIX) + r"([0-9a-f]{8})-(\d+)-([0-9a-f]{8})-[0-9a-f]{8}\.tmp")


class TemporaryFiles:
    """The temporary files of this process; one instance per process and destination is enough."""

    def __init__(self) -> None:
        self._host = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
        self._token = secrets.token_hex(4)

    @contextmanager
    def create(self, folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
        """A new file and its stream for writing. The file is removed at the end, unless it was moved away.

        Created with the user's own umask: it becomes a file of the user's folder.
        """
        name = f"{PREFIX}{self._host}-{os.getpid()}-{self._token}-{secrets.token_hex(4)}.tmp"
        path = folder / name
        flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
        stream = os.fdopen(os.open(path, flags, 0o666), "w+b")
        try:
            with stream:
                yield path, stream
        finally:
            with suppress(OSError):  # a left-over is swept later; the error that led here matters more
                path.unlink(missing_ok=True)

    def sweep(self, folder: Path) -> None:
        """Removes what dead processes left in the folder."""
        with os.scandir(folder) as entries:
            left = [Path(entry.path) for entry in entries if entry.name.startswith(PREFIX)]
        for path in left:
            with suppress(OSError):
                if self._is_stale(path):
                    path.unlink()

    def _is_stale(self, path: Path) -> bool:
        match = _NAME.fullmatch(path.name)
        if match is None:
            return False
        host, pid, token = match[1], int(match[2]), match[3]
        if host == self._host and pid == os.getpid():
            return token != self._token
        if host == self._host and not _is_alive(pid):
            return True
        # Another machine's, or a number that another process got since: time tells.
        return time.time() - path.stat().st_mtime > _DAY_S


def _is_alive(pid: int) -> bool:
    if sys.platform == "win32":
        return False  # Windows does not remove a file that is open
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
