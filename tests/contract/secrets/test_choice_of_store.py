"""Which store keeps the secrets, on machines with and without a keyring."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.adapters.encrypted_secrets import create_vault
from app.adapters.keyring_secrets import KeyringTexts
from app.adapters.paths import DataFolder
from app.adapters.secret_stores import RememberedPassphrase, open_secret_store, open_secret_texts
from app.domain.accounts import Secrets
from app.domain.errors import ErrorCode, MoissonError
from tests.contract.secrets.conftest import CHEAP
from tests.contract.secrets.test_keyring import MemoryKeyring, MyPlaintextKeyring


@pytest.fixture(autouse=True)
def cheap_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.adapters.secret_stores.create_vault", partial(create_vault, cost=CHEAP))


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data").create()


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", backend)
    return backend


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", MyPlaintextKeyring())


class Person:
    """Who is asked for the passphrase."""

    def __init__(self, *answers: str | None) -> None:
        self.answers = list(answers)

    def __call__(self) -> str | None:
        return self.answers.pop(0)


def code_of(folder: DataFolder, person: Person) -> ErrorCode:
    with pytest.raises(MoissonError) as caught:
        open_secret_texts(folder, "here", person).read("name")
    return caught.value.code


def test_the_keyring_comes_first_and_nobody_is_asked(folder: DataFolder, keyring: MemoryKeyring) -> None:
    open_secret_store(folder, "here", Person()).save(1, Secrets(password="secret"))
    assert KeyringTexts(keyring, "here").read("account-1")
    assert not folder.secrets.exists()


def test_nothing_is_opened_before_it_is_needed(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise AssertionError("opened")

    monkeypatch.setattr("app.adapters.secret_stores.secure_keyring", fail)
    open_secret_store(folder, "here", fail)


def test_without_a_keyring_the_person_is_asked_once(folder: DataFolder, no_keyring: None) -> None:
    texts = open_secret_texts(folder, "here", Person("passphrase"))
    texts.write("name", "text")
    assert texts.read("name") == "text"
    assert open_secret_texts(folder, "here", Person("passphrase")).read("name") == "text"


def test_an_encrypted_vault_stays_in_use_when_a_keyring_appears(
    folder: DataFolder, no_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_secret_texts(folder, "here", Person("passphrase")).write("name", "text")
    monkeypatch.setattr("keyring.core._keyring_backend", MemoryKeyring())
    texts = open_secret_texts(folder, "here", Person("passphrase"))
    assert texts.read("name") == "text"
    texts.erase("name")
    assert texts.read("name") is None


@pytest.mark.parametrize("answer", [None, ""])
def test_no_keyring_and_no_passphrase(folder: DataFolder, no_keyring: None, answer: str | None) -> None:
    assert code_of(folder, Person(answer)) is ErrorCode.SECRET_STORE_MISSING
    open_secret_texts(folder, "here", Person("passphrase")).write("name", "text")
    assert code_of(folder, Person(answer)) is ErrorCode.SECRET_STORE_LOCKED


def test_a_wrong_passphrase_can_be_mended(folder: DataFolder, no_keyring: None) -> None:
    open_secret_texts(folder, "here", Person("passphrase")).write("name", "text")
    texts = open_secret_texts(folder, "here", Person("wrong", "passphrase"))
    with pytest.raises(MoissonError) as caught:
        texts.read("name")
    assert caught.value.code is ErrorCode.PASSPHRASE_WRONG
    assert texts.read("name") == "text"


class TestPassphraseFile:
    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        file = tmp_path / "passphrase"
        file.touch(0o600)
        monkeypatch.setenv("MOISSON_PASSPHRASE_FILE", str(file))
        return file

    def test_its_first_line_is_the_passphrase(self, folder: DataFolder, no_keyring: None, file: Path) -> None:
        file.write_text("pass phrase \r\nsecond line\n")
        open_secret_texts(folder, "here", Person()).write("name", "text")
        file.write_text("pass phrase ")
        assert open_secret_texts(folder, "here", Person()).read("name") == "text"

    def test_it_does_not_replace_a_keyring(
        self, folder: DataFolder, keyring: MemoryKeyring, file: Path
    ) -> None:
        file.write_text("passphrase")
        open_secret_texts(folder, "here", Person()).write("name", "text")
        assert keyring.kept and not folder.secrets.exists()

    @pytest.mark.parametrize("content", [b"", b"\nsecond", b"\xff\xfe\xfd"])
    def test_an_unusable_one_is_told(
        self, folder: DataFolder, no_keyring: None, file: Path, content: bytes
    ) -> None:
        file.write_bytes(content)
        assert code_of(folder, Person()) is ErrorCode.FILE_UNREADABLE

    def test_a_missing_one_is_told(self, folder: DataFolder, no_keyring: None, file: Path) -> None:
        file.unlink()
        assert code_of(folder, Person()) is ErrorCode.FILE_UNREADABLE

    @pytest.mark.logs_warnings
    def test_one_that_others_can_read_is_warned_of(
        self, folder: DataFolder, no_keyring: None, file: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        file.write_text("passphrase")
        file.chmod(0o644)
        open_secret_texts(folder, "here", Person()).write("name", "text")
        assert str(file) in caplog.text and "passphrase file" in caplog.text


@pytest.mark.usefixtures("no_keyring")
def test_a_passphrase_is_asked_again_only_when_it_opened_nothing(folder: DataFolder) -> None:
    open_secret_store(folder, "here", Person("right")).save(1, Secrets(password="secret"))
    remembered = RememberedPassphrase(Person("wrong", "right"))
    with pytest.raises(MoissonError) as caught:
        open_secret_store(folder, "here", remembered).load(1)
    assert caught.value.code is ErrorCode.PASSPHRASE_WRONG
    for _ in range(2):  # as two works of the window, one after the other
        assert open_secret_store(folder, "here", remembered).load(1) == Secrets(password="secret")
