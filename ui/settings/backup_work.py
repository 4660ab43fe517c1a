"""A backup being written, or one being unpacked: how far it is, and how it can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.ports.backup import Advance, BackupFacts, Check, StagedBackup
from ui.bridge.desk import Desk
from ui.bridge.tasks import Task

_Work = Callable[[Advance, Check], Any]


class BackupWork(QObject):
    """One at a time."""

    advanced = Signal(int)
    """Of a hundred"""
    written = Signal(object)
    """BackupFacts"""
    staged = Signal(object)
    """StagedBackup"""
    stopped = Signal()
    failed = Signal(object)
    """Exception"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._backups = desk.wiring.upkeep.backups
        self._task: Task | None = None

    @property
    def is_under_way(self) -> bool:
        return self._task is not None

    def write(self, target: Path) -> None:
        self._run(lambda advance, check: self._backups.write(target, advance, check))

    def stage(self, source: Path) -> None:
        self._run(lambda advance, check: self._backups.stage(source, advance, check))

    def discard(self, staged: StagedBackup) -> None:
        self._desk.tasks.run(lambda _: self._backups.discard(staged))

    def stop(self) -> None:
        """What was begun is taken away again."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.stopped.emit()

    def _run(self, work: _Work) -> None:
        if self._task is None:
            self._task = self._desk.tasks.run(
                lambda cancellation: work(_Percent(self.advanced), cancellation.check),
                self._on_done,
                self._on_failed,
            )

    def _on_done(self, result: BackupFacts | StagedBackup) -> None:
        self._task = None
        if isinstance(result, StagedBackup):
            self.staged.emit(result)
        else:
            self.written.emit(result)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(error)


class _Percent:
    """Bytes as hundredths: a signal per file of a hundred thousand would be too many."""

    def __init__(self, advanced: Any) -> None:
        self._advanced = advanced
        self._said = -1

    def __call__(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        if percent != self._said:
            self._said = percent
            self._advanced.emit(percent)
