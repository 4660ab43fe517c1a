"""Act on the page that is open: find, click, type, wait until it is calm."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from app.domain.hosts import allowed
from connectors.browser import calm_scripts, scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import (
    BrowserError,
    ElementCoveredError,
    ElementHiddenError,
    ElementMissingError,
    HostNotAllowedError,
    PageUnreachableError,
    ScriptFailedError,
    TabGoneError,
)

FramePath = tuple[int, ...]

_POLL_S = 0.03
_LONGEST_LOOK_S = 0.3
_LIMITS_MS = {
    "poll": 20,
    "slow": 8000,  # an older request is one that waits for news, not one that fills the page
    "leaving": 400,
    "stuck": 3000,  # a page that does nothing any more except wait for a picture
    "inert": 50,  # calm for so long when nothing has changed since the page was parsed,
    "busy": 120,  # and for so long otherwise
}
_STOPPED_BY_US = "ERR_BLOCKED_BY_CLIENT"  # by the guard of credentials, which tells about it
_SET_BY_VALUE = frozenset(("date", "month", "week", "time", "datetime-local", "color", "range"))
_BMP_END = "\uffff"


class Page:
    """The document of the current tab, and the frames in it. Frame paths count window.frames from the top."""

    def __init__(self, driver: Driver, allowed_hosts: Collection[str], *, runs_scripts: bool = True) -> None:
        self._driver = driver
        self.allowed_hosts = allowed_hosts
        self._runs_scripts = runs_scripts
        self._last_address = ""  # as it was when the page was last seen calm

    def settle(self, timeout_s: float = 15, quiet_ms: int | None = None) -> bool:
        """Wait until document, changes and requests are calm; False when that took longer than the limit.

        Raises PageUnreachableError when the browser shows a network error instead of a page.
        """
        deadline = time.monotonic() + timeout_s
        while True:
            left_s = deadline - time.monotonic()
            wait_s = self._calm_in(quiet_ms, budget_s=min(left_s, _LONGEST_LOOK_S))
            if wait_s <= 0:
                return True
            if time.monotonic() + wait_s > deadline:
                return False
            time.sleep(wait_s)

    def _calm_in(self, quiet_ms: int | None, budget_s: float) -> float:
        """Look for at most `budget_s`; seconds after which to look again, 0 when the page is calm."""
        budget_ms = int(budget_s * 1000) if self._runs_scripts else 0
        try:
            page = self._driver.execute_script(
                calm_scripts.CALM, {**_LIMITS_MS, "quiet": quiet_ms, "budget": budget_ms}
            )
        except (ElementMissingError, ScriptFailedError):
            return _POLL_S  # between two documents
        if page["failed"] and page["failed"] != _STOPPED_BY_US:
            raise PageUnreachableError(page["failed"])
        self._last_address = str(page["address"])
        return float(page["wait"]) / 1000

    def run(self, script: str, *args: Any) -> Any:
        return self._driver.execute_script(script, *args)

    def run_in_frame(self, frame_path: FramePath, script: str, *args: Any) -> Any:
        with self.frame(frame_path):
            return self._driver.execute_script(script, *args)

    @contextmanager
    def frame(self, frame_path: FramePath) -> Iterator[None]:
        """Commands inside go to that frame; afterwards to the top again. Raises ElementMissingError."""
        if not frame_path:
            yield
            return
        try:
            for index in frame_path:
                self._driver.switch_to.frame(self._frame_element(index))
            yield
        finally:
            self._to_top()

    def _frame_element(self, index: int) -> WebElement:
        element = self._driver.execute_script(scripts.FRAME, index)
        if element is None:
            raise ElementMissingError(f"frame {index}")
        return element  # type: ignore[no-any-return]

    def _to_top(self) -> None:
        try:
            self._driver.switch_to.default_content()
        except TabGoneError:
            return  # the tab closed itself: there is no frame left to leave

    def element(self, css: str, frame_path: FramePath = ()) -> WebElement:
        """A handle to the first match. Raises ElementMissingError."""
        with self.frame(frame_path):
            return self._find(css)

    def click(self, css: str, frame_path: FramePath = ()) -> None:
        with self.frame(frame_path):
            self._press(self._find(css, scripts.REACH))

    def type(self, css: str, text: str, frame_path: FramePath = ()) -> None:
        """Replace the field's text, with real key events. Raises ElementMissing- or ElementHiddenError."""
        with self.frame(frame_path):
            field = self._focus(css, visible_only=False)
            self._enter(field, text)

    def type_secret(self, css: str, text: str, frame_path: FramePath = ()) -> None:
        """As `type`, only into a visible field of allowed hosts.

        Raises HostNotAllowedError, ElementHiddenError, ElementMissingError; none of them carries the text.
        """
        try:
            self._check_address(())
            with self._checked_frame(frame_path):
                field = self._focus(css, visible_only=True)
                # What the focus set off may have changed the page: look again, then type at once. The keys
                # are bound to this very element; in another document it does not exist.
                now = self._driver.execute_script(scripts.STILL_FOCUSED, field["element"])
                self._check(now["address"])
                self._check_address(())
                if not now["ready"]:
                    raise ElementHiddenError(css)
                self._enter(field, text)
        except BrowserError as error:
            raise error from None

    def press_enter(self, css: str, frame_path: FramePath = ()) -> None:
        with self.frame(frame_path):
            self._find(css).send_keys(Keys.ENTER)

    def scroll_to_end(self) -> None:
        self._driver.execute_script(scripts.SCROLL_TO_END)

    def check(self, css: str, frame_path: FramePath = ()) -> None:
        """Tick a box or choose a radio button, as a person does: on it, or on its label when it is drawn."""
        with self.frame(frame_path):
            element = self._find(css, scripts.REACH)
            for target in (element, None):
                if self._driver.execute_script(scripts.CHECKED, element):
                    return
                self._press(target or self._driver.execute_script(scripts.LABEL_OF, element) or element)

    def select(self, css: str, value: str, frame_path: FramePath = ()) -> None:
        """Choose an option by its value, else by its text. Raises ElementMissingError."""
        with self.frame(frame_path):
            if not self._driver.execute_script(scripts.CHOOSE, css, value):
                raise ElementMissingError(css)

    def _find(self, css: str, script: str = scripts.FIND) -> WebElement:
        element = self._driver.execute_script(script, css)
        if element is None:
            raise ElementMissingError(css)
        return element  # type: ignore[no-any-return]

    def _press(self, element: WebElement) -> None:
        try:
            element.click()
        except (ElementCoveredError, ElementHiddenError):
            self._driver.execute_script(scripts.JS_CLICK, element)

    def _focus(self, css: str, *, visible_only: bool) -> dict[str, Any]:
        field: dict[str, Any] | None = self._driver.execute_script(scripts.FOCUS, css, visible_only)
        if field is None:
            raise ElementMissingError(css)
        if not field["usable"] or (visible_only and not field["visible"]):
            raise ElementHiddenError(css)
        return field

    def _enter(self, field: dict[str, Any], text: str) -> None:
        element: WebElement = field["element"]
        if field["type"] in _SET_BY_VALUE or any(letter > _BMP_END for letter in text):
            # The driver types no letters beyond the basic plane, and dates in the order of its own language.
            self._driver.execute_script(scripts.SET_VALUE, element, text)
        elif text:
            element.send_keys(text)
        elif field["filled"]:
            element.send_keys(Keys.BACKSPACE)

    @contextmanager
    def _checked_frame(self, frame_path: FramePath) -> Iterator[None]:
        """Enter a frame through frames that are visible and whose documents are all of allowed hosts."""
        try:
            for depth, index in enumerate(frame_path, start=1):
                element = self._frame_element(index)
                if not self._driver.execute_script(scripts.SEEN, element):
                    raise ElementHiddenError(f"frame {index}")
                self._driver.switch_to.frame(element)
                self._check_address(frame_path[:depth])
            yield
        finally:
            if frame_path:
                self._to_top()

    def _check_address(self, frame_path: FramePath) -> None:
        """Of the frame that commands go to; of the top by what the browser says, not the page."""
        self._check(self._driver.execute_script(scripts.ADDRESS) if frame_path else self._driver.current_url)

    def _check(self, address: str) -> None:
        if not allowed(address, self.allowed_hosts):
            raise HostNotAllowedError(urlsplit(address).hostname or address.partition(":")[0])
