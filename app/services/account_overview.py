"""What the table of accounts shows: the state of each, its visits, its documents, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from app.domain.accounts import Account, AccountKind
from app.domain.errors import Outcome
from app.domain.issues import Issue
from app.domain.runs import CollectionRun
from app.domain.schedules import Scheduled
from app.ports.clock import Clock
from app.ports.overview import DocumentTally, Month, month_of
from app.ports.store import Store
from app.services.document_rhythm import MonthState, is_overdue, last_months
from app.services.timetable import Entry, Timetable


class Condition(StrEnum):
    """How an account stands."""

    CONNECTED = "connected"
    NOT_VISITED = "not_visited"
    VERIFICATION = "verification"
    ACTION_REQUIRED = "action_required"
    WRONG_CREDENTIALS = "wrong_credentials"
    ACCOUNT_LOCKED = "account_locked"
    ACCESS_BLOCKED = "access_blocked"
    PORTAL_CHANGED = "portal_changed"
    HOST_NOT_ALLOWED = "host_not_allowed"
    DOCUMENTS_MISSING = "documents_missing"
    UNAVAILABLE = "unavailable"
    INTERRUPTED = "interrupted"
    PAUSED = "paused"
    MANUAL = "manual"


class Standing(StrEnum):
    """The few groups that a person looks for."""

    UP_TO_DATE = "up_to_date"
    RUNNING = "running"
    WAITING = "waiting"
    TO_FIX = "to_fix"
    UNAVAILABLE = "unavailable"
    PAUSED = "paused"
    IDLE = "idle"


class RowAction(StrEnum):
    """The one thing that the state of an account asks for."""

    SYNC = "sync"
    ANSWER = "answer"
    EDIT_CREDENTIALS = "edit_credentials"
    OPEN_PORTAL = "open_portal"
    SHOW_DOCUMENTS = "show_documents"
    ALLOW_HOST = "allow_host"
    RETRY = "retry"
    RESUME = "resume"
    ADD_FILES = "add_files"
    STOP = "stop"


_OF_OUTCOME: Final = {
    Outcome.OK: Condition.CONNECTED,
    Outcome.PARTIAL: Condition.DOCUMENTS_MISSING,
    Outcome.WRONG_CREDENTIALS: Condition.WRONG_CREDENTIALS,
    Outcome.INTERACTION_REQUIRED: Condition.VERIFICATION,
    Outcome.CHALLENGE_EXPIRED: Condition.VERIFICATION,
    Outcome.CHALLENGE_REFUSED: Condition.VERIFICATION,
    Outcome.ACCOUNT_LOCKED: Condition.ACCOUNT_LOCKED,
    Outcome.ACCESS_BLOCKED: Condition.ACCESS_BLOCKED,
    Outcome.ACTION_REQUIRED: Condition.ACTION_REQUIRED,
    Outcome.PORTAL_UNAVAILABLE: Condition.UNAVAILABLE,
    Outcome.PORTAL_CHANGED: Condition.PORTAL_CHANGED,
    Outcome.HOST_NOT_ALLOWED: Condition.HOST_NOT_ALLOWED,
    Outcome.CANCELLED: Condition.INTERRUPTED,
}
_MEANING: Final = {
    Condition.CONNECTED: (Standing.UP_TO_DATE, RowAction.SYNC),
    Condition.NOT_VISITED: (Standing.IDLE, RowAction.SYNC),
    Condition.VERIFICATION: (Standing.WAITING, RowAction.ANSWER),
    Condition.ACTION_REQUIRED: (Standing.WAITING, RowAction.ANSWER),
    Condition.WRONG_CREDENTIALS: (Standing.TO_FIX, RowAction.EDIT_CREDENTIALS),
    Condition.ACCOUNT_LOCKED: (Standing.TO_FIX, RowAction.OPEN_PORTAL),
    Condition.ACCESS_BLOCKED: (Standing.TO_FIX, RowAction.OPEN_PORTAL),
    Condition.PORTAL_CHANGED: (Standing.TO_FIX, RowAction.SHOW_DOCUMENTS),
    Condition.HOST_NOT_ALLOWED: (Standing.TO_FIX, RowAction.ALLOW_HOST),
    Condition.DOCUMENTS_MISSING: (Standing.TO_FIX, RowAction.RETRY),
    Condition.UNAVAILABLE: (Standing.UNAVAILABLE, RowAction.RETRY),
    Condition.INTERRUPTED: (Standing.IDLE, RowAction.SYNC),
    Condition.PAUSED: (Standing.PAUSED, RowAction.RESUME),
    Condition.MANUAL: (Standing.IDLE, RowAction.ADD_FILES),
}
# What asks most of the person comes first.
_ORDER: Final = [
    Standing.TO_FIX,
    Standing.WAITING,
    Standing.UNAVAILABLE,
    Standing.RUNNING,
    Standing.PAUSED,
    Standing.IDLE,
    Standing.UP_TO_DATE,
]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One line of the table. `months`: the last twelve, oldest first; `first_month` names the first."""

    account: Account
    condition: Condition
    facts: tuple[tuple[str, str], ...]
    last_visit: datetime | None
    next_visit: datetime | None
    first_month: Month
    months: tuple[MonthState, ...]
    counts: tuple[int, ...]
    documents: int
    newest: date | None
    overdue: bool

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def standing(self) -> Standing:
        return _MEANING[self.condition][0]

    @property
    def action(self) -> RowAction:
        return _MEANING[self.condition][1]


