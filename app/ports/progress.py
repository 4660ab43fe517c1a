from __future__ import annotations

from typing import Protocol

from app.domain.runs import Counts, Phase


class Progress(Protocol):
    """Told how a collection or an export advances. Called from any thread; must return at once."""

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None: ...

    def visit_counted(self, account_id: int, counts: Counts) -> None: ...

    def export_advanced(self, destination_id: int, done: int, total: int) -> None: ...
