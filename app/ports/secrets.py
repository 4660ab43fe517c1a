from __future__ import annotations

from typing import Protocol

from app.domain.accounts import Secrets


class SecretStore(Protocol):
    """Credentials of accounts. Raises MoissonError secret_store_locked / secret_store_missing."""

    def load(self, account_id: int) -> Secrets | None: ...

    def save(self, account_id: int, secrets: Secrets) -> None: ...

    def forget(self, account_id: int) -> None: ...


class DestinationSecrets(Protocol):
    """What opens destinations: named sets of texts. Raises as SecretStore."""

    def load(self, name: str) -> dict[str, str] | None: ...

    def save(self, name: str, content: dict[str, str]) -> None: ...

    def forget(self, name: str) -> None: ...


class SessionStore(Protocol):
    """Sealed browser sessions, one per account: opaque bytes, encrypted with a key in the keyring."""

    def load(self, account_id: int) -> bytes | None: ...

    def save(self, account_id: int, state: bytes) -> None: ...

    def forget(self, account_id: int) -> None: ...
