from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from app.adapters.encrypted_secrets import KeyDerivation, create_vault, open_vault
from app.domain.errors import ErrorCode, MoissonError
from tests.contract.secrets.conftest import CHEAP


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "secrets.vault"
    create_vault(path, "here", "the passphrase", CHEAP).write("name", "the secret")
    return path


def code_of(path: Path, passphrase: str = "the passphrase") -> ErrorCode:
    with pytest.raises(MoissonError) as caught:
        open_vault(path, "here", passphrase)
    assert "the secret" not in repr(caught.value) and passphrase not in repr(caught.value)
    return caught.value.code


def change(path: Path, **values: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **values}))


def test_the_default_cost_opens(tmp_path: Path) -> None:
    create_vault(tmp_path / "vault", "here", "é").write("name", "text")
    assert open_vault(tmp_path / "vault", "here", "é").read("name") == "text"
    cost = json.loads((tmp_path / "vault").read_text())["scrypt"]
    assert cost["n"] * cost["r"] * cost["p"] >= 2**15 * 8 * 3


def test_the_file_is_private_and_shows_nothing(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    content = path.read_bytes()
    assert b"the secret" not in content and b"name" not in content and b"passphrase" not in content


def test_nothing_is_written_before_the_first_secret(tmp_path: Path) -> None:
    texts = create_vault(tmp_path / "vault", "here", "x", CHEAP)
    texts.erase("name")
    assert not (tmp_path / "vault").exists()


def test_two_writings_of_the_same_secrets_differ(path: Path) -> None:
    before = json.loads(path.read_text())
    open_vault(path, "here", "the passphrase").write("name", "the secret")
    after = json.loads(path.read_text())
    assert before["nonce"] != after["nonce"] and before["sealed"] != after["sealed"]


def test_another_installation_sees_nothing(path: Path) -> None:
    assert open_vault(path, "elsewhere", "the passphrase").read("name") is None


def test_a_wrong_passphrase_is_told(path: Path) -> None:
    assert code_of(path, "a wrong one") is ErrorCode.PASSPHRASE_WRONG


def test_no_file_is_unreadable(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none") is ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"{}", b'{"format": "moisson-secrets"}'])
def test_what_is_no_vault_is_unreadable(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert code_of(path) is ErrorCode.FILE_UNREADABLE


@pytest.mark.parametrize(
    "values",
    [
        {"version": 2},
        {"format": "other"},
        {"scrypt": {"n": 2**30, "r": 8, "p": 1}},
        {"scrypt": {"n": 2, "r": 1, "p": 1, "more": 1}},
        {"scrypt": {"n": "2", "r": 1, "p": 1}},
        {"scrypt": {"n": 3, "r": 1, "p": 1}},
        {"nonce": "AAAA"},
        {"salt": "?"},
        {"sealed": 3},
    ],
)
def test_a_changed_header_is_unreadable(path: Path, values: dict[str, object]) -> None:
    change(path, **values)
    assert code_of(path) is ErrorCode.FILE_UNREADABLE


def test_a_weakened_header_does_not_open(path: Path) -> None:
    change(path, scrypt={"n": 4, "r": 1, "p": 1})
    assert code_of(path) is ErrorCode.PASSPHRASE_WRONG


def test_the_cost_is_bounded() -> None:
    assert KeyDerivation().bearable
    assert not any(
        cost.bearable for cost in (KeyDerivation(n=1 << 21), KeyDerivation(r=17), KeyDerivation(p=17))
    )


def test_a_failed_write_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = open_vault(path, "here", "the passphrase")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MoissonError) as caught:
        texts.write("name", "new")
    assert caught.value.code is ErrorCode.DISK_FULL
    assert texts.read("name") == "the secret"
    assert [entry.name for entry in path.parent.iterdir()] == ["secrets.vault"]
