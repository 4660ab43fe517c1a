from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, UTC."""
        ...

    def zone(self) -> tzinfo:
        """That of the user's wall clock, as the machine has it now: it may change while we run."""
        ...
