"""The browser of one visit: started late, read as data, handed over to a person and taken back."""

from __future__ import annotations

import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import Outcome, VisitEndedError
from app.domain.hosts import host_of
from app.ports.collector import Visit
from connectors.browser.errors import (
    BrowserError,
    BrowserGoneError,
    BrowserStartError,
    PageUnreachableError,
)
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession
from connectors.browser.state import SessionState
from connectors.pages.form_controls import is_password
from connectors.pages.once import once_per_page
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from connectors.pages.selected_list import PARTS
from connectors.pages.selected_sign_in import sign_in_selectors
from connectors.pages.tree import Node, Page
from connectors.web.live_picture import LivePicture
from connectors.web.patience import PAUSES_S, WHOLE_S, Patience, passing_error
from connectors.web.snapshots import Snapshots

_log = logging.getLogger(__name__)
_POLL_S = 0.15
_READ_TRIES = 4

Launcher = Callable[[BrowserOptions, frozenset[str]], BrowserSession]


@dataclass(frozen=True, slots=True)
class Target:
    """A control to act on: its selector within the document of a frame."""

    css: str
    frame_path: tuple[int, ...] = ()

    @classmethod
    def of(cls, page: Page, node: Node) -> Target:
        return cls(page.css(node), page.frame_path(node))


@dataclass(frozen=True, slots=True)
class BrowserChoice:
    """Which browser visits use. `remote_url`: a Selenium server in place of a browser of this machine.
    `visible`: always in a window, also where a visit does not ask for it."""

    binary: Path | None = None
    remote_url: str | None = None
    language: str = "fr-FR"
    visible: bool = False
    launch: Launcher = BrowserSession.start


@once_per_page
def mark_of(page: Page) -> str:
    """What a person would call the same page: address, visible words, controls and their states."""
    controls = [
        f"{n.tag}{n.get('type')}{int(n.flags)}"
        for n in page.nodes
        if n.tag in ("input", "select", "button", "iframe", "textarea") and n.visible
    ]
    said = "\n".join((page.url, page.text(), *controls))
    return hashlib.sha256(said.encode()).hexdigest()


