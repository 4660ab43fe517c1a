"""One process at a time writes to a data folder."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import DataFolder, write_private
from app.domain.errors import ErrorCode, MoissonError


class DataFolderLock:
    """Held from `with` or `acquire` to the end; the system releases it when the process dies, however.

    `patience_s`: how long to wait for another process. `by_timer`: the holder is the timer. Entering raises
    MoissonError data_folder_busy with `pid`, `since` and `by_timer` of the holder, where these are known.
    """

    _BUSY = ErrorCode.DATA_FOLDER_BUSY

    def __init__(self, folder: DataFolder, *, patience_s: float = 0.0, by_timer: bool = False) -> None:
        import filelock

        self._folder = folder
        self._patience_s = patience_s
        self._by_timer = by_timer
        self._busy = filelock.Timeout
        self._path = self._file_of(folder)
        self._lock = filelock.FileLock(self._path, mode=0o600, thread_local=False)
        # Beside the lock, because a process that tries to lock a file may empty it.
        self._holder = self._path.with_suffix(".json")

    def _file_of(self, folder: DataFolder) -> Path:
        return folder.lock

    def acquire(self) -> None:
        self._folder.create()
        try:
            self._lock.acquire(timeout=self._patience_s, poll_interval=0.02)
        except self._busy:
            raise MoissonError(self._BUSY, **self._read_holder()) from None
        except OSError as error:
            raise data_folder_error(self._path, error) from error
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            holder = {"pid": os.getpid(), "since": now, "by_timer": self._by_timer}
            write_private(self._holder, json.dumps(holder).encode())
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        if self._lock.is_locked:
            self._holder.unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> DataFolderLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _read_holder(self) -> dict[str, object]:
        facts: dict[str, object] = {"path": str(self._folder.root), "pid": None, "since": None}
        facts["by_timer"] = False
        with suppress(OSError, ValueError):  # just being written, or left behind by a crash
            holder = json.loads(self._holder.read_bytes())
            facts |= {key: holder[key] for key in ("pid", "since", "by_timer") if key in holder}
        return facts


class TimerLock(DataFolderLock):
    """One timer per data folder; raises MoissonError timer_running instead."""

    _BUSY = ErrorCode.TIMER_RUNNING

    def _file_of(self, folder: DataFolder) -> Path:
        return folder.timer_lock
