"""Everything of an installation in one file, but its secrets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

Advance = Callable[[int, int], None]
"""Bytes done, and bytes in all."""
Check = Callable[[], None]
"""Raises CancelledError once the user wants no more."""


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """`missing`: documents whose file was gone from the vault already when the backup was made."""

    made_at: datetime
    accounts: int
    documents: int
    missing: int
    size: int


@dataclass(frozen=True, slots=True)
class StagedBackup:
    """A backup that was unpacked beside the data folder, every byte of it verified."""

    folder: Path
    facts: BackupFacts


class Backups(Protocol):
    """Nothing is replaced before everything was verified, and what was there is kept."""

    def write(self, target: Path, advance: Advance, check: Check) -> BackupFacts:
        """While other work goes on. Raises MoissonError folder_unusable, disk_full, data_folder_unusable."""
        ...

    def stage(self, source: Path, advance: Advance, check: Check) -> StagedBackup:
        """Raises MoissonError backup_invalid, database_too_new, file_unreadable, disk_full,
        data_folder_unusable; nothing of it is left then."""
        ...

    def discard(self, staged: StagedBackup) -> None: ...

    def put_in_place(self, staged: StagedBackup) -> Path | None:
        """Returns where the former folder is kept now; None when there was none. To be called when nothing
        of the data folder is open. Raises MoissonError data_folder_busy, timer_running,
        data_folder_unusable; the former folder is in its place then."""
        ...
