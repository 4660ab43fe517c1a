"""Take the session state out of a running browser, and put one in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from connectors.browser import calm_scripts, scripts
from connectors.browser.devtools import DevTools
from connectors.browser.driver import Driver
from connectors.browser.errors import ElementMissingError, ScriptFailedError
from connectors.browser.foreign_storage import origin_of, read_local_storage
from connectors.browser.state import OriginStorage, SessionState

_MARK = "session-restored"
# What a cookie is; the rest of the protocol's answer is derived from it.
_COOKIE_FIELDS = (
    "name",
    "value",
    "domain",
    "path",
    "expires",
    "httpOnly",
    "secure",
    "sameSite",
    "priority",
    "sourceScheme",
    "sourcePort",
    "partitionKey",
)


class Storage:
    """Knows what was restored and what has been seen since, so that nothing is lost between two visits."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._kept: dict[str, OriginStorage] = {}
        self._pending: dict[str, OriginStorage] = {}
        self._script: str | None = None
        self._outdated = True  # what is installed is not what should be; put right before the next page
        self._current: str | None = None
        self._read: set[str] = set()

    def cookies(self) -> list[dict[str, Any]]:
        """All cookies of all hosts, HttpOnly included."""
        answer = self._driver.cdp("Storage.getCookies")["cookies"]
        return [{name: cookie[name] for name in _COOKIE_FIELDS if name in cookie} for cookie in answer]

    def read_page(self) -> None:
        """Remember the storage of the page that is open now."""
        try:
            found = self._driver.execute_script(scripts.STORAGE)
        except (ScriptFailedError, ElementMissingError):
            return  # between two pages, or one that has no storage
        for origin, kept in found.items():
            kept["session"].pop(_MARK, None)
            self._keep(origin, OriginStorage(kept["local"], kept["session"]))

    def leaving_for(self, url: str, *, in_first_tab: bool) -> None:
        """An address is about to be opened: what the tab keeps for the present origin is read now."""
        if self._current is not None and origin_of(url) != self._current:
            self.read_page()
        if self._outdated and in_first_tab:  # scripts belong to the tab that they were installed in
            self._install()

    def opened(self, url: str) -> None:
        """A page of this address is open: its origin's storage belongs to the page from now on."""
        self._current = origin_of(url)
        if self._pending.pop(self._current or "", None) is not None:
            self._outdated = True

    def state(self, protocol: Callable[[], DevTools]) -> SessionState:
        """`protocol` is called when origins were visited whose pages are not open any more."""
        self.read_page()
        unread = self._visited() - self._read
        if unread:
            for origin, local in read_local_storage(protocol(), unread).items():
                self._keep(origin, OriginStorage(local, self._kept.get(origin, OriginStorage()).session))
        filled = {origin: kept for origin, kept in self._kept.items() if kept.local or kept.session}
        return SessionState(tuple(self.cookies()), filled)

    def _keep(self, origin: str, kept: OriginStorage) -> None:
        self._kept[origin] = kept
        self._read.add(origin)

    def _visited(self) -> set[str]:
        """Origins of the current tab's history, other than those that nothing can have changed."""
        entries = self._driver.cdp("Page.getNavigationHistory")["entries"]
        return {origin for entry in entries if (origin := origin_of(entry["url"]))}

    def restore(self, state: SessionState) -> None:
        """Before the first page is opened. Origins get their storage back when a page of theirs opens."""
        cookies = [_settable(cookie) for cookie in state.cookies]
        if cookies:
            self._driver.cdp("Storage.setCookies", cookies=cookies)
        self._kept = dict(state.storage)
        self._pending = dict(state.storage)
        self._outdated = True

    def _install(self) -> None:
        """Have documents opened from now on watched for settling, and given what their origin had stored."""
        if self._script is not None:
            self._driver.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=self._script)
        source = calm_scripts.OBSERVE
        if self._pending:
            origins = {
                origin: json.dumps({"local": dict(kept.local), "session": dict(kept.session)})
                for origin, kept in self._pending.items()
            }
            source += scripts.RESTORE % {"mark": _MARK, "origins": json.dumps(origins)}
        self._script = self._driver.cdp("Page.addScriptToEvaluateOnNewDocument", source=source)["identifier"]
        self._outdated = False


def _settable(cookie: Any) -> dict[str, Any]:
    chosen = {name: cookie[name] for name in _COOKIE_FIELDS if name in cookie}
    if chosen.get("expires", -1) < 0:
        chosen.pop("expires", None)  # a session cookie: it lives as long as the browser
    return chosen
