"""Read localStorage of origins whose pages are not open any more, without asking their servers."""

from __future__ import annotations

import base64
import json
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from connectors.browser.devtools import DevTools
from connectors.browser.errors import BrowserTimeoutError, ScriptFailedError

_EMPTY_PAGE = base64.b64encode(b"<!doctype html><title></title>").decode()
_READ = """
JSON.stringify([location.origin, Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)])])
"""


def origin_of(url: str) -> str | None:
    """As browsers write it: lower case, no default port. None for addresses other than http and https."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    default = {"http": 80, "https": 443}[parts.scheme]
    port = "" if parts.port in (None, default) else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def read_local_storage(devtools: DevTools, origins: Collection[str]) -> dict[str, dict[str, str]]:
    """In a tab of its own, where every request is answered by us with an empty page."""
    tab = devtools.call("Target.createTarget", url="about:blank", background=True)["targetId"]
    session = devtools.call("Target.attachToTarget", targetId=tab, flatten=True)["sessionId"]

    def answer(event: dict[str, Any], of: str | None) -> None:
        if of == session:
            devtools.send(
                "Fetch.fulfillRequest",
                session=session,
                requestId=event["requestId"],
                responseCode=200,
                responseHeaders=[{"name": "content-type", "value": "text/html"}],
                body=_EMPTY_PAGE,
            )

    devtools.listen("Fetch.requestPaused", answer)
    try:
        devtools.call("Network.enable", session=session)
        devtools.call("Network.setBypassServiceWorker", session=session, bypass=True)
        devtools.call("Fetch.enable", session=session, patterns=[{"urlPattern": "*"}])
        found = {origin: _read(devtools, session, origin) for origin in origins}
        return {origin: stored for origin, stored in found.items() if stored is not None}
    finally:
        devtools.forget("Fetch.requestPaused", answer)
        devtools.call("Target.closeTarget", targetId=tab)


def _read(devtools: DevTools, session: str, origin: str) -> dict[str, str] | None:
    try:
        devtools.call("Page.navigate", session=session, url=f"{origin}/")
        result = devtools.call("Runtime.evaluate", session=session, expression=_READ, returnByValue=True)
    except (BrowserTimeoutError, ScriptFailedError):
        return None  # one origin that refuses must not cost the state of all others
    value = result["result"].get("value")
    if not isinstance(value, str):
        return None
    read_from, stored = json.loads(value)
    return dict(stored) if read_from == origin else None
