"""Wires what concerns an installation as a whole: settings, backups, diagnostics, start with the session."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.adapters.autostart import autostart, program
from app.adapters.backup_file import BackupWriter
from app.adapters.backup_restore import BackupReader
from app.adapters.diagnostics import InstallationDiagnostics
from app.adapters.paths import DataFolder
from app.adapters.settings import SettingsFile
from app.ports.backup import Advance, BackupFacts, Check, StagedBackup
from app.ports.parts import Finding
from app.version import version


class InstallationUpkeep:
    """Implements ui.wiring.Upkeep. `data_dir`: the folder that was asked for, if one was."""

    def __init__(
        self, folder: DataFolder, data_dir: Path | None, diagnose: Callable[[], Sequence[Finding]]
    ) -> None:
        self._data_dir = data_dir
        self.version = version()
        self.settings = SettingsFile(folder.settings)
        self.autostart = autostart(data_dir)
        self.backups = FolderBackups(folder)
        self.diagnostics = InstallationDiagnostics(folder, diagnose)

    def start_again(self) -> None:
        chosen = ["--data-dir", str(self._data_dir)] if self._data_dir else []
        environment = {**os.environ}
        if not getattr(sys, "frozen", False):
            source = str(Path(__file__).resolve().parent.parent)
            environment["PYTHONPATH"] = os.pathsep.join(
                part for part in (source, environment.get("PYTHONPATH", "")) if part
            )
        subprocess.Popen([*program(), *chosen], start_new_session=True, env=environment)


class FolderBackups:
    """Implements app.ports.backup.Backups for one data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._writer = BackupWriter(folder, version())
        self._reader = BackupReader(folder)

    def write(self, target: Path, advance: Advance, check: Check) -> BackupFacts:
        return self._writer.write(target, advance, check)

    def stage(self, source: Path, advance: Advance, check: Check) -> StagedBackup:
        return self._reader.stage(source, advance, check)

    def discard(self, staged: StagedBackup) -> None:
        self._reader.discard(staged)

    def put_in_place(self, staged: StagedBackup) -> Path | None:
        return self._reader.put_in_place(staged)
