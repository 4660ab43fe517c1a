"""What the dashboard shows: completeness, who waits for a person, last deliveries, next runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from app.domain.accounts import Account
from app.domain.deliveries import DeliveryState, Destination
from app.domain.schedules import Scheduled, Subject
from app.ports.clock import Clock
from app.ports.overview import DocumentTally, Month, RecentDelivery, month_of
from app.ports.store import Store
from app.services.appointments import Appointment, appointments
from app.services.destination_overview import Situation, situation_of
from app.services.document_rhythm import is_awaited, missing_months
from app.services.open_issues import open_issues
from app.services.timetable import Entry, Timetable

_DELIVERIES: Final = 5
_RUNS: Final = 6
_OPEN: Final = (DeliveryState.NEW, DeliveryState.RESERVED)


@dataclass(frozen=True, slots=True)
class NamedAccount:
    """An account as it is named in a list."""

    account_id: int
    company: str


@dataclass(frozen=True, slots=True)
class MonthSummary:
    """Which accounts have documents of a month. `missing`: the month is over and their rhythm lets one be
    expected; `awaited`: the same, but the month runs."""

    month: Month
    present: tuple[NamedAccount, ...]
    missing: tuple[NamedAccount, ...]
    awaited: tuple[NamedAccount, ...]
    documents: int

    @property
    def expected(self) -> int:
        return len(self.present) + len(self.missing) + len(self.awaited)


@dataclass(frozen=True, slots=True)
class NextRun:
    subject: Subject
    name: str
    due: datetime


@dataclass(frozen=True, slots=True)
class DestinationState:
    """`waiting`: documents that have not been delivered yet."""

    destination: Destination
    situation: Situation
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Dashboard:
    """`accounts`: how many there are. `months`: this one and the one before it. `held`: how many accounts and
    destinations have no next run before the user has acted."""

    accounts: int
    months: tuple[MonthSummary, MonthSummary]
    waiting: tuple[Appointment, ...]
    destinations: tuple[DestinationState, ...]
    deliveries: tuple[RecentDelivery, ...]
    next_runs: tuple[NextRun, ...]
    held: int


@dataclass(frozen=True, slots=True)
class FrameFacts:
    """What the frame of the window shows whatever page is open."""

    problems: int
    destinations: tuple[DestinationState, ...]


def dashboard(store: Store, clock: Clock) -> Dashboard:
    """Slow enough for a thread of its own."""
    today = clock.now().astimezone(clock.zone()).date()
    accounts, tallies = store.accounts.all(), store.overview.tallies()
    entries = Timetable(store, clock).entries()
    current = month_of(today)
    return Dashboard(
        accounts=len(accounts),
        months=(
            _summary(accounts, tallies, current, today),
            _summary(accounts, tallies, current - 1, today),
        ),
        waiting=tuple(appointments(store)),
        destinations=destination_states(store),
        deliveries=tuple(store.overview.recent_deliveries(_DELIVERIES)),
        next_runs=_next_runs(entries),
        held=sum(entry.held_by is not None for entry in entries),
    )


def frame_facts(store: Store) -> FrameFacts:
    return FrameFacts(len(open_issues(store)), destination_states(store))


def destination_states(store: Store) -> tuple[DestinationState, ...]:
    counted, issues = store.overview.deliveries(), store.issues.all_open()

    def state_of(destination: Destination) -> DestinationState:
        by_state = counted.get(destination.id, {})
        waiting = sum(by_state.get(state, 0) for state in _OPEN)
        own = [issue for issue in issues if issue.destination_id == destination.id]
        return DestinationState(destination, situation_of(destination, own, waiting), waiting)

    return tuple(state_of(destination) for destination in store.outbox.destinations())


def _summary(
    accounts: Sequence[Account], tallies: Mapping[int, DocumentTally], month: Month, today: date
) -> MonthSummary:
    present, missing, awaited, documents = [], [], [], 0
    for account in sorted(accounts, key=lambda account: account.company.casefold()):
        months = tallies.get(account.id, DocumentTally()).months
        named = NamedAccount(account.id, account.company)
        if count := months.get(month):
            present.append(named)
            documents += count
        elif month in missing_months(months, today):
            missing.append(named)
        elif month == month_of(today) and is_awaited(months, today):
            awaited.append(named)
    return MonthSummary(month, tuple(present), tuple(missing), tuple(awaited), documents)


def _next_runs(entries: Sequence[Entry]) -> tuple[NextRun, ...]:
    runs = [NextRun(entry.subject, entry.name, entry.next_due) for entry in entries if entry.next_due]
    order = {Scheduled.ACCOUNT: 0, Scheduled.DESTINATION: 1}
    return tuple(sorted(runs, key=lambda run: (run.due, order[run.subject.kind], run.subject.id))[:_RUNS])
