"""Which folders can be a destination."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import ErrorCode, MoissonError
from connectors.destinations.folder.factory import FolderFactory
from tests.contract.destinations.folder_world import ordinary_user, public_folder


@pytest.fixture
def root() -> Iterator[Path]:
    with public_folder() as root:
        (root / "data").mkdir()
        yield root


@pytest.fixture
def factory(root: Path) -> FolderFactory:
    return FolderFactory(root / "data")


def reason_against(factory: FolderFactory, path: str) -> str:
    with pytest.raises(MoissonError) as refused:
        factory.check_settings({"path": path})
    assert refused.value.code is ErrorCode.FOLDER_UNUSABLE
    assert refused.value.facts["path"] == path
    return str(refused.value.facts["reason"])


def test_a_folder_that_is_there(factory: FolderFactory, root: Path) -> None:
    (root / "Factures").mkdir()
    factory.check_settings({"path": str(root / "Factures")})
    assert list((root / "Factures").iterdir()) == []


def test_a_folder_that_can_be_made_is_made(factory: FolderFactory, root: Path) -> None:
    factory.check_settings({"path": str(root / "Mes documents" / "Factures")})
    assert (root / "Mes documents" / "Factures").is_dir()


def test_the_home_folder_is_meant_by_its_sign(
    factory: FolderFactory, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(root))
    factory.check_settings({"path": "~/Factures"})
    assert (root / "Factures").is_dir()


@pytest.mark.parametrize("path", ["", "Factures", "./Factures", "../Factures"])
def test_relative_to_nobody_knows_what(factory: FolderFactory, path: str) -> None:
    assert reason_against(factory, path) == "not_absolute"


def test_no_path_at_all(factory: FolderFactory) -> None:
    with pytest.raises(MoissonError):
        factory.check_settings({})


def test_not_inside_the_data_folder(factory: FolderFactory, root: Path) -> None:
    (root / "link").symlink_to(root / "data")
    for path in (root / "data", root / "data" / "vault", root / "other" / ".." / "data", root / "link" / "x"):
        assert reason_against(factory, str(path)) == "inside_data_folder"
    assert list((root / "data").iterdir()) == []
    factory.check_settings({"path": str(root / "data-other")})


def test_a_file_is_no_folder(factory: FolderFactory, root: Path) -> None:
    (root / "file").touch()
    assert reason_against(factory, str(root / "file")) == "not_a_folder"
    assert reason_against(factory, str(root / "file" / "below")) == "not_a_folder"


def test_a_folder_that_is_closed_to_us(factory: FolderFactory, root: Path) -> None:
    (root / "closed").mkdir(mode=0o555)
    with ordinary_user():
        assert reason_against(factory, str(root / "closed")) == "not_writable"
        assert reason_against(factory, str(root / "closed" / "below")) == "not_writable"


def test_no_user_and_no_text_of_that_name(factory: FolderFactory, root: Path) -> None:
    assert reason_against(factory, "~nobody-of-this-name/Factures") == "not_writable"
    assert reason_against(factory, str(root / "a\0b")) == "not_writable"
