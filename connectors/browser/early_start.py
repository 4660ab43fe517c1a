"""A browser that starts while the application is still loading what a visit needs."""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from connectors.browser.errors import BrowserError
from connectors.browser.find import find_browser
from connectors.browser.local_start import BegunDriver, LocalBrowser, begin_local, finish_local
from connectors.browser.options import BrowserOptions

if TYPE_CHECKING:
    from connectors.browser.session import BrowserSession

_log = logging.getLogger(__name__)


class EarlyStart:
    """Begins at once. The first session that wants such a browser takes it; thread-safe.

    What goes wrong here is left to that session, which then starts a browser of its own and tells of it.
    """

    def __init__(self, options: BrowserOptions) -> None:
        """`options.work_dir` need not be that of the session that will take it."""
        self._options = options
        self._started: LocalBrowser | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._finish, args=(self._begin(),), name="early-start")
        self._thread.start()
        atexit.register(self.close)

    def session(self, options: BrowserOptions, allowed_hosts: Collection[str]) -> BrowserSession:
        """Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError."""
        from connectors.browser.launch import take_over
        from connectors.browser.session import BrowserSession

        started = self._take() if self._fits(options) else None
        if started is None:
            return BrowserSession.start(options, allowed_hosts)
        return BrowserSession.over(take_over(options, started), options, allowed_hosts)

    def close(self) -> None:
        """Ends the browser unless a session has taken it. May be called again."""
        atexit.unregister(self.close)
        started = self._take()
        if started is not None:
            started.end()

    def _fits(self, options: BrowserOptions) -> bool:
        return replace(options, work_dir=self._options.work_dir) == self._options

    def _take(self) -> LocalBrowser | None:
        self._thread.join()
        with self._lock:
            started, self._started = self._started, None
        return started

    def _begin(self) -> BegunDriver | None:
        try:
            found = find_browser(self._options.binary, self._options.driver)
            # Without an installed driver one is fetched: that takes long, and belongs to a visit.
            return begin_local(self._options) if found.driver else None
        except (BrowserError, OSError) as error:
            _log.info("no browser was started ahead: %s", type(error).__name__)
            return None

    def _finish(self, begun: BegunDriver | None) -> None:
        if begun is None:
            return
        try:
            self._started = finish_local(begun)
        except (BrowserError, OSError) as error:
            _log.info("the browser started ahead did not come: %s", type(error).__name__)
