from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from connectors.catalogue.catalogue import YamlCatalogue
from tests.unit.catalogue.writing import write


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    write(folder, "alpha", "Alpha")
    write(folder, "beta", "Béta", "countries: [FR]\ncategories: [energy]\n")
    (folder / "portal.schema.json").write_text("{}")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


def test_shipped_entries_are_listed_found_and_got(shipped: Path) -> None:
    catalogue = YamlCatalogue(shipped=shipped)
    assert [portal.id for portal in catalogue.list()] == ["alpha", "beta"]
    assert [
        portal.id for portal in catalogue.list(text="beta", country="FR", category="energy", letter="B")
    ] == ["beta"]
    found = catalogue.find_by_url("https://www.alpha.example/x")
    assert found is not None
    assert found.id == "alpha"
    assert catalogue.find_by_url("https://elsewhere.example/") is None
    assert catalogue.errors == ()


def test_another_host_of_a_domain_that_is_one_portals(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped"
    write(shipped, "alone", extra="homepage: https://particulier.alone.example/\n")
    write(shipped, "first", extra="homepage: https://shop.both.example/\n")
    write(shipped, "second", extra="homepage: https://pro.both.example/\n")
    catalogue = YamlCatalogue(shipped=shipped)
    found = {
        name: catalogue.find_by_url(f"https://{name}.example/login")
        for name in ("www.alone", "alone", "www.both")
    }
    assert {name: portal and portal.id for name, portal in found.items()} == {
        "www.alone": "alone",
        "alone": "alone",
        "www.both": None,
    }
    assert catalogue.find_by_url("https://notalone.example/") is None
    assert catalogue.find_by_url("http://127.0.0.1:1/") is None


@pytest.mark.parametrize(("limit", "count"), [(None, 2), (5, 2), (1, 1), (0, 0), (-1, 0)])
def test_a_list_can_be_cut(shipped: Path, limit: int | None, count: int) -> None:
    assert len(YamlCatalogue(shipped=shipped).list(limit=limit)) == count


@pytest.mark.parametrize("listed_before", [False, True])
def test_get(shipped: Path, own: Path, listed_before: bool) -> None:
    write(own, "beta", "Own Beta")
    catalogue = YamlCatalogue(own, shipped=shipped)
    if listed_before:
        catalogue.list()
    names = {key: portal.name for key in ("alpha", "beta") if (portal := catalogue.get(key))}
    assert names == {"alpha": "Alpha", "beta": "Own Beta"}
    for unknown in ("gamma", "", "../shipped/alpha", "portal.schema", "*"):
        assert catalogue.get(unknown) is None


def test_own_entries_join_and_replace(shipped: Path, own: Path) -> None:
    write(own, "beta", "Own Beta")
    write(own, "gamma", suffix=".yml")
    (own / "notes.txt").write_text("not an entry")
    catalogue = YamlCatalogue(own, shipped=shipped)
    assert [portal.name for portal in catalogue.list()] == ["Alpha", "gamma", "Own Beta"]
    assert catalogue.errors == ()


def test_own_entries_that_are_wrong_are_left_out_and_told(shipped: Path, own: Path) -> None:
    bad = write(own, "delta", extra="zzz: 1\n")
    first = write(own, "epsilon", "First")
    second = write(own, "epsilon", "Second", suffix=".yml")
    catalogue = YamlCatalogue(own, shipped=shipped)
    assert [(error.file, error.code) for error in catalogue.errors] == [
        (str(bad), "unknown_key"),
        (str(second), "duplicate_id"),
    ]
    assert [portal.name for portal in catalogue.list()] == ["Alpha", "Béta", "First"]
    assert catalogue.check([bad, first])[0].code == "unknown_key"
    assert catalogue.check([first]) == ()


def test_a_folder_that_is_not_there_is_empty(shipped: Path, tmp_path: Path) -> None:
    catalogue = YamlCatalogue(tmp_path / "missing", shipped=shipped)
    assert len(catalogue.list()) == 2
    assert catalogue.errors == ()


def test_listing_imports_neither_pydantic_nor_a_browser_nor_a_database() -> None:
    script = (
        "import sys\n"
        "from connectors.catalogue.catalogue import YamlCatalogue\n"
        "catalogue = YamlCatalogue()\n"
        "assert len(catalogue.list(text='edf')) and catalogue.get('demo') and catalogue.find_by_url('http://127.0.0.1:8765/')\n"
        "heavy = {'pydantic', 'selenium', 'sqlalchemy', 'requests', 'rich', 'lxml', 'PySide6'} & set(sys.modules)\n"
        "sys.exit(' '.join(heavy) or 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