class SortKey(StrEnum):
    COMPANY = "company"
    STATE = "state"
    LAST_VISIT = "last_visit"
    NEXT_VISIT = "next_visit"
    COMPLETENESS = "completeness"
    DOCUMENTS = "documents"


def account_rows(store: Store, clock: Clock) -> list[AccountRow]:
    """Every account, by name of its company. Slow enough for a thread of its own."""
    today = clock.now().astimezone(clock.zone()).date()
    tallies, runs, issues = store.overview.tallies(), store.overview.last_runs(), store.issues.all_open()
    timetable = Timetable(store, clock).entries()
    entries = {entry.subject.id: entry for entry in timetable if entry.subject.kind is Scheduled.ACCOUNT}
    rows = [
        _row(
            account,
            runs.get(account.id),
            [issue for issue in issues if issue.account_id == account.id],
            entry=entries.get(account.id),
            tally=tallies.get(account.id, DocumentTally()),
            today=today,
        )
        for account in store.accounts.all()
    ]
    return sorted_rows(rows, SortKey.COMPANY)


def condition_of(account: Account, last: CollectionRun | None, issues: Sequence[Issue]) -> Condition:
    """Open issues speak first, the gravest of several; a pause without one was the user's wish."""
    if account.kind is AccountKind.MANUAL:
        return Condition.MANUAL
    if issues:
        known = (_OF_OUTCOME[Outcome(issue.kind)] for issue in issues)
        return min(known, key=lambda condition: _ORDER.index(_MEANING[condition][0]))
    if account.paused:
        return Condition.PAUSED
    if last is None:
        return Condition.NOT_VISITED
    return _OF_OUTCOME[last.outcome] if last.outcome else Condition.INTERRUPTED


def standing_of(condition: Condition) -> Standing:
    return _MEANING[condition][0]


def standing_of_outcome(outcome: Outcome | None) -> Standing:
    """How a visit that ended so stands; None: its process died."""
    return standing_of(_OF_OUTCOME[outcome] if outcome else Condition.INTERRUPTED)


def fitting(rows: Sequence[AccountRow], text: str, standing: Standing | None) -> list[AccountRow]:
    """Those that hold every word of the text in company, user name or address."""
    words = text.casefold().split()

    def fits(row: AccountRow) -> bool:
        account = row.account
        held = " ".join((account.company, account.username, account.url or "")).casefold()
        return (standing is None or row.standing is standing) and all(word in held for word in words)

    return [row for row in rows if fits(row)]


def sorted_rows(rows: Sequence[AccountRow], key: SortKey, *, descending: bool = False) -> list[AccountRow]:
    """Equal ones stay in the order of their companies' names."""
    by_name = sorted(rows, key=lambda row: (row.account.company.casefold(), row.account.username, row.id))
    return sorted(by_name, key=lambda row: _sort_value(row, key), reverse=descending)


def tally_of(rows: Sequence[AccountRow]) -> Mapping[Standing, int]:
    """How many accounts stand how."""
    found = dict.fromkeys(Standing, 0)
    for row in rows:
        found[row.standing] += 1
    return found


def _sort_value(row: AccountRow, key: SortKey) -> tuple[float, str]:
    moments = {SortKey.LAST_VISIT: row.last_visit, SortKey.NEXT_VISIT: row.next_visit}
    if key in moments:
        moment = moments[key]
        return (moment.timestamp() if moment else float("inf"), "")
    numbers = {
        SortKey.STATE: _ORDER.index(row.standing),
        SortKey.COMPLETENESS: -sum(state is MonthState.MISSING for state in row.months),
        SortKey.DOCUMENTS: row.documents,
    }
    return (numbers.get(key, 0), row.account.company.casefold() if key is SortKey.COMPANY else "")


def _row(
    account: Account,
    last: CollectionRun | None,
    issues: Sequence[Issue],
    *,
    entry: Entry | None,
    tally: DocumentTally,
    today: date,
) -> AccountRow:
    condition = condition_of(account, last, issues)
    first = month_of(today) - 11
    speaking = next((i for i in issues if _OF_OUTCOME[Outcome(i.kind)] is condition), None)
    facts = speaking.facts if speaking else dict(last.facts) if last else {}
    return AccountRow(
        account=account,
        condition=condition,
        facts=tuple(sorted(facts.items())),
        last_visit=last.started_at if last else None,
        next_visit=entry.next_due if entry else None,
        first_month=first,
        months=last_months(tally.months, today),
        counts=tuple(tally.months.get(month, 0) for month in range(first, first + 12)),
        documents=tally.total,
        newest=tally.newest,
        overdue=is_overdue(tally.months, today),
    )
