"""When every account and destination is due, kept in the database: nothing that matters is in memory."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import Final

from app.domain.accounts import Account, AccountKind
from app.domain.deliveries import Destination
from app.domain.errors import ErrorCode, MoissonError
from app.domain.issues import Issue, Retry, retry_of
from app.domain.planning import INTERRUPTED, Plan, Planner
from app.domain.runs import CollectionRun
from app.domain.schedules import Hours, Schedule, Scheduled, Subject, next_due, share_of
from app.ports.clock import Clock
from app.ports.store import Store, StoredSchedule
from app.services.draw_consequences import draw_consequences

_log = logging.getLogger(__name__)
INTERNAL_ERROR: Final = "internal_error"
PAUSED: Final = "paused"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable. `held_by`: the kind of the issue that the user has to settle first, or
    "paused"; nothing is due then. `plan` as it is stored, `seen` as it must be now."""

    subject: Subject
    name: str
    schedule: Schedule
    plan: Plan
    seen: Plan
    held_by: str | None = None

    @property
    def next_due(self) -> datetime | None:
        return None if self.held_by else self.seen.next_due

    def is_due(self, now: datetime) -> bool:
        return self.plan.started_at is None and self.next_due is not None and self.next_due <= now


class Recorder:
    """Says how a run ended; one that says nothing was broken off."""

    def __init__(self) -> None:
        self.result: str = INTERRUPTED


