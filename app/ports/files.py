from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from app.domain.documents import StoredFile


class FileVault(Protocol):
    """Content-addressed files of the installation."""

    def put(self, source: Path, suffix: str) -> StoredFile:
        """Takes the file in for good before it returns (write, fsync, rename). `source` is left alone.

        Raises MoissonError disk_full or file_unreadable."""
        ...

    def path(self, file_sha256: str, suffix: str) -> Path:
        """Where the content lies (or would lie)."""
        ...

    def remove(self, file_sha256: str, suffix: str) -> None: ...

    def walk(self) -> Iterator[Path]:
        """Every file in the vault, left-overs of interrupted writes excepted."""
        ...

    def sweep(self) -> None:
        """Removes what interrupted writes left behind."""
        ...
