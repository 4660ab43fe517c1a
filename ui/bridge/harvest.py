"""Everything that runs for a while: visits and exports, by the timer or because the person wants them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.deliveries import ExportResult
from app.domain.errors import CancelledError, ErrorCode, MoissonError
from app.domain.runs import VisitOptions
from app.domain.schedules import Scheduled, Subject
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.ports.timer import Timer
from app.services.cancellation import Cancellation
from app.services.collect_account import VisitReport
from app.services.prompting import AskWith
from app.services.run_due import RunDue, Wish
from app.services.timetable import Entry, Timetable
from ui.bridge.workplace import Workplace
from ui.wiring import DataAccess

_log = logging.getLogger(__name__)
_THREAD: Final = "harvest"


class Harvest(QObject):
    """One thread decides; it holds the data folder only while something runs."""

    begun = Signal(object)
    """Subject"""
    ended = Signal(object, object)
    """Subject, and VisitReport, ExportResult or the Exception that kept the run from being made"""
    person_needed = Signal(object)
    """Subject: it was due, and waits for the person instead"""
    state_changed = Signal()
    """`running`, `is_paused` or `runs_elsewhere` is another"""

    _told_begun = Signal(object)
    _told_ended = Signal(object, object)

    def __init__(
        self,
        reading: DataAccess,
        workplace: Workplace,
        progress: Progress,
        ask_with: AskWith,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._workplace = workplace
        self._progress = progress
        self._ask_with = ask_with
        self._closed = Cancellation()
        self._lock = threading.Lock()
        self._wishes: dict[Subject, Wish] = {}
        self._due: RunDue | None = None
        self._timer: Timer | None = None
        self._thread: threading.Thread | None = None
        self._running: set[Subject] = set()
        self._is_paused = self._runs_elsewhere = False
        self._holders = 0
        self._told_begun.connect(self._on_begun)
        self._told_ended.connect(self._on_ended)

    @property
    def running(self) -> frozenset[Subject]:
        """What is under way or about to begin."""
        return frozenset(self._running)

    @property
    def is_paused(self) -> bool:
        """Nothing is started by itself."""
        return self._is_paused

    @property
    def runs_elsewhere(self) -> bool:
        """Another program is the timer of this data folder: `moisson run`."""
        return self._runs_elsewhere

    def start(self) -> None:
        """From now on, what is due or wished for is run."""
        self._thread = threading.Thread(target=self._serve, name=_THREAD, daemon=True)
        self._thread.start()

    @contextmanager
    def held(self) -> Iterator[None]:
        """From any thread: nothing is started by itself, because a wizard is about to visit what it adds."""
        with self._lock:
            self._holders += 1
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
            self._wake()

    @Slot()
    def look(self) -> None:
        """Something may be due by now."""
        self._wake()

    def pause(self, paused: bool) -> None:
        self._is_paused = paused
        self.state_changed.emit()
        self._wake()

    def collect(self, account_ids: Iterable[int], *, visible: bool = False) -> None:
        """The person is there and answers what the portals ask. What is under way is left alone."""
        options = VisitOptions(attended=True, visible=visible)
        subjects = [Subject(Scheduled.ACCOUNT, account_id) for account_id in account_ids]
        self._wish([Wish(subject, options, self._ask_with) for subject in subjects])

    def export(self, destination_ids: Iterable[int], again: Collection[int] = ()) -> None:
        """`again`: ids of documents to send once more if they are no longer there."""
        subjects = [Subject(Scheduled.DESTINATION, destination_id) for destination_id in destination_ids]
        self._wish([Wish(subject, again=again) for subject in subjects])

    def stop(self, subject: Subject) -> None:
        """What is done is kept."""
        with self._lock:
            waiting, due = self._wishes.pop(subject, None), self._due
        if waiting:
            self._on_ended(subject, CancelledError())
        elif due:
            due.stop(subject)

    def stop_all(self) -> None:
        for subject in self.running:
            self.stop(subject)

    def close(self, patience_s: float) -> bool:
        """Asks everything to stop and waits; False when something still runs."""
        self._closed.cancel()
        self._wake()
        if self._thread is not None:
            self._thread.join(patience_s)
            return not self._thread.is_alive()
        return True

    # Called by RunDue, on its thread.

    def begins(self, entry: Entry) -> None:
        self._told_begun.emit(entry.subject)

    def needs_person(self, entry: Entry) -> None:
        self.person_needed.emit(entry.subject)

    def visited(self, entry: Entry, report: VisitReport) -> None:
        self._told_ended.emit(entry.subject, report)

    def exported(self, entry: Entry, result: ExportResult) -> None:
        self._told_ended.emit(entry.subject, result)

    def failed(self, entry: Entry, error: Exception) -> None:
        self._told_ended.emit(entry.subject, error)

    def withdrawn(self, subject: Subject) -> None:
        self._told_ended.emit(subject, CancelledError())

    @Slot(object)
    def _on_begun(self, subject: Subject) -> None:
        self._running.add(subject)
        self.begun.emit(subject)
        self.state_changed.emit()

    @Slot(object, object)
    def _on_ended(self, subject: Subject, result: object) -> None:
        self._running.discard(subject)
        self.ended.emit(subject, result)
        self.state_changed.emit()

    def _wish(self, wishes: Iterable[Wish]) -> None:
        fresh = [wish for wish in wishes if wish.subject not in self._running]
        with self._lock:
            for wish in fresh:
                self._running.add(wish.subject)
                if self._due:
                    self._due.wish(wish)
                else:
                    self._wishes[wish.subject] = wish
        self.state_changed.emit()
        self._wake()

    def _wake(self) -> None:
        timer = self._timer
        if timer:
            timer.wake()

    def _serve(self) -> None:
        while not self._closed.cancelled:
            with ExitStack() as stack:
                timer = self._timer = self._entered(stack)
                while not self._closed.cancelled:
                    self._look(timer)
                    if self._closed.cancelled:
                        break
                    timer.wait()
                    if self._runs_elsewhere:
                        break  # it may have ended: then this becomes the timer

    def _entered(self, stack: ExitStack) -> Timer:
        try:
            timer = stack.enter_context(self._reading.timer())
        except MoissonError as error:
            if error.code is not ErrorCode.TIMER_RUNNING:
                raise
            timer = stack.enter_context(self._reading.ticks())
            self._runs_elsewhere_now(True)
        else:
            self._runs_elsewhere_now(False)
        return timer

    def _runs_elsewhere_now(self, elsewhere: bool) -> None:
        if elsewhere != self._runs_elsewhere:
            self._runs_elsewhere = elsewhere  # here and now: the next look depends on it
            self.state_changed.emit()

    def _look(self, timer: Timer) -> None:
        try:
            if self._has_wishes() or (self._may_start() and self._has_work()):
                with self._workplace.parts() as parts:
                    self._work(parts, timer)
        except MoissonError as error:
            _log.info("nothing could be run: %s", error)
            self._refuse_wishes(error)
        except Exception as error:
            _log.exception("the harvest failed")
            self._refuse_wishes(error)

    def _work(self, parts: Parts, timer: Timer) -> None:
        with RunDue(
            parts,
            self._progress,
            self._closed,
            told=self,
            wake=timer.wake,
            recovers=False,
            looks=self._may_start,
        ) as due:
            with self._lock:
                self._due = due
                for wish in self._taken_wishes():
                    due.wish(wish)
            try:
                due.until_idle(timer.wait)
            finally:
                with self._lock:
                    self._due = None
                    self._wishes = {wish.subject: wish for wish in due.take_wishes()}
                if self._wishes:
                    timer.wake()

    def _may_start(self) -> bool:
        return not (self._is_paused or self._runs_elsewhere or self._holders)

    def _has_wishes(self) -> bool:
        with self._lock:
            return bool(self._wishes)

    def _has_work(self) -> bool:
        parts = self._reading.read()
        return Timetable(parts.store(), parts.clock()).has_work()

    def _taken_wishes(self) -> list[Wish]:
        wishes = list(self._wishes.values())
        self._wishes.clear()
        return wishes

    def _refuse_wishes(self, error: Exception) -> None:
        with self._lock:
            wishes = self._taken_wishes()
        for wish in wishes:
            self._told_ended.emit(wish.subject, error)
