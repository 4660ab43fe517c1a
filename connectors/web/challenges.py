"""Second factors: codes, the choice of a channel, push approvals."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Sequence

from app.domain.challenges import (
    Answer,
    AnswerKind,
    Challenge,
    ChallengeKind,
    Channel,
    Option,
)
from app.domain.errors import Outcome, VisitEndedError
from app.ports.collector import Visit
from connectors.pages.code_form import find_code_fields
from connectors.pages.reading import CodeReading, PageState, Reading
from connectors.pages.selected_sign_in import read_sign_in
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import codes
from connectors.web.code_entry import CodeEntry
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_ATTEMPTS = 3
_CHOICES = 2
_CHANGE_S = 20.0
_DOUBT_S = 6.0
_PUSH_S = 180.0
_EXPIRED = re.compile(r"expir|abgelaufen|caduc|scadut|verlopen|périm|no longer valid", re.I)


class ChallengeSteps:
    """Answers what the page asks, with the stored TOTP secret or by asking the person.

    `after_password`: a challenge came in place of the sign-in form, so the password was right.
    """

    def __init__(self, browser: VisitBrowser, visit: Visit, *, challenged: bool | None) -> None:
        self._browser = browser
        self._visit = visit
        self._challenged = challenged
        self.asked = 0
        self.needed_person = False
        self._entry = CodeEntry(browser)
        self.after_password = False
        self._codes_sent = 0
        self._channel: str | None = None
        self._new_code_is_due = False
        self._resent_after = 0
        self._choices = 0
        self._doubted_since: float | None = None
        self._used: set[str] = set()
        self._messages: tuple[str, ...] = ()

    @property
    def is_trusted(self) -> bool:
        """Was the box ticked that makes this browser a trusted device?"""
        return self._entry.is_trusted

    @property
    def _attended(self) -> bool:
        return self._visit.options.attended and self._visit.prompter.attended

    def refuse_known_challenge(self) -> None:
        """Nobody is there and the portal is known to send a code: stop before it is sent.

        How the last sign-in went says more than the entry: the user may have no second factor there, or this
        browser may be a trusted device.
        """
        sends = {"sms", "email", "push", "security_key"} & set(self._visit.portal.two_factor)
        expected = bool(sends) if self._challenged is None else self._challenged
        if expected and not self._attended and not self._visit.secrets.totp:
            kind = sorted(sends)[0] if sends else "code"
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=kind)

    def answer_beside(self, page: Page, taken: frozenset[Target]) -> bool:
        """Types the computed code where a sign-in form asks for it at once; True when it has such a field."""
        found = find_code_fields(page)
        if found is None or any(Target.of(page, node) in taken for node in found.inputs):
            return False
        if self._visit.secrets.totp:
            self._codes_sent += 1
            self._entry.choose_device(page, found.inputs[0])
            self._entry.type(page, found.inputs, self._totp())
        return True

    def on_code(self, page: Page, reading: Reading, repeat: Callable[[], None]) -> None:
        """`repeat` fills again what a form asks for together with the code."""
        code = reading.code
        if code is None or not code.inputs:
            raise self._browser.changed("code_field_not_found")
        if reading.rejected is None and code.channel != self._channel:
            self._codes_sent = 0  # another code, which comes another way
        self._channel = code.channel
        if self._codes_sent and not self._new_code_is_due and not self._is_asked_again(page, reading, code):
            return
        self._new_code_is_due = False
        self._doubted_since = None
        self._enter(page, reading, code, repeat)

    def _is_asked_again(self, page: Page, reading: Reading, code: CodeReading) -> bool:
        """The last code was refused and another one may be given; False: look at the page once more."""
        if reading.rejected != "code" and not self._is_surely_refused(page, code):
            return False
        self._messages = reading.messages
        if self._codes_sent >= _ATTEMPTS:
            raise self.refused(self._messages)
        if code.resend is not None and self._resent_after < self._codes_sent and self._has_expired():
            # The person is there, has just typed a code, and no code but a new one helps.
            self._resent_after = self._codes_sent
            self._renew(page, code.resend)
            return False
        return True

    def _is_surely_refused(self, page: Page, code: CodeReading) -> bool:
        """A field that was emptied is a refusal without words; one still filled means nothing happened."""
        before, now = mark_of(page), time.monotonic()
        self._doubted_since = self._doubted_since or now
        left = self._doubted_since + _DOUBT_S - now
        if left > 0 and mark_of(self._browser.wait_for_change(before, left)) != before:
            return False
        if all(node.flags & Flag.FILLED for node in code.inputs):
            raise self._browser.changed("code_has_no_effect")
        return True

    def _has_expired(self) -> bool:
        return bool(_EXPIRED.search(" ".join(self._messages)))

    def _renew(self, page: Page, resend: Node) -> None:
        self._new_code_is_due = True
        self._press(page, resend)

    def _enter(self, page: Page, reading: Reading, code: CodeReading, repeat: Callable[[], None]) -> None:
        text = self._totp() if self._visit.secrets.totp and code.channel in ("app", "unknown") else None
        if text is None:
            answer = self._ask(page, reading, code)
            if answer.kind is AnswerKind.RESEND and code.resend is not None:
                self._renew(page, code.resend)
                return
            if answer.kind is AnswerKind.CHOICE and code.switch is not None:
                self._renew(page, code.switch)
                return
            if answer.kind is not AnswerKind.CODE:
                if self._codes_sent:
                    raise self.refused(self._messages)
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=code.channel)
            text = re.sub(r"[\s-]", "", answer.text)
        self._codes_sent += 1
        self._entry.enter(page, code, text, repeat, after_refusal=reading.rejected == "code")

    def _ask(self, page: Page, reading: Reading, code: CodeReading) -> Answer:
        self.asked += 1
        self.needed_person = True
        self._visit.note(challenge=code.channel if code.channel != "unknown" else "code")
        if not self._attended:
            self._browser.evidence("code")
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=code.channel)
        boxes = len(code.inputs)
        declared = code.inputs[0].get("maxlength")
        length = boxes if boxes > 1 else int(declared) if declared.isdigit() else None
        words = " · ".join((*reading.messages, code.words)) if reading.rejected else code.words
        challenge = Challenge(
            ChallengeKind.CODE,
            self._visit.account.company,
            channel=_channel(code.channel),
            where=code.where,
            words=words,
            length=length if length and length <= 10 else None,
            attempt=self._codes_sent + 1,
            can_resend=code.resend is not None,
        )
        return self._visit.prompter.ask(challenge)

    def _totp(self) -> str:
        """The current value; a value that was used already is waited out (portals accept each one once)."""
        import pyotp

        totp = pyotp.TOTP(self._visit.secrets.totp.replace(" ", "").upper())
        while (value := totp.now()) in self._used:
            self._visit.check_cancelled()
            time.sleep(0.5)
        self._used.add(value)
        self.asked += 1
        self._visit.note(challenge="totp")
        return value

    def _press(self, page: Page, node: Node) -> None:
        before = mark_of(page)
        self._browser.click(Target.of(page, node))
        self._browser.wait_for_change(before, 5.0)

    def on_channel(self, page: Page, reading: Reading) -> None:
        """Which way shall the code come? With a TOTP secret: the app; else the person decides."""
        options = tuple(Option(_channel(o.channel), o.label) for o in reading.channels)
        choice: int | None = None
        if self._visit.secrets.totp:
            choice = next((i for i, o in enumerate(options) if o.channel is Channel.APP), None)
        self._choices += 1
        if self._choices > _CHOICES:
            raise self._browser.changed("choice_has_no_effect")
        if choice is None:
            self.asked += 1
            self.needed_person = True
            self._visit.note(challenge="channel")
            if not self._attended:
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="channel")
            challenge = Challenge(
                ChallengeKind.CHANNEL, self._visit.account.company, words=reading.words, options=options
            )
            answer = self._visit.prompter.ask(challenge)
            if answer.kind is not AnswerKind.CHOICE or not 0 <= answer.choice < len(options):
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="channel")
            choice = answer.choice
        before = mark_of(page)
        self._browser.click(Target.of(page, reading.channels[choice].node))
        if reading.channel_submit is not None:
            self._browser.click(Target.of(page, reading.channel_submit))
        self._browser.wait_for_change(before, _CHANGE_S)

    def on_push(self, page: Page, reading: Reading) -> None:
        """Shows the portal's words and watches the page until it moves on."""
        self.asked += 1
        self.needed_person = True
        self._visit.note(challenge="push")
        if not self._attended:
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="push")
        challenge = Challenge(
            ChallengeKind.PUSH,
            self._visit.account.company,
            channel=Channel.PUSH,
            words=reading.words,
            answer_within_s=_PUSH_S,
        )
        if self._visit.prompter.ask(challenge).kind is AnswerKind.CANCEL:
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="push")
        deadline = time.monotonic() + _PUSH_S
        while time.monotonic() < deadline:
            later = self._browser.wait_for_change(mark_of(page), 2.0)
            now = read_sign_in(later)
            if any(codes.APPROVAL_REFUSED.in_text(said) for said in now.messages):
                raise self.refused(now.messages)
            if now.state is not PageState.PUSH_WAIT:
                return
            page = later
        raise VisitEndedError(Outcome.CHALLENGE_EXPIRED, challenge="push")

    def refused(self, said: Sequence[str]) -> VisitEndedError:
        """The error for a code or an approval that did not do, by what the page said about it."""
        self._browser.evidence("code_refused")
        if _EXPIRED.search(" ".join(said)):
            return VisitEndedError(Outcome.CHALLENGE_EXPIRED)
        return VisitEndedError(Outcome.CHALLENGE_REFUSED)


def _channel(name: str) -> Channel:
    try:
        return Channel(name)
    except ValueError:
        return Channel.UNKNOWN
