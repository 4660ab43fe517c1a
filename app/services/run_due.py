"""Runs what is due: a few visits at once, exports beside them, never two runs of one thing at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from types import TracebackType
from typing import Final, Protocol

from app.domain.deliveries import Destination, ExportResult
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import VisitOptions
from app.domain.schedules import Scheduled, Subject
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.appointments import needs_person
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount, VisitReport
from app.services.deliver_documents import DeliverDocuments
from app.services.timetable import Entry, Timetable

_log = logging.getLogger(__name__)
_EXPORTS: Final = 2


class Told(Protocol):
    """Hears what is done. Called on the thread that runs `until_idle`."""

    def begins(self, entry: Entry) -> None: ...

    def needs_person(self, entry: Entry) -> None:
        """It was due, and was put on the list of the appointment instead."""
        ...

    def visited(self, entry: Entry, report: VisitReport) -> None: ...

    def exported(self, entry: Entry, result: ExportResult) -> None: ...

    def failed(self, entry: Entry, error: Exception) -> None:
        """The run could not be made; it is tried again later."""
        ...


class RunDue:
    """With `with`, while the data folder is held. It may be thrown away at any moment: the next one goes on.

    `nobody`: the prompter of a visit that nobody attends. `wake` ends the wait that `until_idle` is given.
    """

    def __init__(
        self,
        parts: Parts,
        progress: Progress,
        cancellation: Cancellation,
        *,
        nobody: Prompter,
        told: Told,
        wake: Callable[[], None],
    ) -> None:
        self._parts = parts
        self._cancellation = cancellation
        self._nobody = nobody
        self._told = told
        self._wake = wake
        self._timetable = Timetable(parts.store(), parts.clock())
        self._collect = CollectAccount(parts, progress, cancellation)
        self._deliver = DeliverDocuments(parts, progress, cancellation)
        self._running: dict[Subject, tuple[Entry, Future[VisitReport | ExportResult]]] = {}
        self._slots = {Scheduled.ACCOUNT: parts.browser_slots(), Scheduled.DESTINATION: _EXPORTS}
        self._pools = {
            kind: ThreadPoolExecutor(slots, thread_name_prefix=f"timer-{kind.value}")
            for kind, slots in self._slots.items()
        }

    def __enter__(self) -> RunDue:
        self._timetable.recover()
        return self

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
                self._start_due()
            if not self._running:
                return
            wait()

    def _start_due(self) -> None:
        free = {kind: slots - self._count(kind) for kind, slots in self._slots.items()}
        for entry in self._timetable.update(self._running):
            kind = entry.subject.kind
            if not free[kind] or self._is_for_a_person(entry):
                continue
            free[kind] -= 1
            self._told.begins(entry)
            future = self._pools[kind].submit(copy_context().run, self._run, entry.subject)
            self._running[entry.subject] = entry, future
            future.add_done_callback(lambda _: self._wake())

    def _count(self, kind: Scheduled) -> int:
        return sum(1 for subject in self._running if subject.kind is kind)

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

    def _run(self, subject: Subject) -> VisitReport | ExportResult:
        return self._visit(subject) if subject.kind is Scheduled.ACCOUNT else self._export(subject)

    def _visit(self, subject: Subject) -> VisitReport:
        account = self._parts.store().accounts.get(subject.id)
        if account is None:
            raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=subject.id)
        return self._collect(account, VisitOptions(attended=False), self._nobody)

    def _export(self, subject: Subject) -> ExportResult:
        return self._deliver(self._destination(subject.id))

    def _destination(self, destination_id: int) -> Destination:
        for destination in self._parts.store().outbox.destinations():
            if destination.id == destination_id:
                return destination
        raise MoissonError(ErrorCode.DESTINATION_NOT_FOUND, destination=destination_id)

    def _collect_ended(self) -> None:
        ended = [subject for subject, (_, future) in self._running.items() if future.done()]
        for subject in ended:
            entry, future = self._running.pop(subject)
            error = future.exception()
            if error is None:
                self._tell(entry, future.result())
            elif isinstance(error, Exception):
                self._tell_error(entry, error)
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
