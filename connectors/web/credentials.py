"""Fills a sign-in form and sends it, only to hosts that may have the password."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from app.domain.errors import Outcome, VisitEndedError
from app.domain.hosts import allowed, host_of
from app.ports.collector import Visit
from connectors.browser.errors import ElementMissingError
from connectors.pages.code_form import find_code_fields, read_code
from connectors.pages.form_controls import form_of
from connectors.pages.login_form import find_login
from connectors.pages.reading import CodeReading, LoginFields, Reading
from connectors.pages.tree import Flag, Node, Page
from connectors.web.challenges import ChallengeSteps
from connectors.web.visit_browser import Target, VisitBrowser, mark_of

_log = logging.getLogger(__name__)
_CHANGE_S = 20.0
_USERNAMES = 3


@dataclass(frozen=True, slots=True)
class Form:
    """Where to type and what to press."""

    username: Target | None
    password: Target | None
    submit: Target | None
    remember: Target | None
    extra: tuple[tuple[str, Node, Target], ...] = ()
    posts_to: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[Target]:
        """The fields for who one is: none of them takes a code."""
        return frozenset(target for target in (self.username, self.password) if target)

    @classmethod
    def of(cls, page: Page, fields: LoginFields) -> Form:
        def target(node: Node | None, unless: Flag) -> Target | None:
            return None if node is None or node.flags & unless else Target.of(page, node)

        own = fields.submit.get("formaction") if fields.submit else ""
        sent_to = page.absolute(own, fields.submit) if own else ""
        return cls(
            username=target(fields.username, Flag.READONLY),
            password=target(fields.password, Flag.NONE),
            submit=target(fields.submit, Flag.NONE),
            remember=target(fields.remember, Flag.CHECKED),
            extra=tuple((label, node, Target.of(page, node)) for label, node in fields.extra),
            posts_to=tuple(address for address in (fields.action, sent_to) if address),
        )


class CredentialsFilling:
    """Types user name and password. `password_sent`: it was typed, and so may have been sent."""

    def __init__(self, browser: VisitBrowser, visit: Visit, challenges: ChallengeSteps) -> None:
        self._browser = browser
        self._visit = visit
        self._challenges = challenges
        self.password_sent = False
        self.code_stood_beside = False
        self._repeated = False
        self._usernames = 0

    def can_fill(self, form: Form) -> bool:
        """Is everything stored that the form asks for?"""
        password, username = self._visit.secrets.password, self._visit.account.username
        return bool((password or not form.password) and (username or not form.username))

    def fill(self, page: Page, form: Form) -> None:
        """Raises VisitEndedError host_not_allowed, before anything is typed when the form says where to."""
        self._check_target(form)
        with self._browser.session.credentials_guarded() as guard:
            if form.username:
                self._type(form.username, self._visit.account.username)
                self._usernames += 1
            for label, node, target in form.extra:
                self._answer(label, node, target)
            if form.password:
                self._type(form.password, self._visit.secrets.password)
                self.password_sent = True
                self.code_stood_beside = self._challenges.answer_beside(page, form.names)
            if form.remember:
                self._tick(form.remember)
            # As it is with the fields filled: an emptied form is an answer, too.
            before = mark_of(self._browser.page())
            self._submit(form)
            self._browser.wait_for_change(before, _CHANGE_S)
        if guard.blocked_hosts:
            self._browser.evidence("host_not_allowed")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=sorted(guard.blocked_hosts)[0])
        if not form.password and self._usernames > _USERNAMES:
            raise self._browser.changed("username_is_asked_again")

    def code_that_came(self, page: Page) -> CodeReading | None:
        """The code that a form asks for once the password was found right, with its other fields emptied."""
        login, code = find_login(page), find_code_fields(page)
        if login is None or code is None or self.code_stood_beside or self._repeated:
            return None
        password = login[0].password
        if password is None or password in code.inputs or login[0].username in code.inputs:
            return None
        beside = form_of(page, password) is form_of(page, code.inputs[0])
        return read_code(page, code) if beside else None

    def repeat_beside_code(self, page: Page, reading: Reading) -> None:
        """Some portals ask for everything again once the password was found right, now with the code.

        A code field that was there from the start says nothing of the password: then it is not repeated.
        """
        found = find_login(page)
        if found is None or not self.password_sent or self.code_stood_beside or self._repeated:
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
        if form.username and fields.username and not fields.username.flags & Flag.FILLED:
            self._type(form.username, self._visit.account.username)
        if form.password:
            self._type(form.password, self._visit.secrets.password)

    def _type(self, target: Target, text: str) -> None:
        self._browser.session.type(target.css, text, target.frame_path, secret=True)

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
                    self._type(target, value)
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
