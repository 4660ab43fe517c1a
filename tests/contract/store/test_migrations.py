"""From the schema of an older program to that of this one."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
from app.adapters.store import schema_version
from app.adapters.store.sql_store import open_store
from app.domain.deliveries import ExportRule
from app.domain.documents import DocumentFilter, DocumentType
from app.domain.errors import ErrorCode
from app.ports.document_list import Order
from tests.contract.store.conftest import DRAFT
from tests.contract.store.database_files import NEWEST, code_of, run_sql


class TestMigration:
    @pytest.fixture
    def old(self, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> DataFolder:
        """A database of today, opened by a program whose migrations go one further."""
        store = open_store(folder)
        store.accounts.add(DRAFT)
        store.close()
        package = Path(schema_version.__file__).parent / "migrations"
        copy = shutil.copytree(package, tmp_path / "migrations")
        (copy / "versions" / "v9999_next.py").write_text(
            f"from alembic import op\nrevision = '9999'\ndown_revision = '{NEWEST}'\n"
            "def upgrade():\n    op.execute('CREATE TABLE later (id INTEGER)')\n"
            "    op.execute('INSERT INTO later VALUES (1)')\n"
        )
        monkeypatch.setattr(schema_version, "REVISIONS", (*schema_version.REVISIONS, "9999"))
        monkeypatch.setattr(schema_version, "_MIGRATIONS", str(copy))
        return folder

    def opened_at(
        self, revision: str, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """A database as the program left it that knew nothing newer than `revision`."""
        package = Path(schema_version.__file__).parent / "migrations"
        copy = shutil.copytree(package, tmp_path / "migrations")
        for path in (copy / "versions").glob("v*.py"):
            if path.name[1:5] > revision:
                path.unlink()
        known = tuple(name for name in schema_version.REVISIONS if name <= revision)
        with monkeypatch.context() as patch:
            patch.setattr(schema_version, "REVISIONS", known)
            patch.setattr(schema_version, "_MIGRATIONS", str(copy))
            schema_version.bring_up_to_date(folder.create().database, folder.backups)

    def test_destinations_of_the_first_schema_go_on_as_they_were(
        self, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        self.opened_at("0001", folder, monkeypatch, tmp_path)
        run_sql(
            folder.database,
            "INSERT INTO destinations VALUES (1, 'Compta', 'folder', '{\"path\": \"/x\"}', '[\"receipt\"]',"
            " '2026-01-01', 'issued', 3600, '{date}', '2026-01-02T00:00:00.000000+00:00', NULL)",
        )
        store = open_store(folder)
        [destination] = store.outbox.destinations()
        store.close()
        assert destination.rule == ExportRule(
            types=(DocumentType.RECEIPT,),
            since=date(2026, 1, 1),
            interval=timedelta(hours=1),
            name_template="{date}",
            all_files=True,
        )

    def test_documents_of_the_third_schema_are_listed_by_the_indexes_of_the_fourth(
        self, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        self.opened_at("0003", folder, monkeypatch, tmp_path)
        moment = "2026-01-02T00:00:00.000000+00:00"
        run_sql(
            folder.database,
            "INSERT INTO companies VALUES (1, 'EDF', 'edf')",
            "INSERT INTO accounts VALUES (1, 1, 'portal', 'edf', NULL, NULL, 'me', NULL,"
            f" '{moment}', NULL, 0, '[]', '{{}}')",
            "INSERT INTO documents VALUES (1, 1, NULL, 'p', 'f.pdf', 'abc', 'md5', 7, '.pdf',"
            f" 'receipt', 'N1', '2026-01-01', '9.99', 'EUR', NULL, 0.5, 'row', '{moment}')",
            "INSERT INTO document_search (rowid, supplier, number, file_name, text)"
            " VALUES (1, 'EDF', 'N1', 'f.pdf', 'Électricité')",
        )
        store = open_store(folder)
        [row] = store.document_list.rows(DocumentFilter(account_id=1), Order())
        assert [store.documents.list(DocumentFilter(text=text)) for text in ("e elec", "n", "z")] == [
            [row.document],
            [row.document],
            [],
        ]
        store.close()
        assert (row.document.company, str(row.document.facts.total)) == ("EDF", "9.99")
        with closing(sqlite3.connect(folder.database)) as connection:
            indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert {"ix_documents_account_id", "ix_deliveries_sha256"} <= indexes

    def test_an_older_database_is_copied_then_migrated(self, old: DataFolder) -> None:
        store = open_store(old)
        assert [account.company for account in store.accounts.all()] == ["EDF"]
        store.close()
        run_sql(old.database, "INSERT INTO later VALUES (2)")
        [backup] = old.backups.iterdir()
        assert stat.S_IMODE(backup.stat().st_mode) == 0o600
        with closing(sqlite3.connect(backup)) as copy:
            assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == (NEWEST,)
            assert copy.execute("SELECT count(*) FROM accounts").fetchone() == (1,)

    @pytest.mark.parametrize(
        "fault", ["raise RuntimeError('interrupted')", "op.execute('UPDATE accounts SET company_id = 99')"]
    )
    def test_a_migration_that_fails_leaves_the_old_database(self, old: DataFolder, fault: str) -> None:
        path = Path(schema_version._MIGRATIONS) / "versions" / "v9999_next.py"
        path.write_text(path.read_text() + f"    {fault}\n")
        with pytest.raises(RuntimeError):
            open_store(old)
        with closing(sqlite3.connect(old.database)) as database:
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            assert "later" not in tables
            assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (NEWEST,)
            assert database.execute("SELECT company_id FROM accounts").fetchone() == (1,)

    def test_a_reader_migrates_too_unless_somebody_writes(
        self, old: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.adapters.store.sql_store._PATIENCE_S", 0.05)
        with DataFolderLock(old):
            assert code_of(old, read_only=True) is ErrorCode.DATA_FOLDER_BUSY
        store = open_store(old, read_only=True)
        assert len(store.accounts.all()) == 1
        store.close()

    def test_no_copy_no_migration(self, old: DataFolder) -> None:
        old.backups.write_text("a file")
        assert code_of(old) is ErrorCode.DATA_FOLDER_UNUSABLE
        with closing(sqlite3.connect(old.database)) as database:
            assert database.execute("SELECT version_num FROM alembic_version").fetchone() == (NEWEST,)

    def test_a_copy_that_breaks_off_is_told(self, old: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("app.adapters.store.schema_version.Path.replace", fail)
        assert code_of(old) is ErrorCode.DISK_FULL
