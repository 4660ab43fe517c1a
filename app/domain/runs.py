"""A visit to one account: what it was asked to do, how far it came, what it found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.errors import Outcome


class Phase(StrEnum):
    OPENING = "opening"
    SIGNING_IN = "signing_in"
    FINDING = "finding"
    LISTING = "listing"
    FETCHING = "fetching"
    SEALING = "sealing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Counts:
    """Documents of a run: those that the portal listed, and what became of each."""

    listed: int = 0
    new: int = 0
    known: int = 0
    out_of_range: int = 0
    failed: int = 0

    def plus(self, **steps: int) -> Counts:
        return replace(self, **{name: getattr(self, name) + step for name, step in steps.items()})


@dataclass(frozen=True, slots=True)
class VisitOptions:
    """How a visit is to be made. `attended`: a person can answer. `since`: oldest issue date wanted."""

    attended: bool = True
    visible: bool = False
    dry_run: bool = False
    check_only: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True)
class CollectionRun:
    id: int
    account_id: int
    started_at: datetime
    outcome: Outcome | None = None
    phase: Phase = Phase.OPENING
    counts: Counts = Counts()
    duration_s: float = 0.0
    challenge: str | None = None
    evidence: str | None = None
    facts: tuple[tuple[str, str], ...] = ()
    documents: tuple[int, ...] = ()


# Suppliers add a credit note or a corrected invoice to an order for a while after it.
_SETTLING = timedelta(days=45)
_FRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of a list that leads to a page with files, as it was when that page was last read."""

    key: str
    fingerprint: str
    files: int
    failed: int
    issued: date | None
    read_at: datetime


def is_settled(row: SeenRow, fingerprint: str, now: datetime) -> bool:
    """True when the page behind a row need not be read again.

    A row that changed, failed, or was last read within 45 days of its date is read again: files may have
    been added to it. Without a date only half a day's reading is trusted. A row that gave files is not read
    twice a half-day.
    """
    if row.fingerprint != fingerprint or row.failed:
        return False
    if row.files and now - row.read_at < _FRESH:
        return True
    return row.issued is not None and row.read_at.date() - row.issued > _SETTLING