class Timetable:
    """Reads with any store; what it writes needs one that may write."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def entries(self) -> list[Entry]:
        """Every account with a portal, then every destination."""
        return self._entries(self._clock.now())

    def _entries(self, now: datetime) -> list[Entry]:
        accounts = self._store.accounts.all()
        visited = [account for account in accounts if account.kind is AccountKind.PORTAL]
        paused = {account.id for account in accounts if account.paused}
        stored, zone = self._store.schedules.all(), self._clock.zone()
        issues = self._store.issues.all_open()

        def entry(subject: Subject, name: str, destination: Destination | None = None) -> Entry:
            known = stored.get(subject, StoredSchedule())
            planner = self._planner_of(subject, self._schedule(known, destination), zone)
            seen = known.plan if known.plan.started_at else planner.seen(known.plan, now)
            held_by = _held_by(subject, issues, paused)
            return Entry(subject, name, planner.schedule, known.plan, seen, held_by)

        return [
            *(entry(account_subject(account), account.company) for account in visited),
            *(entry(destination_subject(d), d.name, d) for d in self._store.outbox.destinations()),
        ]

    def has_work(self) -> bool:
        """Is something due, or has a plan to be changed? Needs no lock and writes nothing."""
        now = self._clock.now()
        return any(
            entry.plan.started_at is not None
            or (entry.held_by is None and (entry.seen != entry.plan or entry.is_due(now)))
            for entry in self._entries(now)
        )

    def update(self, running: Collection[Subject] = ()) -> list[Entry]:
        """Stores every plan as it must be now, and returns what is due, longest first. The plan of what is
        running is left alone: it is written when that ends."""
        now, due = self._clock.now(), []
        for entry in self._entries(now):
            if entry.subject in running:
                continue
            if entry.held_by is None and entry.seen != entry.plan:
                self._store.schedules.plan(entry.subject, entry.seen)
            if entry.is_due(now):
                due.append(entry)
        return sorted(due, key=lambda entry: entry.seen.overdue_since or entry.seen.next_due or now)

    def recover(self) -> None:
        """Plans anew what a process that died left behind. Call it while nothing runs."""
        for subject, stored in self._store.schedules.all().items():
            if stored.plan.started_at is None:
                continue
            run = self._recorded(subject, stored.plan.started_at)
            if run is not None:
                draw_consequences(self._store, run)  # it may have died before these, too
            self._end(subject, run.outcome.value if run and run.outcome else INTERRUPTED)

    @contextmanager
    def run(self, subject: Subject) -> Iterator[Recorder]:
        """Around one run, whoever asked for it. Expected errors are results, too, and pass."""
        recorder = Recorder()
        before = self._store.schedules.get(subject).plan
        with _room_permitting():
            self._store.schedules.plan(subject, self._planner(subject).begun(before, self._clock.now()))
        try:
            yield recorder
        except MoissonError as error:
            recorder.result = error.code.value
            raise
        except Exception:
            recorder.result = INTERNAL_ERROR
            raise
        finally:
            with _room_permitting():
                self._end(subject, recorder.result)

    def change(
        self,
        subject: Subject,
        *,
        interval: timedelta | None = None,
        days: tuple[int, ...] | None = None,
        hours: Hours | None = None,
    ) -> None:
        """What is given; it counts from the last run on. Hours that end as they begin are the whole day, also
        where the default says other hours."""
        stored = self._store.schedules.get(subject)
        wishes = replace(
            stored,
            interval=interval or stored.interval,
            days=days or stored.days,
            hours=hours or stored.hours,
        )
        if wishes == stored:
            return
        self._store.schedules.change(subject, wishes)
        plan = stored.plan
        if plan.last_started_at is not None and retry_of(plan.result or "") is Retry.REGULAR:
            planner, last = self._planner(subject), plan.last_started_at
            due = next_due(planner.schedule, last, planner.zone, share_of(planner.key))
            self._store.schedules.plan(subject, replace(plan, next_due=due, overdue_since=None))

    def entry(self, subject: Subject) -> Entry | None:
        """None for a manual account."""
        return next((entry for entry in self.entries() if entry.subject == subject), None)

    def schedule_of(self, subject: Subject) -> Schedule:
        return self._schedule(self._store.schedules.get(subject), self._destination(subject))

    def _end(self, subject: Subject, result: str) -> None:
        plan = self._store.schedules.get(subject).plan
        ended = self._planner(subject).ended(plan, result, self._clock.now())
        self._store.schedules.plan(subject, ended)

    def _recorded(self, subject: Subject, since: datetime) -> CollectionRun | None:
        """The visit whose process died just after it had ended."""
        runs = self._store.runs.last(subject.id) if subject.kind is Scheduled.ACCOUNT else ()
        return next((run for run in runs if run.outcome and run.started_at >= since), None)

    def _planner(self, subject: Subject) -> Planner:
        return self._planner_of(subject, self.schedule_of(subject))

    @cached_property
    def _installation(self) -> str:
        return self._store.installation

    def _planner_of(self, subject: Subject, schedule: Schedule, zone: tzinfo | None = None) -> Planner:
        # Two installations must not knock at one portal in the same second, either.
        key = f"{self._installation}:{subject.kind.value}:{subject.id}"
        return Planner(schedule, zone or self._clock.zone(), key)

    def _schedule(self, stored: StoredSchedule, destination: Destination | None) -> Schedule:
        interval = stored.interval or (destination.rule.interval if destination else Schedule().interval)
        hours = stored.hours or (None if destination else self._store.schedules.default_hours())
        whole_day = hours is None or hours.opens == hours.closes
        return Schedule(interval, stored.days, None if whole_day else hours)

    def _destination(self, subject: Subject) -> Destination | None:
        if subject.kind is not Scheduled.DESTINATION:
            return None
        return next((d for d in self._store.outbox.destinations() if d.id == subject.id), None)


def account_subject(account: Account) -> Subject:
    return Subject(Scheduled.ACCOUNT, account.id)


def destination_subject(destination: Destination) -> Subject:
    return Subject(Scheduled.DESTINATION, destination.id)


def _held_by(subject: Subject, issues: Sequence[Issue], paused: set[int]) -> str | None:
    for issue in issues:
        of = issue.account_id if subject.kind is Scheduled.ACCOUNT else issue.destination_id
        if of == subject.id and retry_of(issue.kind) is Retry.NEVER:
            return issue.kind
    return PAUSED if subject.kind is Scheduled.ACCOUNT and subject.id in paused else None


@contextmanager
def _room_permitting() -> Iterator[None]:
    """A full disk is for the run itself to meet and to tell: it must not fail for its plan alone."""
    try:
        yield
    except MoissonError as error:
        if error.code is not ErrorCode.DISK_FULL:
            raise
        _log.info("no room to write down what is planned")
