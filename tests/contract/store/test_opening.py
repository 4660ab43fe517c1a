"""Creating, refusing: what happens to the file when the store is opened."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from app.adapters.paths import DataFolder
from app.adapters.store import schema_version
from app.adapters.store.database import Database
from app.adapters.store.sql_store import SqlStore, open_store
from app.adapters.store.tables import metadata
from app.domain.errors import ErrorCode, MoissonError
from tests.contract.store.conftest import DRAFT, Add
from tests.contract.store.database_files import code_of, run_sql


class TestSchema:
    def test_migrations_make_what_queries_expect(self, store: SqlStore, folder: DataFolder) -> None:
        engine = create_engine(f"sqlite:///{folder.database}")

        def is_ours(name: str, kind: str, *_: object) -> bool:
            return not (kind == "table" and name.startswith("document_search"))

        with engine.connect() as connection:
            options = {"include_name": is_ours, "compare_type": True}
            differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        engine.dispose()
        assert differences == []

    def test_revisions_are_those_of_the_package(self) -> None:
        config = Config()
        config.set_main_option("script_location", "app.adapters.store:migrations")
        script = ScriptDirectory.from_config(config)
        assert tuple(r.revision for r in reversed([*script.walk_revisions()])) == schema_version.REVISIONS

    def test_everything_that_must_last_is_synced(self, store: SqlStore, folder: DataFolder) -> None:
        database = Database(folder.database, read_only=False)
        with database.write() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
        database.close()
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}

    def test_alembic_is_not_imported_when_there_is_nothing_to_do(
        self, store: SqlStore, folder: DataFolder
    ) -> None:
        code = (
            "import sys; from pathlib import Path; from app.adapters.paths import DataFolder;"
            "from app.adapters.store.sql_store import open_store;"
            f"open_store(DataFolder(Path({str(folder.root)!r}))).close();"
            "print([m for m in ('alembic', 'sqlalchemy.orm', 'platformdirs', 'keyring') if m in sys.modules])"
        )
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == "[]"


class TestFiles:
    def test_everything_is_private(self, store: SqlStore, folder: DataFolder, add: Add) -> None:
        add("1")
        paths = {folder.root, *folder.root.iterdir()}
        assert {"moisson.sqlite3", "moisson.sqlite3-wal"} <= {path.name for path in paths}
        for path in paths:
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path

    def test_what_was_stored_is_there_after_reopening(
        self, store: SqlStore, folder: DataFolder, add: Add
    ) -> None:
        add("1")
        store.close()
        again = open_store(folder)
        assert [account.company for account in again.accounts.all()] == ["EDF"]
        assert again.installation == store.installation
        again.close()

    def test_two_databases_have_two_names(self, store: SqlStore, tmp_path: Path) -> None:
        other = open_store(DataFolder(tmp_path / "other"))
        assert len(store.installation) == 32
        assert other.installation != store.installation
        other.close()

    def test_a_folder_with_an_odd_name(self, tmp_path: Path) -> None:
        store = open_store(DataFolder(tmp_path / "été ? #1 %20 '\" & x"))
        store.accounts.add(DRAFT)
        store.close()
        assert (store._path).stat().st_size

    @pytest.mark.parametrize("statement", [None, "PRAGMA journal_mode = WAL", "PRAGMA user_version = 0"])
    def test_an_empty_file_is_filled(self, folder: DataFolder, statement: str | None) -> None:
        """As left behind by a process that was killed while it made the database."""
        folder.create().database.touch()
        if statement:
            run_sql(folder.database, statement)
        store = open_store(folder)
        assert store.accounts.all() == []
        store.close()

    def test_bringing_up_to_date_twice_changes_nothing(self, store: SqlStore, folder: DataFolder) -> None:
        schema_version.bring_up_to_date(folder.database, folder.backups)
        assert not folder.backups.exists()

    def test_a_database_that_cannot_be_made_is_told(
        self, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        folder.create()
        monkeypatch.setattr("app.adapters.store.database.os.open", fail)
        assert code_of(folder) is ErrorCode.DISK_FULL

    def test_a_write_without_space_is_told(self, store: SqlStore, folder: DataFolder) -> None:
        database = Database(folder.database, read_only=False)
        with pytest.raises(MoissonError) as caught, database.write() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.exec_driver_sql("INSERT INTO companies (name, folded) VALUES (zeroblob(1000000), 'x')")
        assert caught.value.code is ErrorCode.DISK_FULL
        database.close()


class TestRefused:
    def test_a_newer_database(self, store: SqlStore, folder: DataFolder) -> None:
        store.close()
        run_sql(folder.database, "UPDATE alembic_version SET version_num = '9999'")
        before = folder.database.read_bytes()
        assert code_of(folder) is ErrorCode.DATABASE_TOO_NEW
        assert code_of(folder, read_only=True) is ErrorCode.DATABASE_TOO_NEW
        assert folder.database.read_bytes() == before

    @pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\x00" + b"\xff" * 4096])
    def test_a_file_that_is_no_database(self, folder: DataFolder, content: bytes) -> None:
        folder.create().database.write_bytes(content)
        assert code_of(folder) is ErrorCode.DATABASE_DAMAGED
        assert folder.database.read_bytes() == content

    def test_a_file_that_was_overwritten_since_it_was_opened(self, folder: DataFolder) -> None:
        folder.create().database.write_bytes(b"no database at all" * 100)
        database = Database(folder.database, read_only=False)
        with pytest.raises(MoissonError) as caught, database.write():
            pass
        assert caught.value.code is ErrorCode.DATABASE_DAMAGED
        database.close()

    def test_a_database_of_another_program(self, folder: DataFolder) -> None:
        folder.create()
        run_sql(folder.database, "CREATE TABLE theirs (id INTEGER)")
        assert code_of(folder) is ErrorCode.DATABASE_DAMAGED

    def test_a_database_that_lost_its_version(self, store: SqlStore, folder: DataFolder) -> None:
        store.close()
        run_sql(folder.database, "DELETE FROM alembic_version")
        assert code_of(folder) is ErrorCode.DATABASE_DAMAGED

    def test_a_database_that_was_cut_off(self, folder: DataFolder) -> None:
        open_store(folder).close()
        content = folder.database.read_bytes()
        folder.database.write_bytes(content[: len(content) // 2])
        assert code_of(folder) is ErrorCode.DATABASE_DAMAGED

    def test_a_page_that_was_overwritten_is_found(self, folder: DataFolder) -> None:
        store = open_store(folder)
        account = store.accounts.add(DRAFT)
        for number in range(200):
            store.runs.start(account.id, account.created_at)
            store.issues.open(f"kind-{number}", {"text": "x" * 100}, account_id=account.id)
        store.close()
        content = bytearray(folder.database.read_bytes())
        middle = len(content) // 4096 * 3 // 4 * 4096
        content[middle : len(content)] = b"\xa5" * (len(content) - middle)
        folder.database.write_bytes(content)
        store = open_store(folder)
        with pytest.raises(MoissonError) as caught:
            store.check()
        assert caught.value.code is ErrorCode.DATABASE_DAMAGED
        store.close()

    def test_a_broken_reference_is_found(self, folder: DataFolder) -> None:
        open_store(folder).close()
        run_sql(
            folder.database,
            "PRAGMA foreign_keys = OFF",
            "INSERT INTO portal_documents (account_id, portal_document_id, document_id) VALUES (7, 'x', 8)",
        )
        store = open_store(folder)
        with pytest.raises(MoissonError) as caught:
            store.check()
        assert caught.value.code is ErrorCode.DATABASE_DAMAGED
        store.close()

    def test_a_folder_where_the_database_should_be(self, folder: DataFolder) -> None:
        folder.create().database.mkdir()
        assert code_of(folder) is ErrorCode.DATA_FOLDER_UNUSABLE

    def test_a_database_that_goes_away(self, store: SqlStore, folder: DataFolder) -> None:
        store.close()
        store = SqlStore(folder.root / "none" / "x.sqlite3", read_only=True, clock=None)  # type: ignore[arg-type]
        with pytest.raises(MoissonError) as caught:
            store.accounts.all()
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE


class TestReaders:
    def test_a_reader_sees_what_was_committed_and_cannot_write(
        self, store: SqlStore, folder: DataFolder, add: Add
    ) -> None:
        reader = open_store(folder, read_only=True)
        assert len(reader.accounts.all()) == 1
        document = add("1")
        assert reader.documents.get(document) is not None
        with pytest.raises(RuntimeError, match="reading"):
            reader.accounts.add(DRAFT)
        reader.close()

    def test_a_reader_of_an_empty_folder_finds_nothing(self, folder: DataFolder) -> None:
        reader = open_store(folder, read_only=True)
        assert (reader.accounts.all(), reader.issues.all_open()) == ([], [])
        reader.close()

    def test_a_long_write_does_not_stop_readers(self, store: SqlStore, folder: DataFolder, add: Add) -> None:
        database = Database(folder.database, read_only=False)
        reader = open_store(folder, read_only=True)
        with database.write() as connection:
            connection.exec_driver_sql("UPDATE accounts SET username = 'changing'")
            assert [account.username for account in reader.accounts.all()] == [DRAFT.username]
        assert [account.username for account in reader.accounts.all()] == ["changing"]
        reader.close()
        database.close()

    def test_a_transaction_that_fails_leaves_nothing(self, store: SqlStore, folder: DataFolder) -> None:
        database = Database(folder.database, read_only=False)
        with pytest.raises(ZeroDivisionError), database.write() as connection:
            connection.exec_driver_sql("INSERT INTO companies (name, folded) VALUES ('x', 'x')")
            _ = 1 / 0
        with database.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM companies").scalar() == 0
        database.close()

    def test_a_database_that_stays_busy_is_told(
        self, store: SqlStore, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.adapters.store.database._BUSY_MS", 20)
        impatient = open_store(folder)
        database = Database(folder.database, read_only=False)
        with database.write(), pytest.raises(MoissonError) as caught:
            impatient.accounts.add(DRAFT)
        assert caught.value.code is ErrorCode.DATA_FOLDER_BUSY
        impatient.close()
        database.close()

    def test_messages_of_the_database_hold_no_values(self, store: SqlStore, folder: DataFolder) -> None:
        database = Database(folder.database, read_only=False)
        with pytest.raises(Exception, match="UNIQUE") as caught, database.write() as connection:
            for _ in range(2):
                connection.exec_driver_sql(
                    "INSERT INTO companies (name, folded) VALUES (?, ?)", ("jean@example.org", "x")
                )
        assert "jean@example.org" not in str(caught.value)
        database.close()
