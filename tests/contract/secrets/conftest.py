from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.adapters.encrypted_secrets import KeyDerivation, create_vault, open_vault
from app.adapters.keyring_secrets import KeyringTexts
from app.adapters.secret_texts import SecretTexts
from tests.fakes import MemorySecretTexts
from tests.secret_service import AVAILABLE, SecretService, running_secret_service

CHEAP = KeyDerivation(n=2, r=1, p=1)
Opener = Callable[[], SecretTexts]
"""Opens the same store anew, as the next process would."""


@pytest.fixture(scope="session")
def secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretService]:
    if not AVAILABLE:
        pytest.skip("no gnome-keyring on this machine")
    with running_secret_service(tmp_path_factory.mktemp("secret_service")) as service:
        yield service


@pytest.fixture(params=["memory", "encrypted", "keyring"])
def open_texts(request: pytest.FixtureRequest, opener_of: Callable[[str], Opener]) -> Opener:
    return opener_of(request.param)


@pytest.fixture
def opener_of(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Opener]:
    return lambda kind: _opener(kind, request, tmp_path, monkeypatch)


def _opener(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Opener:
    if kind == "memory":
        texts = MemorySecretTexts()
        return lambda: texts
    if kind == "encrypted":
        path = tmp_path / "secrets.vault"
        create_vault(path, "here", "passphrase", CHEAP).write("first", "")
        return lambda: open_vault(path, "here", "passphrase")
    service: SecretService = request.getfixturevalue("secret_service")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", service.address)
    from keyring.backends.SecretService import Keyring

    return lambda: KeyringTexts(Keyring(), f"here-{tmp_path.name}")
