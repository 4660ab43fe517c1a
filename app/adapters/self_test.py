"""Tries what this computer keeps things with: a database of its own, and the store of secrets."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from app.adapters.encrypted_secrets import KeyDerivation, create_vault, open_vault
from app.adapters.keyring_secrets import KeyringTexts, secure_keyring
from app.adapters.paths import DataFolder
from app.adapters.secret_texts import SecretTexts
from app.adapters.store.schema_version import REVISIONS
from app.adapters.store.sql_store import open_store
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Finding

_DRAFT = AccountDraft("Self-test ✓", AccountKind.MANUAL)
_NAME = "probe"
_QUICK = KeyDerivation(n=1 << 12, p=1)
"""What is kept for a moment under a random passphrase needs no more."""


def try_store(scratch: Path) -> Finding:
    """Creates and migrates a database in `scratch`, writes, and reads it again."""
    folder = DataFolder(scratch / "data")
    with closing(open_store(folder)) as store:
        written = store.accounts.add(_DRAFT)
    with closing(open_store(folder, read_only=True)) as store:
        store.check()
        if [account.company for account in store.accounts.all()] != [written.company]:
            raise MoissonError(ErrorCode.DATABASE_DAMAGED, path=str(folder.database), reason="read otherwise")
    return Finding("store", ok=True, facts=(("schema", REVISIONS[-1]),))


def try_secrets(folder: DataFolder, scratch: Path) -> Finding:
    """Keeps a random text where the installation in `folder` would keep it, reads it and removes it."""
    backend = None if folder.secrets.exists() else secure_keyring()
    owner = f"self-test-{secrets.token_hex(8)}"
    if backend is not None:
        keyring = KeyringTexts(backend, owner)
        _write_and_read(keyring, lambda: keyring)
        return Finding("secret_store", ok=True, facts=(("kind", "keyring"), ("name", str(backend.name))))
    vault, passphrase = scratch / "secrets.vault", secrets.token_urlsafe()
    _write_and_read(
        create_vault(vault, owner, passphrase, _QUICK), lambda: open_vault(vault, owner, passphrase)
    )
    return Finding("secret_store", ok=True, facts=(("kind", "encrypted_vault"),))


def _write_and_read(texts: SecretTexts, opened_again: Callable[[], SecretTexts]) -> None:
    text = secrets.token_urlsafe()
    texts.write(_NAME, text)
    try:
        if opened_again().read(_NAME) != text:
            raise MoissonError(ErrorCode.SECRET_STORE_MISSING)
    finally:
        texts.erase(_NAME)
