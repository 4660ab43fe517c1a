"""Take the session state out of a running browser, and put one in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from connectors.browser import scripts
from connectors.browser.driver import Driver
from connectors.browser.errors import ElementMissingError, ScriptFailedError
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
            self._kept[origin] = OriginStorage(kept["local"], kept["session"])

    def state(self) -> SessionState:
        self.read_page()
        filled = {origin: kept for origin, kept in self._kept.items() if kept.local or kept.session}
        return SessionState(tuple(self.cookies()), filled)

    def restore(self, state: SessionState) -> None:
        """Before the first page is opened. Origins get their storage back when a page of theirs opens."""
        cookies = [_settable(cookie) for cookie in state.cookies]
        if cookies:
            self._driver.cdp("Storage.setCookies", cookies=cookies)
        self._kept = dict(state.storage)
        self._pending = dict(state.storage)
        self._install()

    def opened(self, url: str) -> None:
        """A page of this address is open: its origin's storage belongs to the page from now on."""
        if self._pending:
            parts = urlsplit(url)
            if self._pending.pop(f"{parts.scheme}://{parts.netloc}", None) is not None:
                self._install()

    def _install(self) -> None:
        if self._script is not None:
            self._driver.cdp("Page.removeScriptToEvaluateOnNewDocument", identifier=self._script)
            self._script = None
        if self._pending:
            origins = {
                origin: json.dumps({"local": dict(kept.local), "session": dict(kept.session)})
                for origin, kept in self._pending.items()
            }
            source = scripts.RESTORE % {"mark": _MARK, "origins": json.dumps(origins)}
            answer = self._driver.cdp("Page.addScriptToEvaluateOnNewDocument", source=source)
            self._script = answer["identifier"]


def _settable(cookie: Any) -> dict[str, Any]:
    chosen = {name: cookie[name] for name in _COOKIE_FIELDS if name in cookie}
    if chosen.get("expires", -1) < 0:
        chosen.pop("expires", None)  # a session cookie: it lives as long as the browser
    return chosen
