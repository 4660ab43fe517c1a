"""Tabs: the one that the session started in, and those that a page opens."""

from __future__ import annotations

import time

from connectors.browser import calm_scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import BrowserError, TabGoneError

_POLL_S = 0.05


class Tabs:
    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._first: str | None = None
        self._known: set[str] = set()
        self.in_first = True

    @property
    def current(self) -> str:
        """The browser's own id of the current tab."""
        return self._driver.current_window_handle

    @property
    def _main(self) -> str:
        """Asked for when other tabs come into play, not at every start."""
        if self._first is None:
            self._first = self._driver.current_window_handle
            self._known = {self._first}
        return self._first

    def opened_tab(self, wait_s: float = 0) -> bool:
        """Switch to a tab that a page has opened since; False when there is none within `wait_s`."""
        deadline = time.monotonic() + wait_s
        while True:
            handles = self._driver.window_handles
            opened = [handle for handle in handles if handle not in {self._main, *self._known}]
            self._known = set(handles)
            if opened and self._enter(opened[-1]):
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(_POLL_S)

    def open_tab(self) -> None:
        """Open an empty tab and switch to it."""
        self._known.add(self._main)
        self._driver.switch_to.new_window("tab")
        self._known.add(self._driver.current_window_handle)
        self._observe()

    def close_tab(self) -> None:
        """Back to the first tab; the current one is closed unless it is the first."""
        try:
            if self._driver.current_window_handle != self._main:
                self._driver.close()
        except TabGoneError:
            pass  # it closed itself, as tabs do that only start a download
        self._driver.switch_to.window(self._main)
        self.in_first = True
        self._known = set(self._driver.window_handles)

    def _enter(self, handle: str) -> bool:
        try:
            self._driver.switch_to.window(handle)
            self._observe()
        except BrowserError:
            self._driver.switch_to.window(self._main)
            self.in_first = True
            return False
        return True

    def _observe(self) -> None:
        self.in_first = False
        self._driver.cdp("Page.addScriptToEvaluateOnNewDocument", source=calm_scripts.OBSERVE)
