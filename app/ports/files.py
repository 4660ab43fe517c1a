from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.documents import StoredFile, UnsettledFile


class FileVault(Protocol):
    """Content-addressed files of the installation."""

    def put(self, source: Path, suffix: str, run_id: int | None = None) -> StoredFile:
        """Takes the file in for good before it returns (write, fsync, rename). `source` is left alone.

        With `run_id`, a content that is new to the vault stays unsettled until `settle` is called.
        Raises MoissonError disk_full or file_unreadable."""
        ...

    def settle(self, file_sha256: str, suffix: str) -> None:
        """The database knows the content for good now, or the content was removed."""
        ...

    def unsettled(self) -> Sequence[UnsettledFile]:
        """What a process put in and never settled, because it died."""
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
