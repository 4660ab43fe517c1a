"""Which store keeps the secrets of an installation. It is opened when the first secret is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.adapters.account_secrets import AccountSecrets
from app.adapters.encrypted_secrets import create_vault, open_vault
from app.adapters.keyring_secrets import KeyringTexts, secure_keyring
from app.adapters.passphrase_file import read_passphrase_file
from app.adapters.paths import DataFolder
from app.adapters.redaction import redact
from app.adapters.secret_texts import SecretTexts
from app.domain.errors import ErrorCode, MoissonError

AskPassphrase = Callable[[], str | None]
"""Asks the user; None when nobody can be asked."""


class RememberedPassphrase:
    """Asks once, and again only after what was said opened nothing. Thread-safe: one question at a time."""

    def __init__(self, ask: AskPassphrase) -> None:
        self._ask = ask
        self._said: str | None = None
        self._lock = threading.Lock()

    def __call__(self) -> str | None:
        with self._lock:
            self._said = self._said or self._ask()
            return self._said

    def forget(self) -> None:
        self._said = None


def open_secret_store(folder: DataFolder, installation: str, passphrase: AskPassphrase) -> AccountSecrets:
    return AccountSecrets(open_secret_texts(folder, installation, passphrase))


def open_secret_texts(folder: DataFolder, installation: str, passphrase: AskPassphrase) -> SecretTexts:
    """The encrypted vault when the folder has one, else the keyring, else a new encrypted vault.

    `passphrase` is asked only when MOISSON_PASSPHRASE_FILE names no file. `installation`: SqlStore's.
    """
    return _OpenedWhenNeeded(lambda: _choose(folder, installation, passphrase))


class _OpenedWhenNeeded:
    """SecretTexts that another opens. What failed to open is tried again at the next use."""

    def __init__(self, open_texts: Callable[[], SecretTexts]) -> None:
        self._open_texts = open_texts
        self._opened: SecretTexts | None = None
        self._lock = threading.Lock()

    def read(self, name: str) -> str | None:
        return self._texts().read(name)

    def write(self, name: str, text: str) -> None:
        self._texts().write(name, text)

    def erase(self, name: str) -> None:
        self._texts().erase(name)

    def _texts(self) -> SecretTexts:
        with self._lock:
            if self._opened is None:
                self._opened = self._open_texts()
            return self._opened


def _choose(folder: DataFolder, installation: str, passphrase: AskPassphrase) -> SecretTexts:
    if folder.secrets.exists():
        known = _passphrase(passphrase)
        if known is None:
            raise MoissonError(ErrorCode.SECRET_STORE_LOCKED, path=str(folder.secrets))
        try:
            return open_vault(folder.secrets, installation, known)
        except MoissonError:
            if isinstance(passphrase, RememberedPassphrase):
                passphrase.forget()
            raise
    backend = secure_keyring()
    if backend is not None:
        return KeyringTexts(backend, installation)
    chosen = _passphrase(passphrase)
    if chosen is None:
        raise MoissonError(ErrorCode.SECRET_STORE_MISSING)
    return create_vault(folder.secrets, installation, chosen)


def _passphrase(ask: AskPassphrase) -> str | None:
    found = read_passphrase_file() or ask() or None
    redact((found or "",))
    return found
