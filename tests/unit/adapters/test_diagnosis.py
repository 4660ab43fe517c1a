from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NamedTuple

import pytest

from app.adapters import diagnosis
from app.adapters.diagnosis import diagnose_installation
from app.adapters.paths import DataFolder
from app.ports.parts import Finding


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def found(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, Finding]]:
    monkeypatch.setattr("keyring.core._keyring_backend", None)
    return lambda: {finding.check: finding for finding in diagnose_installation(folder)}


def test_a_sound_machine_without_keyring(found: Callable[[], dict[str, Finding]]) -> None:
    findings = found()
    assert {name: finding.ok for name, finding in findings.items() if name != "disk_space"} == {
        "versions": True,
        "data_folder": True,
        "secret_store": False,
    }
    assert findings["secret_store"].advice == "no_keyring"
    assert dict(findings["versions"].facts).keys() == {"moisson", "python", "sqlite"}


def test_an_encrypted_vault_is_a_secret_store(
    folder: DataFolder, found: Callable[[], dict[str, Finding]]
) -> None:
    folder.create().secrets.touch()
    assert found()["secret_store"].facts == (("kind", "encrypted_vault"),)


def test_a_keyring_is_named(found: Callable[[], dict[str, Finding]], monkeypatch: pytest.MonkeyPatch) -> None:
    class Backend:
        name = "Some Keyring"

    monkeypatch.setattr(diagnosis, "secure_keyring", Backend)
    assert found()["secret_store"].facts == (("kind", "keyring"), ("name", "Some Keyring"))


@pytest.mark.parametrize(("free_mb", "ok"), [(100, False), (2000, True)])
def test_little_space_is_told(
    found: Callable[[], dict[str, Finding]], monkeypatch: pytest.MonkeyPatch, free_mb: int, ok: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(0, 0, free_mb * 2**20))
    finding = found()["disk_space"]
    assert (finding.ok, finding.advice) == (ok, "" if ok else "free_disk")


def test_an_unusable_folder_is_told(folder: DataFolder, found: Callable[[], dict[str, Finding]]) -> None:
    folder.root.write_text("a file")
    findings = found()
    assert (findings["data_folder"].ok, findings["data_folder"].advice) == (False, "data_folder_unusable")
    assert "disk_space" not in findings


def test_a_program_that_is_not_installed_has_no_version(
    found: Callable[[], dict[str, Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert dict(found()["versions"].facts)["moisson"] == "?"
