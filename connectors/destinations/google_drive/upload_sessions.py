"""Addresses of uploads under way, so that a large file goes on where it stopped, after a restart too."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import tempfile
import time
from pathlib import Path

_log = logging.getLogger(__name__)
_LIFE_S = 6 * 24 * 3600
"""Google keeps a session for about a week."""
_ID = re.compile(r"[\w-]{1,200}")


class UploadSessions:
    """One small private file per upload. Losing one costs time, never a document. Thread-safe by place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, place: str, sha256: str) -> str | None:
        try:
            path = self._path(place)
            if time.time() - path.stat().st_mtime > _LIFE_S:
                return None
            content = json.loads(path.read_text(encoding="utf-8"))
            return str(content["session"]) if content["sha256"] == sha256 else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, place: str, sha256: str, session: str) -> None:
        """On disk before it returns. A disk that is full stops no upload."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._sweep()
            handle, temporary = tempfile.mkstemp(dir=self._folder, prefix=".")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump({"session": session, "sha256": sha256}, file)
                    file.flush()
                    os.fsync(file.fileno())
                Path(temporary).replace(self._path(place))
            finally:
                Path(temporary).unlink(missing_ok=True)
        except OSError as error:
            _log.info("an upload cannot be resumed after a restart: %s", error)

    def forget(self, place: str) -> None:
        with contextlib.suppress(OSError):
            self._path(place).unlink()

    def _sweep(self) -> None:
        """Of uploads that were given up."""
        for path in self._folder.iterdir():
            if time.time() - path.stat().st_mtime > _LIFE_S:
                path.unlink(missing_ok=True)

    def _path(self, place: str) -> Path:
        if not _ID.fullmatch(place):
            raise ValueError("not the id of a file")
        return self._folder / f"{place}.json"
