"""The login loop: read the page, decide its state, act, wait for a change; bounded in turns and time."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import Outcome, VisitEndedError
from app.domain.hosts import allowed, host_of
from app.ports.collector import Visit
from connectors.browser.errors import ElementMissingError
from connectors.pages.form_controls import form_of
from connectors.pages.login_form import find_login
from connectors.pages.read import read_page
from connectors.pages.reading import LoginFields, PageState, Reading
from connectors.pages.tree import Flag, Node, Page
from connectors.web.challenges import ChallengeSteps
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_TURNS = 30
_CHANGE_S = 20.0
_PATIENCE_S = 8.0
_HAND_OVER_S = 600.0
_LOCKED = re.compile(r"compte|account|konto|cuenta|profil|conto", re.I)


@dataclass(frozen=True, slots=True)
class Form:
    """What to fill, from reading the page or from the entry's own selectors."""

    username: Target | None
    password: Target | None
    submit: Target | None
    remember: Target | None
    extra: tuple[tuple[str, Node, Target], ...] = ()
    posts_to: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[Target]:
        """What has a meaning of its own, and so is no field for a code."""
        named = (self.username, self.password, *(target for _, _, target in self.extra))
        return frozenset(target for target in named if target)

    @classmethod
    def of(cls, page: Page, fields: LoginFields) -> Form:
        def target(node: Node | None, unless: Flag) -> Target | None:
            return None if node is None or node.flags & unless else Target.of(page, node)

        own = fields.submit.get("formaction") if fields.submit else ""
        return cls(
            username=target(fields.username, Flag.READONLY),
            password=target(fields.password, Flag.NONE),
            submit=target(fields.submit, Flag.NONE),
            remember=target(fields.remember, Flag.CHECKED),
            extra=tuple((label, node, Target.of(page, node)) for label, node in fields.extra),
            posts_to=tuple(a for a in (fields.action, page.absolute(own) if own else "") if a),
        )


