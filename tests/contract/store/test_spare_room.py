from __future__ import annotations

import stat

import pytest

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import SqlStore, open_store
from app.domain.errors import ErrorCode, MoissonError


@pytest.fixture
def full(store: SqlStore, folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be written while the room is kept."""
    write = store._database.write

    def write_if_there_is_room() -> object:
        if folder.database.with_suffix(".spare").exists():
            raise MoissonError(ErrorCode.DISK_FULL, path="x")
        return write()

    monkeypatch.setattr(store._database, "write", write_if_there_is_room)


def test_the_user_is_told_on_a_full_disk(store: SqlStore, full: None) -> None:
    assert store.issues.open("disk_full", {}).kind == "disk_full"
    assert [issue.kind for issue in store.issues.all_open()] == ["disk_full"]


def test_without_room_it_is_an_error(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise MoissonError(ErrorCode.DISK_FULL, path="x")

    monkeypatch.setattr(store._database, "write", full)
    with pytest.raises(MoissonError) as error:
        store.issues.open("disk_full", {})
    assert error.value.code is ErrorCode.DISK_FULL


def test_the_room_is_kept_by_the_next_writer(store: SqlStore, folder: DataFolder, full: None) -> None:
    store.issues.open("disk_full", {})
    room = folder.database.with_suffix(".spare")
    assert not room.exists()
    open_store(folder, read_only=True).close()
    assert not room.exists()
    open_store(folder).close()
    assert room.stat().st_size == 256 * 1024
    assert stat.S_IMODE(room.stat().st_mode) == 0o600
