"""The login loop: read the page, decide its state, act, wait for a change; bounded in turns and time."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import Outcome, VisitEndedError
from app.ports.collector import Visit
from connectors.browser.errors import (
    ElementCoveredError,
    ElementMissingError,
    HostNotAllowedError,
    ScriptFailedError,
)
from connectors.pages.foreign_frames import foreign_sign_in
from connectors.pages.login_form import find_login
from connectors.pages.reading import PageState, Reading
from connectors.pages.selected_sign_in import read_sign_in
from connectors.pages.states import find_captcha
from connectors.pages.tree import Flag, Node, Page
from connectors.web.challenges import ChallengeSteps
from connectors.web.credentials import CredentialsFilling, Form
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_TURNS = 30
_CHANGE_S = 20.0
_PATIENCE_S = 8.0
_HAND_OVER_S = 600.0
_LINKS = 3
_SLIPS = 3
_LOCKED = re.compile(r"compte|account|konto|cuenta|profil|conto", re.I)


class LoginLoop:
    """Signs in. A password that was refused is never typed again.

    `challenged`: did the last sign-in need a person? None: there was none yet.
    """

    def __init__(self, browser: VisitBrowser, visit: Visit, *, challenged: bool | None) -> None:
        self._browser = browser
        self._visit = visit
        self._steps = visit.portal.steps
        self._challenges = ChallengeSteps(browser, visit, challenged=challenged)
        self._filling = CredentialsFilling(browser, visit, self._challenges)
        self._followed: set[str] = set()
        self._slips = 0
        self._unknown_since: float | None = None
        self._doubted_since: float | None = None
        self._handed_over = self._was_handed_over = False
        self._may_fill_again = False
        self._closed_banners: set[str] = set()
        self._actions: dict[PageState, Callable[[Page, Reading], None]] = {
            PageState.LOGIN: self._on_login,
            PageState.USERNAME_STEP: self._on_login,
            PageState.PASSWORD_STEP: self._on_login,
            PageState.CODE: self._on_code,
            PageState.CODE_CHANNEL: self._on_channel,
            PageState.PUSH_WAIT: self._on_push,
            PageState.CAPTCHA: self._on_captcha,
            PageState.SECURITY_KEY: self._on_security_key,
            PageState.TERMS: self._on_action_required,
            PageState.NEW_PASSWORD: self._on_action_required,
            PageState.BLOCKED: self._on_blocked,
            PageState.MAINTENANCE: self._on_maintenance,
        }

    @property
    def password_sent(self) -> bool:
        return self._filling.password_sent

    @property
    def needed_person(self) -> bool:
        """Did the portal ask for something that only a person can answer, and that it sends out?"""
        return self._challenges.needed_person

    @property
    def will_need_person(self) -> bool:
        """As far as can be known: will the next sign-in?"""
        return self._challenges.needed_person and not self._challenges.is_trusted

    def sign_in(self) -> bool:
        """True with positive evidence of being signed in, False when only the login form is gone.

        Raises VisitEndedError with the outcome that the page showed.
        """
        for _ in range(_TURNS):
            self._visit.check_cancelled()
            page = self._browser.page()
            reading = read_sign_in(page)
            _log.info("login: %s (%s)", reading.state.value, ", ".join(reading.reasons[:4]))
            if self._close_banner(page, reading):
                continue
            if self._is_signed_in(reading):
                if not self._handed_over:
                    return True
                self._handed_over = False
                self._browser.take_back()
            elif self._turn(page, reading):
                return False
        raise self._browser.changed("login_does_not_end")

    def _turn(self, page: Page, reading: Reading) -> bool:
        """One action; True when nothing more can be done and the form is gone."""
        action = self._actions.get(reading.state)
        if reading.state is PageState.WRONG_CREDENTIALS and (self.password_sent or reading.login):
            action = self._on_login
        try:
            if action is None:
                return self._on_unknown(page, reading)
            self._unknown_since = None
            action(page, reading)
        except HostNotAllowedError:
            raise
        except (ElementMissingError, ElementCoveredError, ScriptFailedError) as error:
            # The page was redrawn between reading and acting: it is read again.
            self._slips += 1
            _log.info("login: the page changed under the hand (%s)", type(error).__name__)
            if self._slips > _SLIPS:
                raise self._browser.changed("controls_cannot_be_used") from error
        return False

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

    def _on_login(self, page: Page, reading: Reading) -> None:
        refused = reading.state is PageState.WRONG_CREDENTIALS
        if self.password_sent and not refused and (code := self._filling.code_that_came(page)) is not None:
            self._on_code(page, replace(reading, state=PageState.CODE, code=code))
            return
        if self.password_sent and (refused or not self._may_fill_again):
            self._after_rejection(page, reading)
            return
        if reading.login is None:
            raise self._browser.changed("login_form_incomplete")
        form = Form.of(page, reading.login)
        if not self._filling.can_fill(form):
            self._by_hand()
            return
        self._challenges.refuse_known_challenge()
        if form.password:
            self._may_fill_again = False
        self._doubted_since = None
        self._filling.fill(page, form)

    def _on_code(self, page: Page, reading: Reading) -> None:
        if find_login(page) is None:
            self._challenges.after_password = self.password_sent
        self._challenges.on_code(page, reading, partial(self._filling.repeat_beside_code, page, reading))

    def _on_channel(self, page: Page, reading: Reading) -> None:
        self._challenges.after_password = self.password_sent
        self._challenges.on_channel(page, reading)

    def _on_push(self, page: Page, reading: Reading) -> None:
        self._challenges.after_password = self.password_sent
        self._challenges.on_push(page, reading)

    def _after_rejection(self, page: Page, reading: Reading) -> None:
        """The form is there again. One wrong password is one wrong password: it is never typed again."""
        if self._challenges.after_password:
            # The password was right: it is the code or the approval that did not do.
            raise self._challenges.refused((reading.words, *reading.messages))
        if reading.rejected == "credentials":
            raise self._wrong_credentials()
        before, now = mark_of(page), time.monotonic()
        self._doubted_since = self._doubted_since or now
        left = self._doubted_since + _PATIENCE_S - now
        if left > 0 and mark_of(self._browser.wait_for_change(before, left)) != before:
            return
        password = reading.login.password if reading.login else None
        if password is not None and not password.flags & Flag.FILLED:
            raise self._wrong_credentials()
        raise self._browser.changed("login_has_no_effect")

    def _wrong_credentials(self) -> VisitEndedError:
        self._browser.evidence("wrong_credentials")
        return VisitEndedError(Outcome.WRONG_CREDENTIALS)

    def _by_hand(self) -> None:
        """No password is stored: the person signs in in the visible window."""
        challenge = Challenge(ChallengeKind.UNKNOWN_PAGE, self._visit.account.company)
        self._hand_over(challenge, lambda page: self._is_signed_in(read_sign_in(page)))

    def _on_captcha(self, page: Page, reading: Reading) -> None:
        if find_captcha(page) is None:
            # Nothing to solve: such pages often let a visitor pass after looking at the browser.
            before = mark_of(page)
            if mark_of(self._browser.wait_for_change(before, _PATIENCE_S)) != before:
                return
        self._on_person_needed(ChallengeKind.CAPTCHA, reading)

    def _on_security_key(self, page: Page, reading: Reading) -> None:
        self._on_person_needed(ChallengeKind.SECURITY_KEY, reading)

    def _on_person_needed(self, kind: ChallengeKind, reading: Reading) -> None:
        challenge = Challenge(kind, self._visit.account.company, words=reading.words)
        self._hand_over(challenge, lambda later: read_sign_in(later).state is not reading.state)

    def _on_action_required(self, page: Page, reading: Reading) -> None:
        terms = reading.state is PageState.TERMS
        kind = ChallengeKind.TERMS if terms else ChallengeKind.NEW_PASSWORD
        try:
            self._on_person_needed(kind, reading)
        except VisitEndedError as ended:
            if ended.outcome is Outcome.INTERACTION_REQUIRED:
                raise VisitEndedError(Outcome.ACTION_REQUIRED, challenge=kind.value) from ended
            raise

    def _hand_over(self, challenge: Challenge, is_done: Callable[[Page], bool]) -> None:
        self._browser.hand_over(challenge, is_done, _HAND_OVER_S)
        self._handed_over = self._was_handed_over = self._may_fill_again = True
        self._doubted_since = None

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
        if (
            reading.login_link is not None
            and not self.password_sent
            and self._follow(page, reading.login_link)
        ):
            return False
        now = time.monotonic()
        self._unknown_since = self._unknown_since or now
        if now - self._unknown_since < _PATIENCE_S:
            self._browser.wait_for_change(mark_of(page), 2.0)
            return False
        if reading.rejected == "code" and self._challenges.asked:
            raise self._challenges.refused(reading.messages)
        if self.password_sent or self._challenges.asked:
            return True
        if host := foreign_sign_in(page, self._browser.hosts):
            self._browser.evidence("host_not_allowed")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=host)
        if self._visit.options.attended and self._visit.prompter.attended and not self._was_handed_over:
            self._on_person_needed(ChallengeKind.UNKNOWN_PAGE, reading)
            return False
        raise self._browser.changed("login_form_not_found")

    def _follow(self, page: Page, link: Node) -> bool:
        """Presses a way in; False for one that was tried, or that leads to where we are."""
        named = link.get("href")
        identity = f"{page.label(link)} {named}"
        if identity in self._followed or len(self._followed) >= _LINKS:
            return False
        self._followed.add(identity)
        if named and page.absolute(named, link) == page.url:
            return False
        before = mark_of(page)
        self._browser.click(Target.of(page, link))
        self._browser.wait_for_change(before, _CHANGE_S)
        return True