class LoginLoop:
    """Signs in. The password is typed at most once per loop."""

    def __init__(self, browser: VisitBrowser, visit: Visit, *, challenge_expected: bool) -> None:
        self._browser = browser
        self._visit = visit
        self._steps = visit.portal.steps
        self._challenges = ChallengeSteps(browser, visit, expected=challenge_expected)
        self.password_sent = False
        self._code_stood_beside = False
        self._repeated = False
        self._username_sent = 0
        self._links_followed = 0
        self._unknown_since: float | None = None
        self._handed_over = False
        self._was_handed_over = False
        self._closed_banners: set[str] = set()
        self._actions: dict[PageState, Callable[[Page, Reading], None]] = {
            PageState.LOGIN: self._on_login,
            PageState.USERNAME_STEP: self._on_login,
            PageState.PASSWORD_STEP: self._on_login,
            PageState.WRONG_CREDENTIALS: self._on_login,
            PageState.CODE: self._on_code,
            PageState.CODE_CHANNEL: self._challenges.on_channel,
            PageState.PUSH_WAIT: self._challenges.on_push,
            PageState.CAPTCHA: self._on_person_needed,
            PageState.SECURITY_KEY: self._on_person_needed,
            PageState.TERMS: self._on_action_required,
            PageState.NEW_PASSWORD: self._on_action_required,
            PageState.BLOCKED: self._on_blocked,
            PageState.MAINTENANCE: self._on_maintenance,
        }

    def sign_in(self) -> bool:
        """True with positive evidence of being signed in, False when only the login form is gone.

        Raises VisitEndedError with the outcome that the page showed.
        """
        for _ in range(_TURNS):
            self._visit.check_cancelled()
            page = self._browser.page()
            reading = read_page(page)
            _log.info("login: %s (%s)", reading.state.value, ", ".join(reading.reasons[:4]))
            if self._close_banner(page, reading):
                continue
            if self._is_signed_in(reading):
                if self._handed_over:
                    self._handed_over = False
                    self._browser.take_back()
                    continue
                return True
            overridden = self._overridden()
            action = self._actions.get(reading.state)
            if overridden is not None:
                self._fill(page, overridden)
            elif action is not None:
                self._unknown_since = None
                action(page, reading)
            elif self._on_unknown(page, reading):
                return False
        raise self._browser.changed("login_does_not_end")

    @property
    def person_was_asked(self) -> bool:
        return self._challenges.person_asked or self._was_handed_over

    def _is_signed_in(self, reading: Reading) -> bool:
        if self._steps.signed_in:
            return self._browser.exists(self._steps.signed_in)
        return reading.state in (PageState.SIGNED_IN, PageState.DOCUMENTS)

    def _close_banner(self, page: Page, reading: Reading) -> bool:
        if reading.banner is None:
            return False
        target = Target.of(page, reading.banner)
        if target.css in self._closed_banners:
            return False
        self._closed_banners.add(target.css)
        before = mark_of(page)
        try:
            self._browser.click(target)
        except ElementMissingError:
            return False
        self._browser.wait_for_change(before, 2.0)
        return True

    def _overridden(self) -> Form | None:
        """The entry's own selectors, when a field they name is on the page and nothing was sent yet."""
        wanted = self._steps.login
        if self.password_sent:
            return None
        form = Form(
            username=self._named(wanted.username),
            password=self._named(wanted.password),
            submit=self._named(wanted.submit),
            remember=self._named(wanted.remember),
        )
        return form if form.username or form.password else None

    def _named(self, css: str | None) -> Target | None:
        return Target(css) if css and self._browser.exists(css) else None

    def _on_login(self, page: Page, reading: Reading) -> None:
        fields = reading.login
        if self.password_sent:
            self._after_rejection(page, reading)
            return
        if fields is None:
            raise self._browser.changed("login_form_incomplete")
        self._fill(page, Form.of(page, fields))

    def _on_code(self, page: Page, reading: Reading) -> None:
        self._challenges.on_code(page, reading, partial(self._repeat_beside_code, page, reading))

    def _repeat_beside_code(self, page: Page, reading: Reading) -> None:
        """Some portals ask for everything again once the password was found right, now with the code.

        A code field that was there from the start says nothing of the password: then it is not repeated.
        """
        found = find_login(page)
        if found is None or not self.password_sent or self._code_stood_beside or self._repeated:
            return
        fields = found[0]
        password = fields.password
        if reading.rejected == "credentials" or password is None or password.flags & Flag.FILLED:
            return
        if reading.code is None or form_of(page, password) is not form_of(page, reading.code.inputs[0]):
            return
        form = Form.of(page, fields)
        self._check_target(form)
        self._repeated = True
        session, secrets = self._browser.session, self._visit.secrets
        if form.username and fields.username and not fields.username.flags & Flag.FILLED:
            session.type(
                form.username.css, self._visit.account.username, form.username.frame_path, secret=True
            )
        if form.password:
            session.type(form.password.css, secrets.password, form.password.frame_path, secret=True)

    def _after_rejection(self, page: Page, reading: Reading) -> None:
        """The form is there again. One wrong password is one wrong password: it is never typed again."""
        password = reading.login.password if reading.login else None
        emptied = password is not None and not password.flags & Flag.FILLED
        if reading.state is PageState.WRONG_CREDENTIALS or reading.rejected == "credentials":
            self._browser.evidence("wrong_credentials")
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)
        later = self._browser.wait_for_change(mark_of(page), _PATIENCE_S)
        if mark_of(later) != mark_of(page):
            return
        if emptied:
            self._browser.evidence("wrong_credentials")
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)
        raise self._browser.changed("login_has_no_effect")

    def _fill(self, page: Page, form: Form) -> None:
        secrets, username = self._visit.secrets, self._visit.account.username
        if (form.password and not secrets.password) or (form.username and not username):
            self._by_hand()
            return
        self._challenges.refuse_known_challenge()
        self._check_target(form)
        session, before = self._browser.session, mark_of(page)
        with session.credentials_guarded() as guard:
            if form.username:
                session.type(form.username.css, username, form.username.frame_path, secret=True)
                self._username_sent += 1
            for label, node, target in form.extra:
                self._answer(label, node, target)
            if form.password:
                session.type(form.password.css, secrets.password, form.password.frame_path, secret=True)
                self.password_sent = True
                self._code_stood_beside = self._challenges.answer_beside(page, form.fields)
            if form.remember:
                self._tick(form.remember)
            self._submit(form)
            self._browser.wait_for_change(before, _CHANGE_S)
        if guard.blocked_hosts:
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=sorted(guard.blocked_hosts)[0])
        if not form.password and self._username_sent > 3:
            raise self._browser.changed("username_is_asked_again")

    def _answer(self, label: str, node: Node, target: Target) -> None:
        """Fills a further field of the form with what the user answered for the entry's field."""
        answers = self._visit.account.answers | self._visit.secrets.fields
        names = " ".join((label, node.get("name"), node.get("id"))).casefold()
        for portal_field in self._visit.portal.fields:
            said = (portal_field.key, *portal_field.label.values())
            if portal_field.key in answers and any(word.casefold() in names for word in said):
                value = answers[portal_field.key]
                if node.tag == "select":
                    self._browser.session.select(target.css, value, target.frame_path)
                else:
                    self._browser.session.type(target.css, value, target.frame_path, secret=True)
                return

    def _tick(self, box: Target) -> None:
        try:
            self._browser.session.check(box.css, box.frame_path)
        except ElementMissingError:
            _log.info("the remember box could not be ticked")

    def _submit(self, form: Form) -> None:
        last = form.password or form.username
        if form.submit:
            self._browser.click(form.submit)
        elif last:
            self._browser.session.press_enter(last.css, last.frame_path)

    def _check_target(self, form: Form) -> None:
        """The form must post to an allowed host: typing is harmless only if sending is."""
        for address in form.posts_to:
            if address.startswith("http") and not allowed(address, self._browser.hosts):
                self._browser.evidence("host_not_allowed")
                raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=host_of(address) or address[:80])

    def _by_hand(self) -> None:
        """No password is stored: the person signs in in the visible window."""
        challenge = Challenge(ChallengeKind.UNKNOWN_PAGE, self._visit.account.company)
        self._hand_over(challenge, lambda page: self._is_signed_in(read_page(page)))

    def _on_person_needed(self, page: Page, reading: Reading) -> None:
        kind = ChallengeKind.CAPTCHA if reading.state is PageState.CAPTCHA else ChallengeKind.SECURITY_KEY
        challenge = Challenge(kind, self._visit.account.company, words=reading.words)
        self._hand_over(challenge, lambda later: read_page(later).state is not reading.state)

    def _on_action_required(self, page: Page, reading: Reading) -> None:
        terms = reading.state is PageState.TERMS
        kind = ChallengeKind.TERMS if terms else ChallengeKind.NEW_PASSWORD
        if not (self._visit.options.attended and self._visit.prompter.attended):
            self._browser.evidence(kind.value)
            raise VisitEndedError(Outcome.ACTION_REQUIRED, challenge=kind.value)
        challenge = Challenge(kind, self._visit.account.company, words=reading.words)
        try:
            self._hand_over(challenge, lambda later: read_page(later).state is not reading.state)
        except VisitEndedError as ended:
            if ended.outcome is Outcome.INTERACTION_REQUIRED:
                raise VisitEndedError(Outcome.ACTION_REQUIRED, challenge=kind.value) from ended
            raise

    def _hand_over(self, challenge: Challenge, is_done: Callable[[Page], bool]) -> None:
        self._handed_over = self._was_handed_over = True
        self._browser.hand_over(challenge, is_done, _HAND_OVER_S)
        self.password_sent = False
        self._username_sent = 0

    def _on_blocked(self, page: Page, reading: Reading) -> None:
        self._browser.evidence("blocked")
        words = " ".join((reading.words, *reading.messages))
        locked = self.password_sent or bool(_LOCKED.search(words))
        raise VisitEndedError(Outcome.ACCOUNT_LOCKED if locked else Outcome.ACCESS_BLOCKED)

    def _on_maintenance(self, page: Page, reading: Reading) -> None:
        self._browser.evidence("maintenance")
        raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="maintenance")

    def _on_unknown(self, page: Page, reading: Reading) -> bool:
        """Waits for slow pages, follows a sign-in link. True when the form is gone after the password."""
        if reading.login_link is not None and not self.password_sent and self._links_followed < 3:
            self._links_followed += 1
            before = mark_of(page)
            self._browser.click(Target.of(page, reading.login_link))
            self._browser.wait_for_change(before, _CHANGE_S)
            return False
        now = time.monotonic()
        self._unknown_since = self._unknown_since or now
        if now - self._unknown_since < _PATIENCE_S:
            self._browser.wait_for_change(mark_of(page), 2.0)
            return False
        if self.password_sent or self._challenges.asked > 0:
            return True
        if self._visit.options.attended and self._visit.prompter.attended and not self._handed_over:
            challenge = Challenge(ChallengeKind.UNKNOWN_PAGE, self._visit.account.company)
            self._hand_over(
                challenge, lambda later: read_page(later).state not in (reading.state, PageState.UNKNOWN)
            )
            return False
        raise self._browser.changed("login_form_not_found")
