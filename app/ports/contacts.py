from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.contacts import Contact, Purpose


class ContactStore(Protocol):
    """Outlives accounts and destinations: it tells what the program did."""

    def record(self, hosts: Collection[str], purpose: Purpose, subject: str, at: datetime) -> None:
        """Once per run, however often it talked to a host."""
        ...

    def all(self) -> Sequence[Contact]:
        """Last contacted first."""
        ...
