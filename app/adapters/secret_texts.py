from __future__ import annotations

from typing import Protocol


class SecretTexts(Protocol):
    """Named secret texts of one installation: what a keyring and the encrypted vault have in common.

    Every method raises MoissonError secret_store_locked or secret_store_missing; the encrypted vault also
    passphrase_wrong and file_unreadable. Thread-safe.
    """

    def read(self, name: str) -> str | None: ...

    def write(self, name: str, text: str) -> None: ...

    def erase(self, name: str) -> None: ...
