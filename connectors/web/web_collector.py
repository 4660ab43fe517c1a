"""The one web connector: open, sign in, find the documents, list, fetch, seal the session, close."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from app.domain.errors import ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.hosts import allowed, host_of
from app.domain.runs import Phase
from app.ports.collector import Visit
from connectors.browser.errors import (
    BrowserError,
    BrowserGoneError,
    BrowserNotFoundError,
    BrowserStartError,
    BrowserTimeoutError,
    HostNotAllowedError,
    PageUnreachableError,
)
from connectors.web.collecting import ListCollector
from connectors.web.locating import DocumentsFinder, Found
from connectors.web.login import LoginLoop
from connectors.web.memory import Memory
from connectors.web.visit_browser import BrowserChoice, VisitBrowser

_log = logging.getLogger(__name__)
_RENEWALS = 2


class WebCollector:
    """Implements app.ports.collector.Collector with a real browser."""

    def __init__(self, choice: BrowserChoice) -> None:
        self._choice = choice

    def collect(self, visit: Visit) -> None:
        browser = VisitBrowser(visit, self._choice)
        try:
            _Trip(visit, browser).run()
        except HostNotAllowedError as error:
            browser.evidence("host_not_allowed")
            raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=error.host) from error
        except BrowserNotFoundError as error:
            raise MoissonError(ErrorCode.BROWSER_NOT_FOUND) from error
        except BrowserStartError as error:
            raise MoissonError(ErrorCode.BROWSER_FAILED, reason=str(error)) from error
        except BrowserGoneError as error:
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="browser_gone") from error
        except PageUnreachableError as error:
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason=error.code) from error
        except BrowserTimeoutError as error:
            browser.evidence("timeout")
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="timeout") from error
        except BrowserError as error:
            # A page that cannot be acted on as it was read: covered, replaced, or not what it seemed.
            _log.info("the page could not be used", exc_info=True)
            raise browser.changed(type(error).__name__) from error
        finally:
            browser.close()


class _Trip:
    """One visit from start to end."""

    def __init__(self, visit: Visit, browser: VisitBrowser) -> None:
        self._visit = visit
        self._browser = browser
        self._memory = Memory.from_bytes(visit.load_session())
        self._signed_in = False
        self._password_accepted = False
        self._renewals = 0

    def run(self) -> None:
        visit, browser = self._visit, self._browser
        visit.enter(Phase.OPENING)
        if self._memory.session:
            browser.restore(self._memory.session)
        browser.open(self._first_address())
        try:
            self._sign_in()
            if visit.options.check_only and self._signed_in:
                return
            visit.enter(Phase.FINDING)
            finder, found = self._find()
            self._signed_in = True
            self._memory = replace(self._memory, documents_url=_address_of(found))
            if not visit.options.check_only:
                self._collect(finder, found)
        finally:
            if self._signed_in:
                self._seal()

    def _find(self) -> tuple[DocumentsFinder, Found]:
        """The documents; signs in again where the portal asks for the password on the way to them."""
        while True:
            finder = DocumentsFinder(self._browser, self._visit)
            with self._browser.noting_sign_in() as asking:
                found = finder.find(self._memory.documents_url)
            if found is not None:
                return finder, found
            for address in asking:
                if not allowed(address, self._browser.hosts):
                    self._browser.evidence("host_not_allowed")
                    raise VisitEndedError(Outcome.HOST_NOT_ALLOWED, host=host_of(address) or address[:80])
            if not asking or self._renewals >= _RENEWALS:
                raise self._browser.changed("documents_not_found")
            self._renewals += 1
            _log.info("the portal asks for the password again")
            self._browser.open(asking[-1])
            self._sign_in()
            self._visit.enter(Phase.FINDING)

    def _first_address(self) -> str:
        """With a session to restore, the visit goes straight to the documents."""
        portal = self._visit.portal
        if self._memory.session and (known := portal.documents_url or self._memory.documents_url):
            return known
        return portal.start_url

    def _sign_in(self) -> None:
        self._visit.enter(Phase.SIGNING_IN)
        self._browser.patience.signed_in = False
        loop = LoginLoop(self._browser, self._visit, challenged=self._memory.challenged)
        try:
            self._signed_in = loop.sign_in()
        except VisitEndedError as ended:
            if ended.outcome is Outcome.WRONG_CREDENTIALS and self._password_accepted:
                # The portal took this very password a moment ago: its sessions do not last.
                raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="session_does_not_last") from ended
            if loop.needed_person:
                # The next visit that nobody attends must not have another code sent.
                self._memory = replace(self._memory, challenged=True)
                self._visit.save_session(self._memory.to_bytes())
            raise
        self._browser.patience.signed_in = True
        if loop.password_sent:
            self._password_accepted = self._signed_in
            self._memory = replace(self._memory, challenged=loop.will_need_person)
            self._visit.note(next_sign_in="person" if loop.will_need_person else "alone")
            if self._signed_in and loop.needed_person:
                # A crash later in the visit must not cost the person a second code.
                self._seal()

    def _renew(self) -> bool:
        """Signs in again after the session expired in the middle."""
        if self._renewals >= _RENEWALS:
            return False
        self._renewals += 1
        _log.info("the session expired; signing in again")
        self._browser.patience.signed_in = False
        self._browser.open(self._visit.portal.start_url)
        self._sign_in()
        self._visit.enter(Phase.LISTING)
        return True

    def _collect(self, finder: DocumentsFinder, found: Found) -> None:
        self._visit.enter(Phase.LISTING)
        if found.listed is None:
            _log.info("the portal says that there is no document yet")
            return
        since = self._visit.options.since or self._visit.account.since
        covered, claim = self._memory.covers(since), self._memory.claim(since)
        # A visit that dies on its way must not leave the claim that everything was taken.
        self._memory = replace(self._memory, walked_since=None)
        if covered:
            self._visit.save_session(self._memory.to_bytes())
        collector = ListCollector(
            self._visit,
            self._browser,
            covered=covered,
            reach=lambda: finder.reach(found),
            renew=self._renew,
        )
        complete = False
        try:
            complete = collector.collect()
        finally:
            self._memory = replace(self._memory, walked_since=claim if complete else None)

    def _seal(self) -> None:
        """Keeps the session so that a trusted device stays trusted; the last one when the browser is gone."""
        try:
            self._memory = replace(self._memory, session=self._browser.session.state())
        except BrowserError as error:
            _log.info("the session could not be read: %s", type(error).__name__)
        self._visit.save_session(self._memory.to_bytes())


def _address_of(found: Found) -> str | None:
    """Where the list can be opened directly; addresses that carry a one-time token are not kept."""
    parts = urlsplit(found.page.url)
    return found.page.url if parts.scheme in ("http", "https") and len(parts.query) < 200 else None
