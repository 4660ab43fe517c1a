"""Everything that one data folder remembers, in one SQLite file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
from app.adapters.settings import SettingsFile
from app.adapters.store.account_store import SqlAccountStore
from app.adapters.store.contact_store import SqlContactStore
from app.adapters.store.database import Database
from app.adapters.store.document_list_store import SqlDocumentListStore
from app.adapters.store.document_store import SqlDocumentStore
from app.adapters.store.issue_store import SqlIssueStore
from app.adapters.store.outbox_store import SqlOutboxStore
from app.adapters.store.overview_store import SqlOverviewStore
from app.adapters.store.run_store import SqlRunStore
from app.adapters.store.schedule_store import SqlScheduleStore
from app.adapters.store.schema_version import bring_up_to_date, is_current
from app.adapters.store.spare_room import SpareRoom
from app.adapters.store.tables import installation
from app.adapters.system_clock import SystemClock
from app.domain.errors import ErrorCode, MoissonError
from app.domain.schedules import Hours
from app.ports.clock import Clock

_PATIENCE_S = 10.0


class SqlStore:
    """A Store on a database whose schema is up to date; made by open_store. Thread-safe."""

    def __init__(
        self,
        path: Path,
        *,
        read_only: bool,
        clock: Clock,
        default_hours: Callable[[], Hours | None] = lambda: None,
    ) -> None:
        self._database = Database(path, read_only=read_only)
        self._path = path
        self.accounts = SqlAccountStore(self._database, clock)
        self.documents = SqlDocumentStore(self._database, clock)
        self.document_list = SqlDocumentListStore(self._database)
        self.runs = SqlRunStore(self._database)
        self.outbox = SqlOutboxStore(self._database, clock)
        room = SpareRoom(path)
        if not read_only:
            room.keep()
        self.issues = SqlIssueStore(self._database, clock, room)
        self.schedules = SqlScheduleStore(self._database, default_hours)
        self.overview = SqlOverviewStore(self._database)
        self.contacts = SqlContactStore(self._database)

    @property
    def installation(self) -> str:
        """A random name given to this database for life; it keeps secrets of two data folders apart."""
        with self._database.read() as connection:
            return str(connection.execute(select(installation.c.name)).scalar_one())

    def check(self) -> None:
        """Reads the whole file. Raises MoissonError database_damaged."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if found != "ok" or broken is not None:
            reason = str(found) if found != "ok" else f"reference of {broken}"
            raise MoissonError(ErrorCode.DATABASE_DAMAGED, path=str(self._path), reason=reason)

    def close(self) -> None:
        self._database.close()


def open_store(folder: DataFolder, *, read_only: bool = False, clock: Clock | None = None) -> SqlStore:
    """Opens, and creates or migrates when needed. To write, hold the folder's lock first.

    A reader takes the lock only for as long as creating or migrating lasts. Raises MoissonError
    database_too_new, database_damaged, data_folder_busy, data_folder_unusable or disk_full.
    """
    folder.create()
    if not is_current(folder.database):
        if read_only:
            with DataFolderLock(folder, patience_s=_PATIENCE_S):
                bring_up_to_date(folder.database, folder.backups)
        else:
            bring_up_to_date(folder.database, folder.backups)
    settings = SettingsFile(folder.settings)
    return SqlStore(
        folder.database,
        read_only=read_only,
        clock=clock or SystemClock(),
        default_hours=lambda: settings.load().hours,
    )
