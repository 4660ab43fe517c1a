"""One file holds everything but the secrets; putting it back loses nothing, whatever the file is."""

from __future__ import annotations

import json
import shutil
import stat
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.adapters.backup_file import BackupWriter
from app.adapters.backup_restore import BackupReader
from app.adapters.lock import DataFolderLock, TimerLock
from app.adapters.paths import DataFolder
from app.adapters.settings import SettingsFile
from app.adapters.store import schema_version
from app.adapters.store.sql_store import open_store
from app.adapters.vault import ContentVault
from app.domain.documents import DocumentFilter
from app.domain.errors import CancelledError, ErrorCode, MoissonError
from app.domain.settings import Settings
from app.ports.backup import BackupFacts, StagedBackup
from tests.unit.services.service_parts import ServiceParts

Steps = list[tuple[int, int]]


def nothing() -> None: ...


@pytest.fixture
def parts(tmp_path: Path) -> ServiceParts:
    (tmp_path / "old").mkdir()
    parts = ServiceParts(tmp_path / "old")
    parts.add_documents(3)
    SettingsFile(parts.folder.settings).save(Settings(language="en"))
    parts.folder.portals.mkdir()
    (parts.folder.portals / "mine.yaml").write_text("id: mine\n")
    parts.folder.secrets.write_text("sealed")
    return parts


