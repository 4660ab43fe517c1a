"""A visit as lines that a person can follow: what the connector and the prompter say, one by one."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.domain.runs import Counts, Phase
from app.ports.collector import Prompter
from app.services.flows.paged_flow import Tell
from app.services.flows.steps import External, Line, LineState, Progress

_ASKED = {
    ChallengeKind.CODE: "code_asked",
    ChallengeKind.CHANNEL: "channel_asked",
    ChallengeKind.PUSH: "approval_asked",
}


class VisitTelling:
    """Implements app.ports.progress.Progress, and stands between the visit and the person who answers."""

    watches = True

    def __init__(self, name: str, tell: Tell) -> None:
        self._name = name
        self._tell = tell
        self._lines: list[Line] = []
        self._picture = b""
        self._lock = threading.Lock()

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None:
        with self._lock:
            self._end_line()
            if phase is not Phase.DONE:
                self._lines.append(Line(phase.value))
        self._tell_lines()

    def visit_counted(self, account_id: int, counts: Counts) -> None:
        facts = {"listed": str(counts.listed), "new": str(counts.new), "failed": str(counts.failed)}
        with self._lock:
            if not self._lines:
                self._lines.append(Line(Phase.LISTING.value))
            last = self._lines[-1]
            self._lines[-1] = Line(last.code, last.state, {**last.facts, **facts})
        self._tell_lines()

    def visit_pictured(self, account_id: int, image: bytes) -> None:
        with self._lock:
            self._picture = image
        self._tell_lines()

    def export_advanced(self, destination_id: int, done: int, total: int) -> None:
        """Visits export nothing."""

    def begin(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        """A line that comes from elsewhere than the visit."""
        with self._lock:
            self._end_line()
            self._lines.append(Line(code, facts=facts or {}))
        self._tell_lines()

    def between(self, prompter: Prompter) -> Prompter:
        """The person, with what is asked of them told beside the visit's own steps."""
        return _ToldPrompter(prompter, self, self._tell)

    def _end_line(self) -> None:
        if self._lines:
            last = self._lines[-1]
            self._lines[-1] = Line(last.code, LineState.DONE, last.facts)

    def _tell_lines(self) -> None:
        with self._lock:
            told = Progress(self._name, tuple(self._lines), self._picture)
        self._tell(told)


class _ToldPrompter:
    def __init__(self, prompter: Prompter, telling: VisitTelling, tell: Tell) -> None:
        self._prompter = prompter
        self._telling = telling
        self._tell = tell

    @property
    def attended(self) -> bool:
        return self._prompter.attended

    def ask(self, challenge: Challenge) -> Answer:
        facts = {"where": challenge.where, "attempt": str(challenge.attempt)}
        self._telling.begin(_ASKED.get(challenge.kind, "person_asked"), facts)
        answer = self._prompter.ask(challenge)
        if answer.kind is AnswerKind.CODE:
            self._telling.begin("code_given")
        return answer

    def hand_over(self, challenge: Challenge) -> bool:
        self._telling.begin("handed_over", {"kind": challenge.kind.value})
        taken = self._prompter.hand_over(challenge)
        if taken:
            facts = {"company": challenge.company, "kind": challenge.kind.value, "words": challenge.words}
            self._tell(External("visible_browser", facts))
        return taken
