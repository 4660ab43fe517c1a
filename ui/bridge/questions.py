"""Questions that a worker thread asks the person, through the GUI thread."""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.domain.challenges import Answer, AnswerKind, Challenge
from app.domain.errors import CancelledError
from app.services.cancellation import Cancellation

_LOOK_EVERY_S: Final = 0.1


class Question:
    """`challenge`: None asks for the passphrase of the secrets. Answered once, on the GUI thread."""

    def __init__(self, challenge: Challenge | None) -> None:
        self.challenge = challenge
        self.text: str | None = None
        self.reply: Answer | None = None
        self._answered = threading.Event()

    @property
    def is_answered(self) -> bool:
        return self._answered.is_set()

    def answer(self, reply: Answer) -> None:
        self.reply = reply
        self._answered.set()

    def answer_text(self, text: str | None) -> None:
        """None: the person does not want to say it."""
        self.text = text
        self._answered.set()

    def wait(self, cancellation: Cancellation) -> bool:
        """False once cancelled."""
        while not self._answered.wait(_LOOK_EVERY_S):
            if cancellation.cancelled:
                return False
        return True


class Questions(QObject):
    """Whoever shows dialogs listens; a question that came to nothing is withdrawn."""

    asked = Signal(object)
    withdrawn = Signal(object)
    handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = Cancellation()

    def passphrase(self) -> str | None:
        """Blocks until the person answers; None when the window is closed."""
        question = Question(None)
        self.asked.emit(question)
        if not question.wait(self._closed):
            self.withdrawn.emit(question)
        return question.text

    def close(self) -> None:
        """Nobody answers any more."""
        self._closed.cancel()


class WindowPrompter:
    """Implements app.ports.collector.Prompter for one piece of work."""

    attended = True

    def __init__(self, questions: Questions, cancellation: Cancellation) -> None:
        self._questions = questions
        self._cancellation = cancellation

    def ask(self, challenge: Challenge) -> Answer:
        question = Question(challenge)
        self._questions.asked.emit(question)
        if not question.wait(self._cancellation):
            self._questions.withdrawn.emit(question)
            raise CancelledError
        return question.reply or Answer(AnswerKind.CANCEL)

    def hand_over(self, challenge: Challenge) -> bool:
        self._questions.handed_over.emit(challenge)
        return True
