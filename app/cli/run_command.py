"""The timer without a window: in the foreground, until it is stopped."""

from __future__ import annotations

import signal
from collections import deque
from datetime import UTC, datetime
from typing import Final

from app.cli.application import Application
from app.cli.error_texts import CANCELLED, DONE, error_in_words
from app.cli.invocation import Invocation
from app.cli.outcome_texts import DELIVERIES, OUTCOMES
from app.cli.output import Output
from app.cli.progress_display import SilentProgress
from app.cli.schedule_texts import local_time
from app.cli.shapes import Shape, export_shape, plain, run_shape
from app.cli.texts import in_words
from app.domain.deliveries import ExportResult
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.schedules import Scheduled, Subject
from app.i18n import tr, trn
from app.ports.timer import Timer
from app.services.appointments import appointments
from app.services.collect_account import VisitReport
from app.services.run_due import RunDue
from app.services.timetable import INTERNAL_ERROR, Entry, Timetable

_PATIENCE_S: Final = 30.0
_REMEMBERED: Final = 1000


def run(invocation: Invocation) -> int:
    application, output = invocation.application, invocation.output
    diary = _Diary(output)
    with application.timer() as timer, invocation.served(timer.wake, _PATIENCE_S) as stop:
        diary.say(tr("The timer runs. Ctrl-C stops it."))
        watch = _Watch(invocation, timer, diary)
        while not invocation.cancellation.cancelled:
            watch.look()
            timer.wait()
    diary.say(tr("The timer has stopped. What was done is kept."))
    if output.as_json:
        waiting = [made.account.id for made in appointments(application.read().store())]
        output.document(diary.shape(waiting))
    return DONE if stop.signal == signal.SIGTERM else CANCELLED


class _Watch:
    """Looks without holding the data folder; holds it only while something runs, so that other commands can
    work in between."""

    def __init__(self, invocation: Invocation, timer: Timer, diary: _Diary) -> None:
        self._application: Application = invocation.application
        self._cancellation = invocation.cancellation
        self._timer = timer
        self._diary = diary
        self._was_busy = False
        self._said: str = ""

    def look(self) -> None:
        parts = self._application.read()
        timetable = Timetable(parts.store(), parts.clock())
        if timetable.has_work() and self._work():
            parts = self._application.read()
            timetable = Timetable(parts.store(), parts.clock())
        self._say_what_comes(timetable)

    def _work(self) -> bool:
        """False when another command holds the data folder: the next look tries again."""
        try:
            parts = self._application.write()
        except MoissonError as error:
            if error.code is not ErrorCode.DATA_FOLDER_BUSY:
                raise
            if not self._was_busy:
                self._diary.say(tr("Another command is at work; the timer waits for it."))
            self._was_busy = True
            return False
        self._was_busy = False
        progress = SilentProgress()
        try:
            with RunDue(
                parts,
                progress,
                self._cancellation,
                told=self._diary,
                wake=self._timer.wake,
            ) as due:
                due.until_idle(self._timer.wait)
        finally:
            self._application.close()
        return True

    def _say_what_comes(self, timetable: Timetable) -> None:
        coming = [(entry.next_due, entry) for entry in timetable.entries() if entry.next_due]
        if not coming:
            text = tr(
                "Nothing is planned: there is no account to visit and no destination, or all wait for you."
            )
        else:
            due, entry = min(coming, key=lambda one: one[0])
            text = tr("Next: {name}, {time}.", name=entry.name, time=local_time(due))
        if text != self._said and not self._was_busy:
            self._said = text
            self._diary.say(text)


class _Diary:
    """What the timer does: lines as it happens, and one JSON document in the end."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._started = datetime.now(UTC)
        self._runs: deque[Shape] = deque(maxlen=_REMEMBERED)
        self._exports: deque[Shape] = deque(maxlen=_REMEMBERED)
        self._errors: deque[Shape] = deque(maxlen=_REMEMBERED)

    def say(self, text: str) -> None:
        """Results for people; with --json they are remarks."""
        line = f"{datetime.now().astimezone():%H:%M:%S} {text}"
        if self._output.as_json:
            self._output.say(line)
        else:
            self._output.line(line)

    def begins(self, entry: Entry) -> None:
        if entry.subject.kind is Scheduled.ACCOUNT:
            self.say(tr("{name}: the visit begins.", name=entry.name))
        else:
            self.say(tr("{name}: the export begins.", name=entry.name))

    def needs_person(self, entry: Entry) -> None:
        self.say(tr("{name} waits for you: `moisson sync --appointment`.", name=entry.name))

    def withdrawn(self, subject: Subject) -> None:
        """Nobody wishes for anything here."""

    def visited(self, entry: Entry, report: VisitReport) -> None:
        run = report.run
        self._runs.append(run_shape(report, entry.name))
        facts = {
            **dict(run.facts),
            "company": entry.name,
            "account": run.account_id,
            "evidence": run.evidence,
        }
        new = trn("{count} new document.", "{count} new documents.", run.counts.new)
        self.say(in_words(OUTCOMES[run.outcome or Outcome.CANCELLED], facts) + " " + new)

    def exported(self, entry: Entry, result: ExportResult) -> None:
        self._exports.append(export_shape(result))
        facts = {"destination": entry.name, "id": result.destination_id}
        sent = trn("{count} document delivered.", "{count} documents delivered.", result.delivered)
        self.say(in_words(DELIVERIES[result.outcome], facts) + " " + sent)

    def failed(self, entry: Entry, error: Exception) -> None:
        code = error.code.value if isinstance(error, MoissonError) else INTERNAL_ERROR
        self._errors.append({entry.subject.kind.value: entry.subject.id, "error": code})
        if isinstance(error, MoissonError):
            self.say(f"{entry.name}: {error_in_words(error)}")
        else:
            kind = type(error).__name__
            self.say(
                tr("{name}: an internal error ({kind}). It is tried again later.", name=entry.name, kind=kind)
            )

    def shape(self, waiting: list[int]) -> Shape:
        return {
            "started_at": plain(self._started),
            "ended_at": plain(datetime.now(UTC)),
            "runs": list(self._runs),
            "destinations": list(self._exports),
            "errors": list(self._errors),
            "appointment": waiting,
        }
