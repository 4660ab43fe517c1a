"""A browser session from start to close: the one thing that the rest of the application uses of a browser."""

from __future__ import annotations

import atexit
import base64
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal, Self

from connectors.browser import fetching, scripts
from connectors.browser.devtools import DevTools
from connectors.browser.downloads import DownloadWatch, watch_events
from connectors.browser.errors import BrowserError, HostNotAllowedError
from connectors.browser.evidence import Evidence, page_source, take_evidence
from connectors.browser.fetching import FetchedBytes
from connectors.browser.grid_downloads import watch_grid
from connectors.browser.guard import CredentialsGuard
from connectors.browser.launch import Launched, launch
from connectors.browser.masking import mask_source
from connectors.browser.options import BrowserOptions
from connectors.browser.page import FramePath, Page
from connectors.browser.state import SessionState
from connectors.browser.storage import Storage
from connectors.browser.tabs import Tabs

_QUIT_LIMIT_S = 5


class BrowserSession(Page):
    """Used as a context manager; belongs to one thread. Every method may raise a BrowserError."""

    def __init__(self, launched: Launched, options: BrowserOptions, allowed_hosts: Collection[str]) -> None:
        super().__init__(launched.driver, allowed_hosts, runs_scripts=options.scripts)
        self.options = options
        self._launched = launched
        self._storage = Storage(self._driver)
        self._tabs = Tabs(self._driver)
        self._devtools: DevTools | None = None
        self._guard: CredentialsGuard | None = None
        self._secrets: list[str] = []  # typed in this session: kept from leaking and out of its evidence
        self._closed = False
        atexit.register(self.close)

    @classmethod
    def start(cls, options: BrowserOptions, allowed_hosts: Collection[str]) -> Self:
        """Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError."""
        return cls.over(launch(options), options, allowed_hosts)

    @classmethod
    def over(cls, launched: Launched, options: BrowserOptions, allowed_hosts: Collection[str]) -> Self:
        """A session with a browser that runs already."""
        try:
            return cls(launched, options, allowed_hosts)
        except BaseException:
            _end(launched)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        return self._driver.current_url

    @property
    def title(self) -> str:
        return self._driver.title

    @property
    def commands(self) -> int:
        """How many commands the browser was given so far."""
        return self._driver.commands

    def open(self, url: str, settle_s: float = 15) -> None:
        """Open an address and wait until it is calm. Raises PageUnreachableError, BrowserTimeoutError."""
        self._storage.leaving_for(url, in_first_tab=self._tabs.in_first)
        self._driver.get(url)
        self.settle(settle_s)
        self._storage.opened(self._last_address)

    def back(self) -> None:
        self._driver.back()

    def reload(self) -> None:
        self._driver.refresh()

    # --- secrets

    def type(self, css: str, text: str, frame_path: FramePath = (), *, secret: bool = False) -> None:
        """Secrets: only into visible fields of allowed hosts, else HostNotAllowed- or ElementHiddenError.

        Outside `credentials_guarded` the guard is up while typing: fields may send themselves.
        """
        if not secret:
            super().type(css, text, frame_path)
            return
        self._secrets.append(text)
        if self._guard is not None:
            with self._guard.holding_still():
                self.type_secret(css, text, frame_path)
            return
        with self.credentials_guarded() as guard, guard.holding_still():
            self.type_secret(css, text, frame_path)
        if guard.blocked_hosts:
            raise HostNotAllowedError(min(guard.blocked_hosts))

    @contextmanager
    def credentials_guarded(self) -> Iterator[CredentialsGuard]:
        """From before the first secret is typed until its submission has settled.

        Requests that carry a body or a typed secret go to allowed hosts only, redirects included.
        """
        guard = CredentialsGuard(self._protocol(), self._tabs.current, self.allowed_hosts, self._secrets)
        with guard.active():
            self._guard = guard
            try:
                yield guard
            finally:
                self._guard = None

    # --- state

    def cookies(self) -> list[dict[str, Any]]:
        """All cookies of all hosts, HttpOnly ones too, with domain, path, flags and expiry."""
        return self._storage.cookies()

    def user_agent(self) -> str:
        return str(self.run(scripts.USER_AGENT))

    def state(self) -> SessionState:
        """All cookies; the storage of every origin that was visited in this session or restored into it."""
        return self._storage.state(self._protocol)

    def restore(self, state: SessionState) -> None:
        """Before the first page is opened."""
        self._storage.restore(state)

    def show(self) -> BrowserSession:
        """Go on in a visible window: same state, same address. Closes this session, returns the new one."""
        return self._moved(visible=True)

    def hide(self) -> BrowserSession:
        """Go on without a window."""
        return self._moved(visible=False)

    # --- files

    def expect_download(self) -> AbstractContextManager[DownloadWatch]:
        """Watch before the click: `with session.expect_download() as watch: click(); watch.result(60)`."""
        if self._launched.process is None:
            return watch_grid(self._driver, self._launched.folder.downloads)
        return watch_events(self._protocol(), self._launched.folder.downloads)

    def fetch_in_page(
        self,
        url: str,
        method: str = "GET",
        body: str | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        timeout_s: float = 60,
    ) -> FetchedBytes:
        """Raises FetchFailedError, HostNotAllowedError, BrowserTimeoutError."""
        return fetching.fetch_in_page(
            self._driver,
            self.allowed_hosts,
            url,
            method=method,
            body=body,
            headers=headers,
            timeout_s=timeout_s,
        )

    def print_pdf(self) -> bytes:
        answer = self._driver.cdp("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def screenshot(self, kind: Literal["png", "jpeg"] = "png") -> bytes:
        """Of the visible part, unmasked: for the person's eyes, never for a file."""
        return base64.b64decode(self._driver.cdp("Page.captureScreenshot", format=kind)["data"])

    def page_source_masked(self) -> str:
        return mask_source(page_source(self._driver), self._secrets)

    def evidence(self, name: str) -> Evidence:
        """Screenshot and page, masked, kept in the run's folder after the session is closed."""
        return take_evidence(self._driver, self.options.work_dir / "evidence", name, self._secrets)

    # --- tabs

    def opened_tab(self, wait_s: float = 0) -> bool:
        """Switch to a tab that a click has opened; False when none appears within `wait_s`."""
        return self._tabs.opened_tab(wait_s)

    def close_tab(self) -> None:
        """Close the current tab, unless it is the first, and go back to the first."""
        self._tabs.close_tab()

    @contextmanager
    def in_new_tab(self, url: str) -> Iterator[None]:
        """Open an address in a tab of its own, and come back to the first tab afterwards."""
        self._tabs.open_tab()
        try:
            self.open(url)
            yield
        finally:
            self._tabs.close_tab()

    # --- life

    @property
    def process_ids(self) -> tuple[int, int] | None:
        """Driver and browser; None when they run on another machine."""
        local = self._launched.process
        return (local.pid, int(self._driver.caps["goog:processID"])) if local else None

    def is_alive(self) -> bool:
        if self._closed or (self._launched.process and self._launched.process.poll() is not None):
            return False
        try:
            with self._driver.limit(_QUIT_LIMIT_S):
                return bool(self._driver.window_handles)
        except BrowserError:
            return False

    def close(self) -> None:
        """End browser and driver and remove the profile, within seconds. May be called again."""
        if self._closed:
            return
        self._closed = True
        atexit.unregister(self.close)
        if self._devtools is not None:
            self._devtools.close()
        _end(self._launched)

    def _protocol(self) -> DevTools:
        """Our own connection to the browser, made when it is first needed."""
        if self._devtools is None or not self._devtools.is_open:
            caps = self._driver.caps
            options = caps.get("goog:chromeOptions") or caps.get("ms:edgeOptions") or {}
            self._devtools = DevTools(caps.get("se:cdp") or options["debuggerAddress"])
        return self._devtools

    def _moved(self, *, visible: bool) -> BrowserSession:
        # Start first: when no window can be opened, this session is still there. Then the state, last of all.
        other = BrowserSession.start(replace(self.options, visible=visible), self.allowed_hosts)
        try:
            url, state = self.url, self.state()
            self.close()
            other._secrets = self._secrets
            other.restore(state)
            if url.startswith(("http:", "https:")):
                other.open(url)
        except BaseException:
            other.close()
            raise
        return other


def _end(launched: Launched) -> None:
    if launched.local is None:
        _quit_grid(launched)
        launched.folder.remove()
    else:
        launched.local.end()


def _quit_grid(launched: Launched) -> None:
    try:
        with launched.driver.limit(_QUIT_LIMIT_S):
            launched.driver.quit()
    except BrowserError:
        pass  # the Grid ends sessions that went silent by itself
