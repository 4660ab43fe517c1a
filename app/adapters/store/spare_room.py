"""A little room on the disk that is given up when the disk is full, so that the user can still be told."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_SIZE = 256 * 1024
"""Bytes: some dozens of small transactions."""


class SpareRoom:
    def __init__(self, database: Path) -> None:
        self._path = database.with_suffix(".spare")

    def keep(self) -> None:
        """Where there is none to spare, it stays as it is."""
        with contextlib.suppress(OSError):
            if self._path.exists() and self._path.stat().st_size == _SIZE:
                return
            with os.fdopen(os.open(self._path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                file.write(os.urandom(_SIZE))  # bytes that no file system can compress

    def give_up(self) -> bool:
        """False when there was none left."""
        try:
            self._path.unlink()
        except OSError:
            return False
        return True
