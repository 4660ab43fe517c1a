"""Answers what a portal asks of a person: on the terminal, or from lines that a script gives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Final

from app.cli.standard_input import StandardInput
from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind, Channel
from app.i18n import mark, tr
from app.services.cancellation import Cancellation

CHANNELS: Final = {
    Channel.SMS: mark("{company} sends a code by text message."),
    Channel.EMAIL: mark("{company} sends a code by e-mail."),
    Channel.APP: mark("{company} asks for the code of your authenticator app."),
    Channel.PUSH: mark("{company} asks for a code of its own app."),
    Channel.UNKNOWN: mark("{company} asks for a code."),
}
IN_THE_WINDOW: Final = {
    ChallengeKind.CAPTCHA: mark("{company} wants to know that you are a person."),
    ChallengeKind.SECURITY_KEY: mark("{company} asks for your security key."),
    ChallengeKind.TERMS: mark("{company} wants you to read and accept terms."),
    ChallengeKind.NEW_PASSWORD: mark("{company} wants you to choose a new password."),
    ChallengeKind.UNKNOWN_PAGE: mark("{company} shows a page that Moisson does not know."),
}
_RESEND: Final = "r"

Pause = Callable[[], AbstractContextManager[object]]


class TerminalPrompter:
    """One question at a time, whichever visit asks. Raises CancelledError when the run is stopped."""

    def __init__(
        self,
        lines: StandardInput,
        say: Callable[[str], None],
        pause: Pause,
        cancellation: Cancellation,
        *,
        scripted: bool,
    ) -> None:
        self._lines = lines
        self._say = say
        self._pause = pause
        self._cancellation = cancellation
        self._scripted = scripted
        self._one_at_a_time = threading.Lock()

    @property
    def attended(self) -> bool:
        return self._scripted or self._lines.is_terminal

    def ask(self, challenge: Challenge) -> Answer:
        with self._one_at_a_time, self._pause():
            self._cancellation.check()
            if challenge.kind is ChallengeKind.CODE:
                return self._code(challenge)
            if challenge.kind is ChallengeKind.CHANNEL:
                return self._channel(challenge)
            if challenge.kind is ChallengeKind.PUSH:
                self._say(tr("{company} waits for your approval in its app.", company=challenge.company))
                self._say_words(challenge)
                return Answer(AnswerKind.DONE)
            return Answer(AnswerKind.CANCEL)

    def hand_over(self, challenge: Challenge) -> bool:
        if not self._lines.is_terminal:
            return False
        with self._one_at_a_time:
            text = IN_THE_WINDOW.get(challenge.kind, IN_THE_WINDOW[ChallengeKind.UNKNOWN_PAGE])
            self._say(tr(text, company=challenge.company))
            self._say_words(challenge)
            self._say(tr("Please do it in the browser window; the visit then goes on by itself."))
        return True

    def _say_words(self, challenge: Challenge) -> None:
        for words in (challenge.where, challenge.words):
            if words:
                self._say("  " + "".join(c if c.isprintable() else " " for c in words))

    def _code(self, challenge: Challenge) -> Answer:
        if challenge.attempt > 1:
            self._say(tr("{company} refused the code.", company=challenge.company))
        self._say(tr(CHANNELS[challenge.channel], company=challenge.company))
        self._say_words(challenge)
        if challenge.can_resend and not self._scripted:
            self._say(tr("Enter {letter} to have another one sent.", letter=_RESEND))
        line = self._line(tr("Code:"))
        if line is None:
            return Answer(AnswerKind.CANCEL)
        if line.lower() == _RESEND and challenge.can_resend:
            return Answer(AnswerKind.RESEND)
        return Answer(AnswerKind.CODE, text=line)

    def _channel(self, challenge: Challenge) -> Answer:
        if self._scripted:
            return Answer(AnswerKind.CHOICE, choice=_first_that_sends_a_code(challenge))
        self._say(tr("How shall {company} send you the code?", company=challenge.company))
        for number, option in enumerate(challenge.options, 1):
            self._say(f"  {number}. {option.label}")
        while (line := self._line(tr("Number:"))) is not None:
            if line.isdecimal() and 1 <= int(line) <= len(challenge.options):
                return Answer(AnswerKind.CHOICE, choice=int(line) - 1)
            self._say(tr("Please enter a number from 1 to {last}.", last=len(challenge.options)))
        return Answer(AnswerKind.CANCEL)

    def _line(self, question: str) -> str | None:
        """A line with something on it; a script's empty line and the end of the input are no answer."""
        while True:
            self._say(question)
            line = self._lines.line(lambda: self._cancellation.cancelled)
            if line is None or line.strip() or self._scripted:
                return (line or "").strip() or None


def _first_that_sends_a_code(challenge: Challenge) -> int:
    """A script gives codes, so an approval in an app is no way for it."""
    for number, option in enumerate(challenge.options):
        if option.channel is not Channel.PUSH:
            return number
    return 0
