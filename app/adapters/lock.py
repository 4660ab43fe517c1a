"""One process at a time writes to a data folder."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import DataFolder, write_private
from app.domain.errors import ErrorCode, MoissonError


class DataFolderLock:
    """Held from `with` or `acquire` to the end; the system releases it when the process dies, however.

    `patience_s`: how long to wait for another process. Entering raises MoissonError data_folder_busy with
    `pid` and `since` of the process that holds it, where these are known.
    """

    def __init__(self, folder: DataFolder, *, patience_s: float = 0.0) -> None:
        import filelock

        self._folder = folder
        self._patience_s = patience_s
        self._busy = filelock.Timeout
        self._lock = filelock.FileLock(folder.lock, mode=0o600, thread_local=False)
        # Beside the lock, because a process that tries to lock a file may empty it.
        self._holder = folder.root / "lock.json"

    def acquire(self) -> None:
        self._folder.create()
        try:
            self._lock.acquire(timeout=self._patience_s, poll_interval=0.02)
        except self._busy:
            raise MoissonError(ErrorCode.DATA_FOLDER_BUSY, **self._read_holder()) from None
        except OSError as error:
            raise data_folder_error(self._folder.lock, error) from error
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            write_private(self._holder, json.dumps({"pid": os.getpid(), "since": now}).encode())
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
        with suppress(OSError, ValueError):  # just being written, or left behind by a crash
            holder = json.loads(self._holder.read_bytes())
            facts |= {key: holder[key] for key in ("pid", "since") if key in holder}
        return facts
