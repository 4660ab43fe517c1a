"""Who answers what a portal asks."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.challenges import Answer, AnswerKind, Challenge
from app.ports.collector import Prompter
from app.services.cancellation import Cancellation

AskWith = Callable[[Cancellation], Prompter]
"""The one who answers during one piece of work; a question that is open ends with the cancellation."""


class NobodyThere:
    """Nobody answers: the run ends as soon as a person is needed."""

    attended = False

    def ask(self, challenge: Challenge) -> Answer:
        return Answer(AnswerKind.CANCEL)

    def hand_over(self, challenge: Challenge) -> bool:
        return False


def nobody(cancellation: Cancellation) -> Prompter:
    return NobodyThere()
