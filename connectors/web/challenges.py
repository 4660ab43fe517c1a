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
from app.domain.hosts import allowed, host_of
from app.ports.collector import Visit
from connectors.browser.errors import ElementMissingError
from connectors.pages.code_form import find_code_fields
from connectors.pages.form_controls import form_of
from connectors.pages.read import read_page
from connectors.pages.reading import CodeReading, PageState, Reading
from connectors.pages.tree import Flag, Node, Page
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_ATTEMPTS = 3
_CHANGE_S = 20.0
_PUSH_S = 180.0
_APP = re.compile(r"(?<!\w)(?:app|totp|authenticator|application)(?!\w)", re.I)
_EXPIRED = re.compile(r"expir|abgelaufen|caduc|scadut|verlopen|périm|no longer valid", re.I)


class ChallengeSteps:
    """Answers what the page asks, with the stored TOTP secret or by asking the person."""

    def __init__(self, browser: VisitBrowser, visit: Visit, *, expected: bool) -> None:
        self._browser = browser
        self._visit = visit
        self._expected = expected
        self.asked = 0
        self.person_asked = False
        self._codes_sent = 0
        self._used: set[str] = set()
        self._messages: tuple[str, ...] = ()

    @property
    def _attended(self) -> bool:
        return self._visit.options.attended and self._visit.prompter.attended

    def refuse_known_challenge(self) -> None:
        """Nobody is there and the portal is known to send a code: stop before it is sent."""
        sends = {"sms", "email", "push", "security_key"} & set(self._visit.portal.two_factor)
        if (sends or self._expected) and not self._attended and not self._visit.secrets.totp:
            kind = sorted(sends)[0] if sends else "code"
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=kind)

    def answer_beside(self, page: Page, taken: frozenset[Target]) -> bool:
        """Types the computed code where a sign-in form asks for it at once; True when it has such a field."""
        found = find_code_fields(page)
        if found is None or any(Target.of(page, node) in taken for node in found.inputs):
            return False
        if self._visit.secrets.totp:
            self._codes_sent += 1
            self._type(page, found.inputs, self._totp())
        return True

    def on_code(self, page: Page, reading: Reading, repeat: Callable[[], None]) -> None:
        """`repeat` fills again what a form asks for together with the code."""
        code = reading.code
        if code is None or not code.inputs:
            raise self._browser.changed("code_field_not_found")
        again = self._codes_sent > 0
        if again and reading.rejected != "code" and self._unchanged_after_wait(page, code):
            raise self._browser.changed("code_has_no_effect")
        if again:
            self._messages = reading.messages
            if read_page(self._browser.page()).state is not PageState.CODE:
                return
            if self._codes_sent >= _ATTEMPTS:
                raise self._refused()
        self._enter(page, reading, code, repeat)

    def _unchanged_after_wait(self, page: Page, code: CodeReading) -> bool:
        """A field that was emptied is a refusal without words; one still filled means nothing happened."""
        before = mark_of(page)
        later = self._browser.wait_for_change(before, 6.0)
        if mark_of(later) != before:
            return False
        return all(node.flags & Flag.FILLED for node in code.inputs)

    def _enter(self, page: Page, reading: Reading, code: CodeReading, repeat: Callable[[], None]) -> None:
        text = self._totp() if self._visit.secrets.totp and code.channel in ("app", "unknown") else None
        if text is None:
            answer = self._ask(page, reading, code)
            if answer.kind is AnswerKind.RESEND and code.resend is not None:
                self._press(page, code.resend)
                return
            if answer.kind is AnswerKind.CHOICE and code.switch is not None:
                self._press(page, code.switch)
                return
            if answer.kind is not AnswerKind.CODE:
                if self._codes_sent:
                    raise self._refused()
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=code.channel)
            text = re.sub(r"[\s-]", "", answer.text)
        self._send(page, code, text, repeat)

    def _ask(self, page: Page, reading: Reading, code: CodeReading) -> Answer:
        self.asked += 1
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
        return self._prompt(challenge)

    def _prompt(self, challenge: Challenge) -> Answer:
        self.person_asked = True
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

    def _send(self, page: Page, code: CodeReading, text: str, repeat: Callable[[], None]) -> None:
        if code.action.startswith("http") and not allowed(code.action, self._browser.hosts):
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=host_of(code.action) or "")
        before, session = mark_of(page), self._browser.session
        self._codes_sent += 1
        with session.credentials_guarded() as guard:
            repeat()
            self._choose_device(page, code)
            self._type(page, code.inputs, text)
            self._tick(page, code.trust_device)
            self._submit(page, code)
            self._browser.wait_for_change(before, _CHANGE_S)
        if guard.blocked_hosts:
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=sorted(guard.blocked_hosts)[0])

    def _choose_device(self, page: Page, code: CodeReading) -> None:
        """A list of devices beside the code that nobody chose from yet: the app, or the only one."""
        form = form_of(page, code.inputs[0])
        for control in page.find("select"):
            if form is not None and form_of(page, control) is form and (value := _unchosen(control)):
                target = Target.of(page, control)
                self._browser.session.select(target.css, value, target.frame_path)

    def _type(self, page: Page, inputs: Sequence[Node], text: str) -> None:
        """Into one field, or box by box."""
        parts = list(text) if len(inputs) > 1 else [text]
        for node, part in zip(inputs, parts, strict=False):
            target = Target.of(page, node)
            self._browser.session.type(target.css, part, target.frame_path, secret=True)

    def _tick(self, page: Page, box: Node | None) -> None:
        if box is None or box.flags & Flag.CHECKED:
            return
        target = Target.of(page, box)
        try:
            self._browser.session.check(target.css, target.frame_path)
        except ElementMissingError:
            _log.info("the box that trusts this device could not be ticked")

    def _submit(self, page: Page, code: CodeReading) -> None:
        """Segmented fields often send by themselves: then the button is gone already."""
        try:
            if code.submit is not None:
                self._browser.click(Target.of(page, code.submit))
            else:
                target = Target.of(page, code.inputs[-1])
                self._browser.session.press_enter(target.css, target.frame_path)
        except ElementMissingError:
            _log.info("the code was sent by the page itself")

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
        if choice is None:
            self.asked += 1
            self._visit.note(challenge="channel")
            if not self._attended:
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="channel")
            challenge = Challenge(
                ChallengeKind.CHANNEL, self._visit.account.company, words=reading.words, options=options
            )
            answer = self._prompt(challenge)
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
        self._visit.note(challenge="push")
        if not self._attended:
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="push")
        challenge = Challenge(
            ChallengeKind.PUSH, self._visit.account.company, channel=Channel.PUSH, words=reading.words
        )
        if self._prompt(challenge).kind is AnswerKind.CANCEL:
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="push")
        deadline = time.monotonic() + _PUSH_S
        while time.monotonic() < deadline:
            later = self._browser.wait_for_change(mark_of(page), 2.0)
            if read_page(later).state is not PageState.PUSH_WAIT:
                return
            page = later
        raise VisitEndedError(Outcome.CHALLENGE_EXPIRED, challenge="push")

    def _refused(self) -> VisitEndedError:
        self._browser.evidence("code_refused")
        if _EXPIRED.search(" ".join(self._messages)):
            return VisitEndedError(Outcome.CHALLENGE_EXPIRED, challenge="code")
        return VisitEndedError(Outcome.CHALLENGE_REFUSED, challenge="code")


def _unchosen(control: Node) -> str | None:
    """The value to choose where an empty one is chosen; None where a choice was made or there are several."""
    options = list(control.find("option"))
    chosen = control.get("#selected")
    place = int(chosen) if chosen.lstrip("-").isdigit() else 0
    if not control.visible or (0 <= place < len(options) and options[place].get("value")):
        return None
    named = [option for option in options if option.get("value")]
    fitting = [option for option in named if _APP.search(" ".join(t.text for t in option.walk()))]
    found = named if len(named) == 1 else fitting
    return found[0].get("value") if found else None


def _channel(name: str) -> Channel:
    try:
        return Channel(name)
    except ValueError:
        return Channel.UNKNOWN
