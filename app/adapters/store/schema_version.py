"""Brings the database to the schema that this program knows. Alembic is imported only when there is work."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import private_dir
from app.adapters.store.database import connect, errors_as_codes
from app.domain.errors import ErrorCode, MoissonError

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""Oldest first; a test compares them with the migrations in the package."""
_MIGRATIONS = "app.adapters.store:migrations"


def is_current(path: Path) -> bool:
    """Raises MoissonError database_too_new or database_damaged."""
    return _revision(path) == REVISIONS[-1]


def check_revision(path: Path) -> None:
    """Raises MoissonError database_too_new, or database_damaged for what is no database of ours."""
    if _revision(path) is None:
        raise MoissonError(ErrorCode.DATABASE_DAMAGED, path=str(path), reason="empty")


def bring_up_to_date(path: Path, backups: Path) -> None:
    """Creates or migrates the database; what it was before is copied to `backups`.

    Call it while holding the data folder's lock. Killed at any moment it leaves the old or the new schema.
    Raises MoissonError database_too_new, database_damaged, disk_full or data_folder_unusable.
    """
    revision = _revision(path)
    if revision == REVISIONS[-1]:
        return
    if revision is not None:
        _back_up(path, backups, revision)
    with errors_as_codes(path):
        _migrate(path)


def _revision(path: Path) -> str | None:
    """None for a database that is yet to be created."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    with errors_as_codes(path), closing(connect(path, "ro")) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return None
        if "alembic_version" not in tables:
            raise MoissonError(ErrorCode.DATABASE_DAMAGED, path=str(path), reason="not a database of Moisson")
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise MoissonError(ErrorCode.DATABASE_DAMAGED, path=str(path), reason="no schema version")
    if row[0] not in REVISIONS:
        raise MoissonError(ErrorCode.DATABASE_TOO_NEW, path=str(path), version=row[0])
    return str(row[0])


def _back_up(path: Path, backups: Path, revision: str) -> None:
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy = private_dir(backups) / f"{path.stem}-{revision}-{moment}.sqlite3"
    draft = copy.with_suffix(".part")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        with (
            errors_as_codes(path),
            closing(connect(path, "ro")) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
        draft.replace(copy)
    except OSError as error:
        raise data_folder_error(copy, error) from error


def _migrate(path: Path) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine, event

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    engine = create_engine("sqlite://", creator=lambda: connect(path, "rwc"), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.connect() as connection:
        # Tables are rebuilt by migrations; references are checked before the end instead of meanwhile.
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the creator above
        driver.execute("PRAGMA foreign_keys = OFF")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
