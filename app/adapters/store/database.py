"""One SQLite file: one writer at a time, any number of readers, errors as codes."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import sync_dir
from app.domain.errors import ErrorCode, MoissonError

_BUSY_MS = 10_000
_CODES = {
    sqlite3.SQLITE_CORRUPT: ErrorCode.DATABASE_DAMAGED,
    sqlite3.SQLITE_NOTADB: ErrorCode.DATABASE_DAMAGED,
    sqlite3.SQLITE_FULL: ErrorCode.DISK_FULL,
    sqlite3.SQLITE_BUSY: ErrorCode.DATA_FOLDER_BUSY,
    sqlite3.SQLITE_CANTOPEN: ErrorCode.DATA_FOLDER_UNUSABLE,
    sqlite3.SQLITE_IOERR: ErrorCode.DATA_FOLDER_UNUSABLE,
    sqlite3.SQLITE_PERM: ErrorCode.DATA_FOLDER_UNUSABLE,
    sqlite3.SQLITE_READONLY: ErrorCode.DATA_FOLDER_UNUSABLE,
}


class Database:
    """Connections to a file whose schema is up to date. Thread-safe."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._reader = _engine(path, mode="ro", begin="BEGIN")
        self._writer = None if read_only else _engine(path, mode="rw", begin="BEGIN IMMEDIATE")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot: what others commit meanwhile is not seen."""
        with errors_as_codes(self._path), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, on the disk when the block is left, undone when it raises."""
        if self._writer is None:
            raise RuntimeError("the store was opened for reading")
        with self._lock, errors_as_codes(self._path), self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()


@contextmanager
def errors_as_codes(path: Path) -> Iterator[None]:
    """SQLite's errors as MoissonError. What has no code passes (a broken constraint): the fault is ours."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        # The low byte is the error, the others tell its variant.
        code = _CODES.get((getattr(cause, "sqlite_errorcode", None) or 0) & 0xFF)
        if code is None:
            raise
        raise MoissonError(code, path=str(path), reason=str(cause)) from None


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """`mode`: ro, rw, or rwc to create the file. Transactions begin only where SQL says so."""
    if mode == "rwc":
        _create_private(path)
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=_BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _create_private(path: Path) -> None:
    """SQLite gives its journal files the permissions of the database, so these must be right first."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        sync_dir(path.parent)
    except OSError as error:
        raise data_folder_error(path, error) from error


def _engine(path: Path, *, mode: str, begin: str) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, mode),
        poolclass=QueuePool,
        pool_size=1 if mode == "rw" else 5,
        max_overflow=-1,
        # Parameters hold texts of documents and user names: they stay out of messages.
        hide_parameters=True,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine
