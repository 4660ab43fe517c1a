"""Runs what is due or wished for: a few visits at once, exports beside them, no thing twice at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Protocol

from app.domain.deliveries import Destination, ExportResult
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import VisitOptions
from app.domain.schedules import Scheduled, Subject
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.appointments import needs_person
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount, VisitReport
from app.services.deliver_documents import DeliverDocuments
from app.services.prompting import AskWith, nobody
from app.services.timetable import Entry, Timetable

_log = logging.getLogger(__name__)
_EXPORTS: Final = 2
_ALONE: Final = VisitOptions(attended=False)


class Told(Protocol):
    """Hears what is done. Called on the thread that runs `until_idle`, or that of `stop`."""

    def begins(self, entry: Entry) -> None: ...

    def needs_person(self, entry: Entry) -> None:
        """It was due, and was put on the list of the appointment instead."""
        ...

    def withdrawn(self, subject: Subject) -> None:
        """It was wished for, and is there no more."""
        ...

    def visited(self, entry: Entry, report: VisitReport) -> None: ...

    def exported(self, entry: Entry, result: ExportResult) -> None: ...

    def failed(self, entry: Entry, error: Exception) -> None:
        """The run could not be made; it is tried again later."""
        ...


@dataclass(frozen=True, eq=False)
class Wish:
    """A run that somebody asks for, whether it is due or not. `ask_with`: who answers during a visit.

    `again`: ids of documents that an export sends once more if they are no longer there."""

    subject: Subject
    options: VisitOptions = _ALONE
    ask_with: AskWith = nobody
    again: Collection[int] = ()


class RunDue:
    """With `with`, while the data folder is held. It may be thrown away at any moment: the next one goes on.

    `wake` ends the wait that `until_idle` is given.
    `recovers`: plans anew what a process that died left behind; not while visits of our own are under way.
    `looks` says whether what is due may be started now; wishes are granted anyhow.
    """

    def __init__(
        self,
        parts: Parts,
        progress: Progress,
        cancellation: Cancellation,
        *,
        told: Told,
        wake: Callable[[], None],
        recovers: bool = True,
        looks: Callable[[], bool] = lambda: True,
    ) -> None:
        self._parts = parts
        self._cancellation = cancellation
        self._told = told
        self._wake = wake
        self._recovers = recovers
        self._looks = looks
        self._progress = progress
        self._timetable = Timetable(parts.store(), parts.clock())
        self._wishes: dict[Subject, Wish] = {}
        self._lock = threading.Lock()
        self._running: dict[Subject, _Run] = {}
        self._slots = {Scheduled.ACCOUNT: parts.browser_slots(), Scheduled.DESTINATION: _EXPORTS}
        self._pools = {
            kind: ThreadPoolExecutor(slots, thread_name_prefix=f"timer-{kind.value}")
            for kind, slots in self._slots.items()
        }

    def __enter__(self) -> RunDue:
        if self._recovers:
            self._timetable.recover()
        return self

    def wish(self, wish: Wish) -> None:
        """From any thread. What runs already is not run twice: the wish is granted when that has ended."""
        with self._lock:
            self._wishes[wish.subject] = wish
        self._wake()

    def take_wishes(self) -> list[Wish]:
        """Those that came too late for `until_idle`."""
        with self._lock:
            wishes = list(self._wishes.values())
            self._wishes.clear()
        return wishes

    def stop(self, subject: Subject) -> None:
        """From any thread: takes a wish back, and asks what is under way to stop."""
        with self._lock:
            taken = self._wishes.pop(subject, None)
            run = self._running.get(subject)
        if run:
            run.cancellation.cancel()
        elif taken:
            self._told.withdrawn(subject)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Waits for what is under way; after an error it is asked to stop first."""
        if kind is not None:
            self._cancellation.cancel()
        for pool in self._pools.values():
            pool.shutdown()

    def until_idle(self, wait: Callable[[], None]) -> None:
        """Returns when nothing is due nor under way. `wait` returns now and then, and after `wake`."""
        while True:
            self._collect_ended()
            if not self._cancellation.cancelled:
                self._start_wished()
                if self._looks():
                    self._start_due()
            if not self._running:
                return
            wait()

    def _start_wished(self) -> None:
        with self._lock:
            wishes = [wish for subject, wish in self._wishes.items() if subject not in self._running]
        for wish in wishes:
            if not self._free(wish.subject.kind):
                continue
            with self._lock:
                taken = self._wishes.pop(wish.subject, None)
            entry = self._timetable.entry(wish.subject)
            if taken and entry:
                self._start(entry, taken)
            elif taken:
                self._told.withdrawn(taken.subject)

    def _start_due(self) -> None:
        for entry in self._timetable.update(self._running):
            if self._free(entry.subject.kind) and not self._is_for_a_person(entry):
                self._start(entry, Wish(entry.subject))

    def _start(self, entry: Entry, wish: Wish) -> None:
        cancellation = self._cancellation.child()
        pool = self._pools[entry.subject.kind]
        with self._lock:  # whoever hears of it may want to stop it at once
            future = pool.submit(copy_context().run, self._run, wish, cancellation)
            self._running[entry.subject] = _Run(entry, future, cancellation)
        self._told.begins(entry)
        future.add_done_callback(lambda _: self._wake())

    def _free(self, kind: Scheduled) -> int:
        return self._slots[kind] - sum(1 for subject in self._running if subject.kind is kind)

    def _is_for_a_person(self, entry: Entry) -> bool:
        """Known to ask a person: nothing is started, the account goes on the list of the appointment."""
        if entry.subject.kind is not Scheduled.ACCOUNT:
            return False
        account = self._parts.store().accounts.get(entry.subject.id)
        challenge = needs_person(account, self._parts) if account else None
        if challenge is None:
            return False
        _log.info("account %s needs a person: not visited alone", entry.subject.id)
        self._parts.store().issues.open(
            Outcome.INTERACTION_REQUIRED.value, {"challenge": challenge}, account_id=entry.subject.id
        )
        self._told.needs_person(entry)
        return True

    def _run(self, wish: Wish, cancellation: Cancellation) -> VisitReport | ExportResult:
        if wish.subject.kind is Scheduled.DESTINATION:
            deliver = DeliverDocuments(self._parts, self._progress, cancellation)
            return deliver(self._destination(wish.subject.id), wish.again)
        account = self._parts.store().accounts.get(wish.subject.id)
        if account is None:
            raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=wish.subject.id)
        collect = CollectAccount(self._parts, self._progress, cancellation)
        return collect(account, wish.options, wish.ask_with(cancellation))

    def _destination(self, destination_id: int) -> Destination:
        for destination in self._parts.store().outbox.destinations():
            if destination.id == destination_id:
                return destination
        raise MoissonError(ErrorCode.DESTINATION_NOT_FOUND, destination=destination_id)

    def _collect_ended(self) -> None:
        ended = [run for run in self._running.values() if run.future.done()]
        for run in ended:
            with self._lock:
                del self._running[run.entry.subject]
            error = run.future.exception()
            if error is None:
                self._tell(run.entry, run.future.result())
            elif isinstance(error, Exception):
                self._tell_error(run.entry, error)
            else:
                raise error

    def _tell(self, entry: Entry, result: VisitReport | ExportResult) -> None:
        if isinstance(result, VisitReport):
            self._told.visited(entry, result)
        else:
            self._told.exported(entry, result)

    def _tell_error(self, entry: Entry, error: Exception) -> None:
        if isinstance(error, MoissonError):
            _log.info("%s %s was not run: %s", entry.subject.kind.value, entry.subject.id, error)
        else:
            _log.error("%s %s failed", entry.subject.kind.value, entry.subject.id, exc_info=error)
        self._told.failed(entry, error)


@dataclass(frozen=True)
class _Run:
    """What is under way."""

    entry: Entry
    future: Future[VisitReport | ExportResult]
    cancellation: Cancellation
