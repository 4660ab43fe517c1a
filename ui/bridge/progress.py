"""How visits and exports advance, as signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.runs import Counts, Phase


class ProgressSignals(QObject):
    """Implements app.ports.progress.Progress: called from any thread, heard on the GUI thread."""

    watches = False

    entered = Signal(int, object)
    """account, Phase"""
    counted = Signal(int, object)
    """account, Counts"""
    advanced = Signal(int, int, int)
    """destination, done, total"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.companies: dict[int, str] = {}
        """Of the accounts that were visited: a portal's questions name only the company"""

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None:
        self.companies[account_id] = company
        self.entered.emit(account_id, phase)

    def visit_counted(self, account_id: int, counts: Counts) -> None:
        self.counted.emit(account_id, counts)

    def visit_pictured(self, account_id: int, image: bytes) -> None:
        """Only a wizard shows pictures."""

    def export_advanced(self, destination_id: int, done: int, total: int) -> None:
        self.advanced.emit(destination_id, done, total)
