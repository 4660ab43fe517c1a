from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from connectors.catalogue.catalogue import YamlCatalogue
from tests.unit.catalogue.writing import write


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    write(tmp_path / "shipped", "alpha", "Alpha")
    return tmp_path / "shipped"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def names(shipped: Path, folder: Path | None, own: Path | None = None) -> list[str]:
    return [portal.name for portal in YamlCatalogue(own, shipped=shipped, index_folder=folder).list()]


def test_it_is_made_once_and_kept(shipped: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(shipped, folder) == ["Alpha"]
    [index] = folder.iterdir()
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    monkeypatch.setattr(
        "connectors.catalogue.yaml_source.read_trusted", lambda path: pytest.fail("read again")
    )
    assert names(shipped, folder) == ["Alpha"]
    assert [*folder.iterdir()] == [index]


def test_it_is_made_anew_after_each_change(shipped: Path, folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert names(shipped, folder, own) == ["Alpha"]
    write(own, "beta", "Beta")
    assert names(shipped, folder, own) == ["Alpha", "Beta"]
    path = write(own, "alpha", "My Alpha")
    assert names(shipped, folder, own) == ["Beta", "My Alpha"]
    path.write_text(path.read_text().replace("My Alpha", "My Omega"))
    os.utime(path, ns=(1, 1))
    assert names(shipped, folder, own) == ["Beta", "My Omega"]
    path.unlink()
    write(shipped, "gamma", "Gamma")
    assert names(shipped, folder, own) == ["Alpha", "Beta", "Gamma"]
    assert len([*folder.iterdir()]) == 1


def test_a_damaged_index_is_made_anew(shipped: Path, folder: Path) -> None:
    names(shipped, folder)
    [index] = folder.iterdir()
    for damage in (b"", b"this is no database" * 100):
        index.write_bytes(damage)
        assert names(shipped, folder) == ["Alpha"]


def test_where_nothing_can_be_kept_it_is_in_memory(shipped: Path, tmp_path: Path) -> None:
    assert names(shipped, None) == ["Alpha"]
    (tmp_path / "file").touch()
    assert names(shipped, tmp_path / "file") == ["Alpha"]
    assert names(shipped, tmp_path / "file" / "below") == ["Alpha"]


def test_its_folder_is_made_for_the_user_alone(shipped: Path, tmp_path: Path) -> None:
    assert names(shipped, tmp_path / "new") == ["Alpha"]
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    assert len([*(tmp_path / "new").iterdir()]) == 1


def test_a_full_disk_is_no_obstacle(shipped: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("connectors.catalogue.index_file.os.open", no_room)
    assert names(shipped, folder) == ["Alpha"]
    assert [*folder.iterdir()] == []


def test_programs_that_start_together_do_not_disturb_each_other(shipped: Path, folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from connectors.catalogue.catalogue import YamlCatalogue\n"
        "found = YamlCatalogue(shipped=Path(sys.argv[1]), index_folder=Path(sys.argv[2])).list(text='alpha')\n"
        "sys.exit(0 if [portal.id for portal in found] == ['alpha'] else 1)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", script, str(shipped), str(folder)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    results = [(process.communicate(timeout=60)[1], process.returncode) for process in started]
    assert results == [(b"", 0)] * 4
    assert len([*folder.iterdir()]) == 1
