"""A browser session from start to close: the one thing that the rest of the application uses of a browser."""

from __future__ import annotations

import atexit
import subprocess
from collections.abc import Collection
from types import TracebackType
from typing import Any, Self

from selenium.webdriver.remote.webelement import WebElement

from connectors.browser import scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import BrowserError
from connectors.browser.evidence import Evidence, take_evidence
from connectors.browser.launch import Launched, launch
from connectors.browser.options import BrowserOptions
from connectors.browser.page import FramePath, Page
from connectors.browser.processes import end_session
from connectors.browser.state import SessionState
from connectors.browser.storage import Storage

_SETTLE_S = 15.0
_QUIT_LIMIT_S = 5


class BrowserSession:
    """Used as a context manager; belongs to one thread. Every method may raise a BrowserError."""

    def __init__(self, launched: Launched, options: BrowserOptions, allowed_hosts: Collection[str]) -> None:
        self._launched = launched
        self._driver: Driver = launched.driver
        self.options = options
        self._page = Page(self._driver, allowed_hosts)
        self._storage = Storage(self._driver)
        self._secrets: list[str] = []  # typed in this session, to be masked in its evidence
        self._closed = False
        atexit.register(self.close)
        self._driver.cdp("Page.addScriptToEvaluateOnNewDocument", source=scripts.OBSERVE)

    @classmethod
    def start(cls, options: BrowserOptions, allowed_hosts: Collection[str]) -> Self:
        """Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError."""
        launched = launch(options)
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
    def allowed_hosts(self) -> Collection[str]:
        return self._page.allowed_hosts

    @property
    def url(self) -> str:
        return self._driver.current_url

    @property
    def title(self) -> str:
        return self._driver.title

    def open(self, url: str, settle_s: float = _SETTLE_S) -> None:
        """Open an address and wait until it is calm. Raises PageUnreachableError, BrowserTimeoutError."""
        self._driver.get(url)
        self._page.settle(settle_s)
        self._storage.opened(self._driver.current_url)

    def settle(self, timeout_s: float = _SETTLE_S, quiet_ms: int | None = None) -> bool:
        """Wait until the page is calm; False when it was not within the limit. Quick on pages that are."""
        return self._page.settle(timeout_s, quiet_ms)

    def run(self, script: str, *args: Any) -> Any:
        return self._page.run(script, *args)

    def run_in_frame(self, frame_path: FramePath, script: str, *args: Any) -> Any:
        return self._page.run_in_frame(frame_path, script, *args)

    def element(self, css: str, frame_path: FramePath = ()) -> WebElement:
        return self._page.element(css, frame_path)

    def click(self, css: str, frame_path: FramePath = ()) -> None:
        self._page.click(css, frame_path)

    def type(self, css: str, text: str, frame_path: FramePath = (), *, secret: bool = False) -> None:
        """Secrets: only into visible fields of allowed hosts, else HostNotAllowed- or ElementHiddenError."""
        if secret:
            self._secrets.append(text)
            self._page.type_secret(css, text, frame_path)
        else:
            self._page.type(css, text, frame_path)

    def press_enter(self, css: str, frame_path: FramePath = ()) -> None:
        self._page.press_enter(css, frame_path)

    def check(self, css: str, frame_path: FramePath = ()) -> None:
        self._page.check(css, frame_path)

    def select(self, css: str, value: str, frame_path: FramePath = ()) -> None:
        self._page.select(css, value, frame_path)

    def back(self) -> None:
        self._driver.back()

    def reload(self) -> None:
        self._driver.refresh()

    def scroll_to_end(self) -> None:
        self._page.run(scripts.SCROLL_TO_END)

    def cookies(self) -> list[dict[str, Any]]:
        """All cookies of all hosts, HttpOnly ones too, with domain, path, flags and expiry."""
        return self._storage.cookies()

    def user_agent(self) -> str:
        return str(self._page.run(scripts.USER_AGENT))

    def state(self) -> SessionState:
        return self._storage.state()

    def restore(self, state: SessionState) -> None:
        """Before the first page is opened."""
        self._storage.restore(state)

    def evidence(self, name: str) -> Evidence:
        """Screenshot and page, masked, kept in the run's folder after the session is closed."""
        return take_evidence(self._driver, self.options.work_dir / "evidence", name, self._secrets)

    @property
    def process_ids(self) -> tuple[int | None, int | None]:
        """Driver and browser; None where they are not of this machine."""
        local = self._launched.process
        return (local.pid, self._driver.caps.get("goog:processID")) if local else (None, None)

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
        _end(self._launched)


def _end(launched: Launched) -> None:
    if launched.process is None:
        try:
            with launched.driver.limit(_QUIT_LIMIT_S):
                launched.driver.quit()
        except BrowserError:
            pass  # the Grid ends sessions that went silent by itself
    else:
        # The profile is thrown away and the state was taken before: nothing is gained by a slow goodbye.
        end_session(launched.mark, launched.folder.profile)
        try:
            launched.process.wait(2)
        except subprocess.TimeoutExpired:
            launched.process.kill()
    launched.folder.remove()
