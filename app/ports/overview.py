"""What a table of all accounts shows, or of all destinations, asked of the database in a few
queries instead of some for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from app.domain.deliveries import DeliveryState
from app.domain.runs import CollectionRun

Month = int
"""Years times twelve, plus the month from 0: months that follow each other are numbers that do."""


def month_of(day: date) -> Month:
    return day.year * 12 + day.month - 1


def first_day(month: Month) -> date:
    return date(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class DocumentTally:
    """How many documents an account has, per month of issue (of collection, where no date was read)."""

    months: Mapping[Month, int] = field(default_factory=dict, hash=False)
    newest: date | None = None

    @property
    def total(self) -> int:
        return sum(self.months.values())


@dataclass(frozen=True, slots=True)
class RecentDelivery:
    """`label`: the document's number, else the name of its file."""

    destination_id: int
    company: str
    label: str
    delivered_at: datetime


class OverviewStore(Protocol):
    def tallies(self) -> Mapping[int, DocumentTally]:
        """By account; those without documents are left out."""
        ...

    def last_runs(self) -> Mapping[int, CollectionRun]:
        """The newest run of each account that has one, without its documents."""
        ...

    def deliveries(self) -> Mapping[int, Mapping[DeliveryState, int]]:
        """How many are in which state, by destination."""
        ...

    def recent_deliveries(self, count: int) -> Sequence[RecentDelivery]:
        """Newest first, over all destinations."""
        ...
