"""Pages as data, as the browser shows them now."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from connectors.browser.session import BrowserSession
from connectors.pages.tree import Page, page_from_snapshot

# Half of a character, as JSON.stringify writes it: no text that can be encoded holds one.
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")


@cache
def _script() -> str:
    """As one text: the driver and its client look for elements in every value of an answer that is data."""
    script = files("connectors.pages").joinpath("snapshot.js").read_text("utf-8")
    return f"return JSON.stringify((function () {{\n{script}\n}}).apply(null, arguments));"


class Snapshots:
    """Reads pages of one session after another."""

    def __init__(self, selectors: Mapping[str, str] | None = None) -> None:
        """`selectors`: an entry's own, by name; what they match is marked."""
        self._selectors = dict(selectors or {})
        self._last: tuple[str, Page] | None = None

    def take(self, session: BrowserSession) -> Page:
        """The very page that was read last when nothing has changed since: what was found on it still holds.

        Raises BrowserError, TypeError (between two pages).
        """
        text: str = session.run(_script(), self._selectors)
        if self._last is None or self._last[0] != text:
            self._last = (text, page_from_text(text))
        return self._last[1]


def page_from_text(text: str) -> Page:
    """The page described by the script's answer."""
    return page_from_snapshot(json.loads(_HALF.sub(r"\1\\ufffd", text)))
