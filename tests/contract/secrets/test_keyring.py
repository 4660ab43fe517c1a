"""The keyring of the operating system: what is stored there, under which name, what happens without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.backends.SecretService import Keyring

from app.adapters.diagnosis import diagnose_installation
from app.adapters.keyring_secrets import KeyringTexts, is_locked, is_secure, secure_keyring
from app.adapters.paths import DataFolder
from app.domain.errors import ErrorCode, MoissonError
from tests.secret_service import AVAILABLE, SecretService, running_secret_service


@pytest.fixture
def forget_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """keyring chooses once per process."""
    monkeypatch.setattr("keyring.core._keyring_backend", None)


class MemoryKeyring(KeyringBackend):
    """Stands for a safe keyring of another vendor; as odd as some of them are."""

    priority = 1  # type: ignore[assignment]

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        if self.error:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error:
            raise self.error
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class MyPlaintextKeyring(MemoryKeyring):
    pass


class FromAlternatives(MemoryKeyring):
    __module__ = "keyrings.alt.file"


def test_two_installations_do_not_see_each_other() -> None:
    backend = MemoryKeyring()
    KeyringTexts(backend, "one").write("account-1", "text")
    assert KeyringTexts(backend, "two").read("account-1") is None
    assert backend.kept == {("moisson", "one/account-1"): "text"}


def test_secrets_lie_in_the_real_service(
    secret_service: SecretService, monkeypatch: pytest.MonkeyPatch, forget_the_keyring: None
) -> None:
    for name, value in secret_service.environment.items():
        monkeypatch.setenv(name, value)
    backend = secure_keyring()
    assert isinstance(backend, Keyring)
    KeyringTexts(backend, "inst").write("account-7", "text")
    assert any("inst/account-7" in label and "moisson" in label for label in secret_service.labels())


def test_a_locked_collection_says_so_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        texts = KeyringTexts(Keyring(), "here")
        texts.write("name", "text")
        service.lock()
        for use in (
            lambda: texts.read("name"),
            lambda: texts.write("name", "x"),
            lambda: texts.erase("name"),
        ):
            with pytest.raises(MoissonError) as caught:
                use()
            assert caught.value.code is ErrorCode.SECRET_STORE_LOCKED


def test_a_service_without_a_collection_counts_as_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_secret_service(tmp_path, password=None) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        with pytest.raises(MoissonError) as caught:
            KeyringTexts(Keyring(), "here").write("name", "text")
        assert caught.value.code is ErrorCode.SECRET_STORE_LOCKED


def test_a_service_that_died_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running_secret_service(tmp_path) as service:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
        texts = KeyringTexts(Keyring(), "here")
    with pytest.raises(MoissonError) as caught:
        texts.write("name", "the secret")
    assert caught.value.code is ErrorCode.SECRET_STORE_MISSING
    assert "the secret" not in repr(caught.value)


class LockedException(Exception):  # noqa: N818  # named like secretstorage's
    pass


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LockedException("Item is locked!"), ErrorCode.SECRET_STORE_LOCKED),
        (OSError("cannot store 'hunter2'"), ErrorCode.SECRET_STORE_MISSING),
    ],
)
def test_errors_of_any_backend_become_codes_without_its_texts(error: Exception, code: ErrorCode) -> None:
    with pytest.raises(MoissonError) as caught:
        KeyringTexts(MemoryKeyring(error), "here").write("name", "hunter2")
    assert caught.value.code is code
    assert "hunter2" not in repr(caught.value)
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("backend", "safe"),
    [
        (Keyring, True),
        (MemoryKeyring, True),
        (fail.Keyring, False),
        (null.Keyring, False),
        (MyPlaintextKeyring, False),
        (FromAlternatives, False),
        (type("Derived", (FromAlternatives,), {"__module__": "mine"}), False),
    ],
)
def test_only_backends_that_encrypt_are_safe(backend: type[KeyringBackend], safe: bool) -> None:
    assert is_secure(backend()) is safe


def test_no_keyring_is_none(forget_the_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    assert secure_keyring() is None


@pytest.mark.logs_warnings
def test_a_keyring_that_does_not_exist_is_none(
    forget_the_keyring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "no.such.Keyring")
    assert secure_keyring() is None


def test_a_chain_gives_its_first_safe_member(monkeypatch: pytest.MonkeyPatch) -> None:
    safe = MemoryKeyring()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [MyPlaintextKeyring(), safe])
    monkeypatch.setattr("keyring.core._keyring_backend", chainer.ChainerBackend())
    assert secure_keyring() is safe
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [MyPlaintextKeyring()])
    assert secure_keyring() is None


class TestLocked:
    """What the diagnosis asks; nobody is asked to open anything."""

    def test_a_keyring_that_is_open(
        self, secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", secret_service.address)
        assert not is_locked(Keyring())

    def test_a_keyring_that_is_locked_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        if not AVAILABLE:
            pytest.skip("no gnome-keyring on this machine")
        monkeypatch.setattr("keyring.core._keyring_backend", Keyring())
        with running_secret_service(tmp_path) as service:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
            service.lock()
            assert is_locked(Keyring())
            [finding] = [
                f for f in diagnose_installation(DataFolder(tmp_path / "data")) if f.check == "secret_store"
            ]
        assert (finding.ok, finding.advice) == (False, "unlock_keyring")

    def test_a_keyring_without_a_collection_is_not_locked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        if not AVAILABLE:
            pytest.skip("no gnome-keyring on this machine")
        with running_secret_service(tmp_path, password=None) as service:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
            assert not is_locked(Keyring())

    def test_a_bus_that_is_not_there_says_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        assert not is_locked(Keyring())

    def test_other_keyrings_are_not_asked(self) -> None:
        assert not is_locked(MemoryKeyring(RuntimeError("asked")))
