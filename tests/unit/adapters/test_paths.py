from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import platformdirs
import pytest

from app.adapters.paths import DataFolder, private_dir, sync_dir, write_private
from app.domain.errors import ErrorCode, MoissonError


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestLocate:
    def test_what_is_named_comes_first(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MOISSON_DATA_DIR", str(tmp_path / "environment"))
        assert DataFolder.locate(tmp_path / "named").root == tmp_path / "named"
        assert DataFolder.locate().root == tmp_path / "environment"

    @pytest.mark.parametrize("value", [None, ""])
    def test_the_platform_decides_else(self, monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
        monkeypatch.delenv("MOISSON_DATA_DIR", raising=False)
        if value is not None:
            monkeypatch.setenv("MOISSON_DATA_DIR", value)
        assert DataFolder.locate().root == Path(platformdirs.user_data_dir("moisson", appauthor=False))

    def test_names_are_made_absolute(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert DataFolder.locate(Path("a/../b")).root == tmp_path / "b"
        assert DataFolder.locate(Path("~/x")).root == tmp_path / "home" / "x"
        assert DataFolder.locate(Path("~nobody-of-this-name/x")).root.is_absolute()

    def test_asking_for_names_creates_nothing(self, tmp_path: Path) -> None:
        folder = DataFolder(tmp_path / "data")
        names = [
            getattr(folder, name)
            for name in dir(DataFolder)
            if isinstance(getattr(DataFolder, name), property)
        ]
        assert len({path.name for path in names}) == len(names) == 13
        assert all(path.parent == folder.root for path in names)
        assert not folder.root.exists()


class TestCreate:
    def test_it_is_private_with_what_is_above(self, tmp_path: Path) -> None:
        DataFolder(tmp_path / "a" / "b").create().create()
        assert (mode(tmp_path / "a"), mode(tmp_path / "a" / "b")) == (0o700, 0o700)

    @pytest.mark.parametrize("with_database", [True, False])
    def test_our_folder_is_made_private(self, tmp_path: Path, with_database: bool) -> None:
        tmp_path.chmod(0o755)
        if with_database:
            (tmp_path / "moisson.sqlite3").touch()
        DataFolder(tmp_path).create()
        assert mode(tmp_path) == 0o700

    def test_a_folder_of_others_is_left_alone(self, tmp_path: Path) -> None:
        (tmp_path / "letter.txt").touch()
        tmp_path.chmod(0o755)
        DataFolder(tmp_path).create()
        assert mode(tmp_path) == 0o755

    def test_a_file_in_its_place_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        with pytest.raises(MoissonError) as caught:
            DataFolder(tmp_path / "data").create()
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE

    def test_a_name_that_no_file_can_have_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(MoissonError) as caught:
            DataFolder(tmp_path / ("x" * 300)).create()
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE

    def test_a_folder_that_cannot_be_written_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.access", lambda *_: False)  # root may write everywhere
        with pytest.raises(MoissonError) as caught:
            DataFolder(tmp_path).create()
        assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE


class TestWritePrivate:
    def test_it_replaces_whole_files(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "file"
        write_private(path, b"long content")
        write_private(path, b"short")
        assert path.read_bytes() == b"short"
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)
        assert list(path.parent.iterdir()) == [path]

    def test_a_failure_leaves_the_old_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "file"
        write_private(path, b"old")

        def fail(_: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("os.fsync", fail)
        with pytest.raises(MoissonError) as caught:
            write_private(path, b"new")
        assert caught.value.code is ErrorCode.DISK_FULL
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_folders_are_not_synced_on_windows(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("app.adapters.paths._SYNCS_FOLDERS", False)
        sync_dir(tmp_path / "does not exist")


def test_a_folder_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(MoissonError) as caught:
        private_dir(tmp_path / "file" / "below")
    assert caught.value.code is ErrorCode.DATA_FOLDER_UNUSABLE
    assert str(tmp_path / "file") in str(caught.value.facts["path"])