@pytest.fixture
def file(parts: ServiceParts, tmp_path: Path) -> Path:
    write(parts, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@pytest.fixture
def empty(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "new" / "data")


def write(
    parts: ServiceParts, target: Path, check: Callable[[], None] = nothing
) -> tuple[BackupFacts, Steps]:
    steps: Steps = []
    facts = BackupWriter(parts.folder, "0.1").write(target, lambda *step: steps.append(step), check)
    return facts, steps


def stage(file: Path, folder: DataFolder, check: Callable[[], None] = nothing) -> StagedBackup:
    folder.root.parent.mkdir(exist_ok=True)
    return BackupReader(folder).stage(file, lambda done, total: None, check)


def documents(folder: DataFolder) -> dict[str, bytes]:
    store, vault = open_store(folder, read_only=True), ContentVault(folder.vault)
    found = {
        d.facts.number or "": vault.path(d.sha256, d.suffix).read_bytes()
        for d in store.documents.list(DocumentFilter())
    }
    store.close()
    return found


def refused(file: Path, folder: DataFolder) -> MoissonError:
    before = sorted(folder.root.parent.iterdir()) if folder.root.parent.exists() else []
    with pytest.raises(MoissonError) as caught:
        stage(file, folder)
    assert sorted(folder.root.parent.iterdir()) == before, "something is left behind"
    return caught.value


def changed(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with other contents."""
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    change(contents)
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file


def with_manifest(file: Path, change: Callable[[dict[str, dict[str, object]]], None]) -> Path:
    def apply(contents: dict[str, bytes]) -> None:
        manifest = json.loads(contents["manifest.json"])
        change(manifest)
        contents["manifest.json"] = json.dumps(manifest).encode()

    return changed(file, apply)


class TestWriting:
    def test_it_holds_everything_but_secrets(self, parts: ServiceParts, file: Path) -> None:
        names = set(zipfile.ZipFile(file).namelist())
        vault = {f"vault/{path.parent.name}/{path.name}" for path in parts.vault_files()}
        assert names == {"manifest.json", "moisson.sqlite3", "settings.json", "portals/mine.yaml"} | vault
        assert b"sealed" not in file.read_bytes()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [path.name for path in file.parent.iterdir() if path.name != "old"] == ["backup.zip"]

    def test_it_says_what_it_holds_and_how_far_it_is(self, parts: ServiceParts, tmp_path: Path) -> None:
        facts, steps = write(parts, tmp_path / "backup.zip")
        assert (facts.accounts, facts.documents, facts.missing) == (1, 3, 0)
        assert steps[-1][0] == steps[-1][1] == facts.size
        assert steps == sorted(steps)

    def test_documents_that_come_meanwhile_do_no_harm(
        self, parts: ServiceParts, tmp_path: Path, empty: DataFolder
    ) -> None:
        goes_on, account = threading.Event(), parts.documents()[0].account_id

        def collect() -> None:
            for number in range(3, 60):
                parts.add_documents(1, parts.account(account), first=number)
                if goes_on.is_set():
                    return

        collecting = threading.Thread(target=collect)
        collecting.start()
        try:
            facts, _ = write(parts, tmp_path / "backup.zip")
        finally:
            goes_on.set()
            collecting.join()
        staged = stage(tmp_path / "backup.zip", empty)
        BackupReader(empty).put_in_place(staged)
        assert len(documents(empty)) == facts.documents >= 3

    def test_a_file_that_was_lost_before_is_named(
        self, parts: ServiceParts, tmp_path: Path, empty: DataFolder
    ) -> None:
        parts.vault_files()[0].unlink()
        facts, _ = write(parts, tmp_path / "backup.zip")
        assert facts.missing == 1
        assert stage(tmp_path / "backup.zip", empty).facts.missing == 1

    def test_stopped_it_leaves_the_older_backup(self, parts: ServiceParts, file: Path) -> None:
        before = file.read_bytes()
        calls = iter(range(100))

        def stop() -> None:
            if next(calls) == 3:
                raise CancelledError

        with pytest.raises(CancelledError):
            write(parts, file, stop)
        assert file.read_bytes() == before
        assert sorted(path.name for path in file.parent.iterdir()) == ["backup.zip", "old"]

    def test_a_place_that_takes_nothing_is_told(self, parts: ServiceParts, tmp_path: Path) -> None:
        with pytest.raises(MoissonError) as caught:
            write(parts, tmp_path / "none" / "backup.zip")
        assert caught.value.code is ErrorCode.FOLDER_UNUSABLE


class TestRestoring:
    def test_into_an_empty_place(self, parts: ServiceParts, file: Path, empty: DataFolder) -> None:
        former = BackupReader(empty).put_in_place(stage(file, empty))
        assert former is None
        assert documents(empty) == documents(parts.folder)
        assert SettingsFile(empty.settings).load() == Settings(language="en")
        assert (empty.portals / "mine.yaml").read_text() == "id: mine\n"
        assert not empty.secrets.exists()
        assert [path.name for path in empty.root.parent.iterdir()] == ["data"]

    def test_everything_is_private(self, file: Path, empty: DataFolder) -> None:
        staged = stage(file, empty)
        for path in (staged.folder, *staged.folder.rglob("*")):
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path

    def test_what_was_there_is_kept_beside(self, parts: ServiceParts, file: Path) -> None:
        parts.add_documents(2, parts.account(1), first=3)
        parts.store().close()
        staged = stage(file, parts.folder)
        former = BackupReader(parts.folder).put_in_place(staged)
        assert former
        assert former.parent == parts.folder.root.parent
        assert (len(documents(DataFolder(former))), len(documents(parts.folder))) == (5, 3)
        assert not staged.folder.exists()

    def test_the_vault_of_secrets_of_this_computer_goes_on(self, parts: ServiceParts, file: Path) -> None:
        parts.store().close()
        BackupReader(parts.folder).put_in_place(stage(file, parts.folder))
        assert parts.folder.secrets.read_text() == "sealed"
        assert stat.S_IMODE(parts.folder.secrets.stat().st_mode) == 0o600

    @pytest.mark.parametrize("lock", [DataFolderLock, TimerLock])
    def test_a_folder_in_use_is_not_replaced(
        self, parts: ServiceParts, file: Path, lock: type[DataFolderLock]
    ) -> None:
        staged = stage(file, parts.folder)
        with lock(parts.folder), pytest.raises(MoissonError) as caught:
            BackupReader(parts.folder).put_in_place(staged)
        assert caught.value.code in (ErrorCode.DATA_FOLDER_BUSY, ErrorCode.TIMER_RUNNING)
        assert len(documents(parts.folder)) == 3

    def test_a_folder_that_cannot_be_replaced_stays(self, parts: ServiceParts, file: Path) -> None:
        staged = stage(file, parts.folder)
        shutil.rmtree(staged.folder)
        with pytest.raises(MoissonError) as caught:
            BackupReader(parts.folder).put_in_place(staged)
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE
        assert len(documents(parts.folder)) == 3

    def test_who_thinks_better_of_it_leaves_nothing(self, parts: ServiceParts, file: Path) -> None:
        before = sorted(parts.folder.root.parent.iterdir())
        BackupReader(parts.folder).discard(stage(file, parts.folder))
        assert sorted(parts.folder.root.parent.iterdir()) == before

    def test_stopped_it_leaves_nothing(self, file: Path, empty: DataFolder) -> None:
        def stop() -> None:
            raise CancelledError

        with pytest.raises(CancelledError):
            stage(file, empty, stop)
        assert list(empty.root.parent.iterdir()) == []


class TestBadFiles:
    @pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x05\x06" + bytes(18)])
    def test_something_else(self, file: Path, empty: DataFolder, content: bytes) -> None:
        empty.root.parent.mkdir()
        file.write_bytes(content)
        assert refused(file, empty).code is ErrorCode.BACKUP_INVALID

    def test_no_file(self, tmp_path: Path, empty: DataFolder) -> None:
        empty.root.parent.mkdir()
        assert refused(tmp_path / "none.zip", empty).code is ErrorCode.FILE_UNREADABLE

    @pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.999])
    def test_half_a_file(self, file: Path, empty: DataFolder, part: float) -> None:
        empty.root.parent.mkdir()
        content = file.read_bytes()
        file.write_bytes(content[: int(len(content) * part)])
        assert refused(file, empty).code is ErrorCode.BACKUP_INVALID

    def test_one_bit(self, file: Path, empty: DataFolder) -> None:
        empty.root.parent.mkdir()
        content = bytearray(file.read_bytes())
        at = content.index(b"%PDF-1.4")
        content[at + 9] ^= 1
        file.write_bytes(content)
        assert refused(file, empty).code is ErrorCode.BACKUP_INVALID

    def test_a_document_that_was_exchanged(self, file: Path, empty: DataFolder) -> None:
        empty.root.parent.mkdir()

        def exchange(contents: dict[str, bytes]) -> None:
            name = next(name for name in contents if name.startswith("vault/"))
            contents[name] = b"%PDF-1.4 X"

        assert refused(changed(file, exchange), empty).code is ErrorCode.BACKUP_INVALID

    def test_a_document_that_is_missing(self, file: Path, empty: DataFolder) -> None:
        empty.root.parent.mkdir()

        def forget(manifest: dict[str, dict[str, object]]) -> None:
            del manifest["files"][next(name for name in manifest["files"] if name.startswith("vault/"))]

        assert refused(with_manifest(file, forget), empty).code is ErrorCode.BACKUP_INVALID

    @pytest.mark.parametrize(
        "name",
        ["../evil", "/etc/evil", "vault/../../evil", "secrets.vault", "portals/../x", "a\\b", "logs/x"],
    )
    def test_a_name_that_leads_elsewhere(self, file: Path, empty: DataFolder, name: str) -> None:
        empty.root.parent.mkdir()

        def add(contents: dict[str, bytes]) -> None:
            manifest = json.loads(contents["manifest.json"])
            manifest["files"][name] = {"size": 0, "sha256": "0" * 64}
            contents |= {"manifest.json": json.dumps(manifest).encode(), name: b""}

        assert refused(changed(file, add), empty).code is ErrorCode.BACKUP_INVALID

    def test_a_small_file_that_claims_to_be_huge(self, file: Path, empty: DataFolder) -> None:
        empty.root.parent.mkdir()

        def bomb(contents: dict[str, bytes]) -> None:
            contents["settings.json"] = b"0" * 10_000_000

        assert refused(changed(file, bomb), empty).code is ErrorCode.BACKUP_INVALID

    @pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + bytes(500)])
    def test_a_database_that_is_none(self, file: Path, empty: DataFolder, content: bytes) -> None:
        import hashlib

        empty.root.parent.mkdir()

        def exchange(contents: dict[str, bytes]) -> None:
            manifest = json.loads(contents["manifest.json"])
            digest = hashlib.sha256(content).hexdigest()
            manifest["files"]["moisson.sqlite3"] = {"size": len(content), "sha256": digest}
            contents |= {"manifest.json": json.dumps(manifest).encode(), "moisson.sqlite3": content}

        assert refused(changed(file, exchange), empty).code is ErrorCode.BACKUP_INVALID

    def test_one_of_a_newer_program(
        self, file: Path, empty: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        empty.root.parent.mkdir()
        monkeypatch.setattr(schema_version, "REVISIONS", ("0001",))
        assert refused(file, empty).code is ErrorCode.DATABASE_TOO_NEW
