from __future__ import annotations

from typing import Protocol

from app.domain.runs import Counts, Phase


class Progress(Protocol):
    """Told how a collection or an export advances. Called from any thread; must return at once."""

    @property
    def watches(self) -> bool:
        """Does somebody look at pictures? Making them takes time."""
        ...

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None: ...

    def visit_counted(self, account_id: int, counts: Counts) -> None: ...

    def visit_pictured(self, account_id: int, image: bytes) -> None:
        """What the hidden browser shows, as JPEG, for the person who watches. Never stored."""
        ...

    def export_advanced(self, destination_id: int, done: int, total: int) -> None: ...