class VisitBrowser:
    """Owns the session of a visit. Not thread-safe: only the visit's own thread uses it."""

    def __init__(self, visit: Visit, choice: BrowserChoice) -> None:
        self.visit = visit
        self.hosts = frozenset((*visit.portal.hosts, *visit.account.allowed_hosts))
        self._options = BrowserOptions(
            work_dir=visit.work_dir,
            visible=visit.options.visible or choice.visible,
            language=choice.language,
            binary=choice.binary,
            remote_url=choice.remote_url,
        )
        self._launch = choice.launch
        steps = visit.portal.steps
        selectors = {name: css for name in PARTS if (css := getattr(steps.documents, name))}
        self._snapshots = Snapshots(selectors | sign_in_selectors(steps), self.hosts, visit.contacted)
        self._sign_in_pages: list[str] | None = None
        self._accepted: Page | None = None
        self._session: BrowserSession | None = None
        self._stays_visible = self._options.visible
        self._live = LivePicture(visit)
        self.patience = Patience()

    @property
    def session(self) -> BrowserSession:
        if self._session is None:
            self._session = self._launch(self._options, self.hosts)
        return self._session

    def restore(self, state: SessionState) -> None:
        self.session.restore(state)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()

    def open(self, url: str) -> Page:
        """Raises VisitEndedError portal_unavailable when the portal does not answer, asked again or not."""
        self.visit.check_cancelled()
        self.visit.contacted(host_of(url) or "")
        session = self.session  # a browser that does not start says nothing of the portal
        for pause_s in (*PAUSES_S, None):
            try:
                session.open(url)
                break
            except BrowserError as error:
                if not session.is_alive():
                    raise
                _log.info("page did not open: %s", error)
                if pause_s is None or not isinstance(error, PageUnreachableError):
                    raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, host=host_of(url) or "") from error
                self._pause(pause_s)
        page = self.page()
        if page.url.startswith("chrome-error:"):
            raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE, host=host_of(url) or "")
        return page

    def page(self) -> Page:
        """The page as it is now. Once signed in, one that the portal failed to send is asked for again.

        Raises VisitEndedError portal_unavailable when only a part of it ever arrives: a list that was cut off
        must not pass for a short one.
        """
        page = self._snapshots.recent(self.session)
        if page is None or page is not self._accepted:
            self._live.take(self.session)
            page = self._accepted = self._accept()
        self._note_sign_in(page)
        return page

    def _accept(self) -> Page:
        page = self._whole()
        for pause_s in PAUSES_S:
            if not self.patience.asks_again(page):
                break
            self._pause(pause_s)
            self.session.reload()
            self.session.settle()
            page = self._whole()
        self.patience.accept(page)
        return page

    def _whole(self) -> Page:
        """The page once all of it is there, or as it is when its end does not come."""
        page, deadline = self._read(), time.monotonic() + WHOLE_S
        while page.loading and self.patience.signed_in and time.monotonic() < deadline:
            self._pause(_POLL_S)
            page = self._read()
        return page

    def _pause(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.visit.check_cancelled()
            time.sleep(min(left, 0.2))

    def _read(self) -> Page:
        """Read again when it was being replaced meanwhile."""
        for attempt in range(_READ_TRIES):
            try:
                return self._snapshots.take(self.session)
            except (BrowserError, TypeError) as error:
                if attempt == _READ_TRIES - 1 or not self.session.is_alive():
                    raise
                _log.debug("page could not be read yet: %s", type(error).__name__)
                time.sleep(_POLL_S)
        raise AssertionError("unreachable")

    @contextmanager
    def noting_sign_in(self) -> Iterator[list[str]]:
        """The addresses of pages read meanwhile that asked for a password, in a list that grows."""
        self._sign_in_pages = []
        try:
            yield self._sign_in_pages
        finally:
            self._sign_in_pages = None

    def _note_sign_in(self, page: Page) -> None:
        if self._sign_in_pages is None or not any(is_password(n) and n.visible for n in page.find("input")):
            return
        if read_page(page).login is not None:
            self._sign_in_pages.append(page.url)

    def wait_for_change(self, before: str, timeout_s: float) -> Page:
        """The page once it differs from `before` and has calmed down, or as it is after `timeout_s`."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.visit.check_cancelled()
            self.session.settle(max(0.2, min(5.0, deadline - time.monotonic())))
            page = self.page()
            if mark_of(page) != before or time.monotonic() >= deadline:
                return page
            time.sleep(_POLL_S)

    def exists(self, css: str) -> bool:
        """Is something visible at this selector?"""
        script = "const e = document.querySelector(arguments[0]); return !!e && e.checkVisibility();"
        return bool(self.session.run(script, css))

    def click(self, target: Target) -> None:
        self.visit.check_cancelled()
        self.session.click(target.css, target.frame_path)

    def evidence(self, name: str) -> None:
        """Keeps a masked picture and page for the run's record; never fails the visit itself."""
        try:
            kept = self.session.evidence(name)
            folder = self.visit.evidence_dir
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in (kept.path_png, kept.path_html):
                if path is not None:
                    shutil.move(path, folder / path.name)
            self.visit.note(evidence=str(folder))
        except (BrowserError, OSError) as error:
            _log.warning("no evidence could be kept: %s", type(error).__name__)

    def changed(self, why: str) -> VisitEndedError:
        """The error for a page that nobody described; evidence is kept.

        A portal that fails, or wants a person, has not changed.
        """
        self.evidence(why)
        try:
            page, url = self._read(), _without_query(self.session.url)
        except BrowserError as error:
            return VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason=type(error).__name__)
        if trouble := passing_error(page) or self.patience.trouble:
            return VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason=trouble)
        match read_page(page).state:
            case PageState.MAINTENANCE:
                return VisitEndedError(Outcome.PORTAL_UNAVAILABLE, reason="maintenance")
            case PageState.CAPTCHA:
                return VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=ChallengeKind.CAPTCHA.value)
            case PageState.BLOCKED:
                return VisitEndedError(Outcome.ACCESS_BLOCKED)
        return VisitEndedError(Outcome.PORTAL_CHANGED, reason=why, url=url)

    def hand_over(self, challenge: Challenge, is_done: Callable[[Page], bool], timeout_s: float) -> Page:
        """A person goes on in a visible window at the same place; returns the page when it is done.

        Raises VisitEndedError interaction_required when nobody is there, challenge_expired when nobody acted.
        """
        self.visit.note(challenge=challenge.kind.value)
        if not (self.visit.options.attended and self.visit.prompter.attended):
            self.evidence(challenge.kind.value)
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=challenge.kind.value)
        # Asked first: without anybody to act, no window need open (and where there is no screen, none can).
        if not self.visit.prompter.hand_over(challenge):
            self.evidence(challenge.kind.value)
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=challenge.kind.value)
        try:
            self._show(challenge)
            return self._watch(is_done, challenge, timeout_s)
        except BrowserError as error:
            if self.session.is_alive() and not isinstance(error, BrowserGoneError):
                raise
            _log.info("the person closed the window")
            raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge=challenge.kind.value) from error

    def _watch(self, is_done: Callable[[Page], bool], challenge: Challenge, timeout_s: float) -> Page:
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            self.visit.check_cancelled()
            try:
                self.session.settle(1.0)
                page = self.page()
            except BrowserError:
                if not self.session.is_alive():
                    raise
            else:
                if is_done(page):
                    return page
            time.sleep(0.5)
        raise VisitEndedError(Outcome.CHALLENGE_EXPIRED, challenge=challenge.kind.value)

    def _show(self, challenge: Challenge) -> None:
        if not self._stays_visible:
            try:
                self._session = self.session.show()
            except BrowserStartError as error:
                self.evidence(challenge.kind.value)
                raise VisitEndedError(
                    Outcome.INTERACTION_REQUIRED, challenge=challenge.kind.value, reason="no_window"
                ) from error
        self._stays_visible = True

    def take_back(self) -> None:
        """Goes on hidden after a hand-over, signed in as far as it is."""
        if self._stays_visible and not self._options.visible:
            self._session = self.session.hide()
            self._stays_visible = False


def _without_query(url: str) -> str:
    return url.split("?", 1)[0].split("#", 1)[0]
