"""A machine whose days are simulated: it sleeps, its clock is changed, its processes die; its database is real."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from app.adapters.store.sql_store import open_store
from app.domain.deliveries import Destination, ExportResult
from app.domain.schedules import Subject
from app.ports.collector import Visit
from app.services.collect_account import VisitReport
from app.services.run_due import RunDue
from app.services.timetable import Entry, Timetable
from tests.unit.services.service_parts import ServiceParts

TICK = timedelta(seconds=30)
VISIT = timedelta(minutes=3)


class SimulatedClock:
    """`time` is the true one; the machine's is `error` ahead of it."""

    def __init__(self, start: datetime, zone: tzinfo) -> None:
        self.time = start
        self.error = timedelta(0)
        self.place = zone

    def now(self) -> datetime:
        return self.time + self.error

    def zone(self) -> tzinfo:
        return self.place


class Diary:
    """What the service told, in order."""

    def __init__(self) -> None:
        self.begun: list[Entry] = []
        self.for_a_person: list[Entry] = []
        self.withdrawn_subjects: list[Subject] = []
        self.reports: list[VisitReport] = []
        self.results: list[ExportResult] = []
        self.errors: list[Exception] = []

    def begins(self, entry: Entry) -> None:
        self.begun.append(entry)

    def needs_person(self, entry: Entry) -> None:
        self.for_a_person.append(entry)

    def withdrawn(self, subject: Subject) -> None:
        self.withdrawn_subjects.append(subject)

    def visited(self, entry: Entry, report: VisitReport) -> None:
        self.reports.append(report)

    def exported(self, entry: Entry, result: ExportResult) -> None:
        self.results.append(result)

    def failed(self, entry: Entry, error: Exception) -> None:
        self.errors.append(error)


@dataclass(frozen=True)
class Made:
    """A run that was made: when, in true time and by the machine's clock."""

    subject: Subject
    at: datetime
    shown: datetime


class Woken:
    """Stands in for the timer while something runs: waits for the run, not for a tick."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def wait(self) -> None:
        assert self._event.wait(30)
        self._event.clear()

    def wake(self) -> None:
        self._event.set()


class Machine:
    """Made of ServiceParts. Visits take three simulated minutes; `runs` are those that came to an end."""

    def __init__(self, root: Path, start: datetime, zone: tzinfo) -> None:
        self.clock = SimulatedClock(start, zone)
        self.parts = ServiceParts(root)
        self.parts.time = self.clock  # type: ignore[assignment]  # a clock as good as the other
        self.parts.scripted.default = self._visit
        self.runs: list[Made] = []
        self.deaths = 0
        self._noted: dict[Subject, tuple[datetime, int]] = {}
        self.begun = 0
        self.kill_in: int | None = None
        self._killed: Path | None = None
        self._lock = threading.Lock()
        with closing(sqlite3.connect(self.parts.folder.database)) as database, database:
            database.execute("UPDATE installation SET name = 'the same spread in every test'")
        self.reopen()

    def reopen(self) -> None:
        """As a process that starts: nothing is known but what the database says."""
        self.parts.store().close()
        self.parts._store = open_store(self.parts.folder, clock=self.clock)

    def timetable(self) -> Timetable:
        return Timetable(self.parts.store(), self.clock)

    def _visit(self, visit: Visit) -> None:
        with self._lock:
            self.begun += 1
            self.clock.time += VISIT
            if self.begun == self.kill_in:
                self._killed = self.parts.root / "killed.sqlite3"
                with (
                    closing(sqlite3.connect(self.parts.folder.database)) as now,
                    closing(sqlite3.connect(self._killed)) as then,
                ):
                    now.backup(then)

    def work(self) -> Diary:
        """One look at the timetable by a service that is thrown away afterwards."""
        diary, woken = Diary(), Woken()
        if self.timetable().has_work():
            with RunDue(
                self.parts,
                self.parts.progress,
                self.parts.cancellation,
                told=diary,
                wake=woken.wake,
            ) as due:
                due.until_idle(woken.wait)
        if self._killed is not None:
            self._die()
        self._note()
        return diary

    def _die(self) -> None:
        """The database is again as it was when the process died in the middle of a visit."""
        assert self._killed
        self.parts.store().close()
        for path in self.parts.folder.root.glob(self.parts.folder.database.name + "*"):
            path.unlink()
        self._killed.rename(self.parts.folder.database)
        self._killed = self.kill_in = None
        self.deaths += 1
        self.reopen()

    def _note(self) -> None:
        """What came to an end, as the database tells it."""
        for subject, stored in self.parts.store().schedules.all().items():
            plan = stored.plan
            if plan.started_at is None and plan.result == "ok" and plan.last_started_at:
                # The number, too: on a clock that was put back, two runs may begin at one time.
                which = (plan.last_started_at, plan.repeats)
                if self._noted.get(subject) != which:
                    self.runs.append(Made(subject, self.clock.time, self.clock.now()))
                self._noted[subject] = which

    def awake_until(self, end: datetime, after_each: Callable[[], None] = lambda: None) -> None:
        """Ticks, those at which nothing can be due left out."""
        while self.clock.time < end:
            self.work()
            after_each()
            dues = [entry.next_due for entry in self.timetable().entries() if entry.next_due]
            soonest = min((due - self.clock.error for due in dues), default=end)
            self.clock.time = max(self.clock.time, min(soonest, end)) + TICK

    def asleep_until(self, end: datetime) -> None:
        self.clock.time = max(self.clock.time, end)

    def made(self, subject: Subject) -> list[Made]:
        return [run for run in self.runs if run.subject == subject]

    def add_destination(self, name: str) -> Destination:
        return self.parts.add_destination(name=name)
