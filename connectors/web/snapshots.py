"""Pages as data, as the browser shows them now."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.domain.hosts import allowed, host_of
from connectors.browser.session import BrowserSession
from connectors.pages.foreign_frames import grafted, unread_frames
from connectors.pages.tree import Page, page_from_snapshot

_FRAMES = 3
# What was read so shortly ago is not read again. Shorter than any pause between two looks at a page.
_MOMENT_S = 0.09
# Half of a character, as JSON.stringify writes it: no text that can be encoded holds one.
_HALF = re.compile(r"(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}")


# What the page itself has loaded, from wherever; the browser remembers the first 250 of them.
_HOSTS = (
    "[...new Set(performance.getEntriesByType('resource').map(part => "
    "{ try { return new URL(part.name).hostname; } catch (error) { return ''; } }))].join(' ')"
)


@cache
def _script() -> str:
    """As one text: the driver and its client look for elements in every value of an answer that is data."""
    script = files("connectors.pages").joinpath("snapshot.js").read_text("utf-8")
    return (
        f"const page = JSON.stringify((function () {{\n{script}\n}}).apply(null, arguments));"
        f"return page + '\\n' + {_HOSTS};"
    )


def _parts(answer: str) -> tuple[str, list[str]]:
    """The page as JSON, which has no line break, and the hosts that its parts came from."""
    text, _, hosts = answer.rpartition("\n")
    return text, hosts.split()


@dataclass(frozen=True, slots=True)
class _Taken:
    page: Page
    session: BrowserSession
    commands: int
    at_s: float


class Snapshots:
    """Reads pages of one session after another."""

    def __init__(
        self,
        selectors: Mapping[str, str] | None = None,
        hosts: Collection[str] = (),
        contacted: Callable[[str], None] = lambda host: None,
    ) -> None:
        """`selectors`: an entry's own, by name; what they match is marked. `hosts`: whose frames are read.
        `contacted` hears from which hosts the page and its parts came."""
        self._contacted = contacted
        self._selectors = dict(selectors or {})
        self._hosts = hosts
        self._last: tuple[str, Page] | None = None
        self._taken: _Taken | None = None

    def recent(self, session: BrowserSession) -> Page | None:
        """The page read last, when that was a moment ago and the browser was given no command since."""
        taken = self._taken
        if taken is None or taken.session is not session or taken.commands != session.commands:
            return None
        return taken.page if time.monotonic() - taken.at_s < _MOMENT_S else None

    def take(self, session: BrowserSession) -> Page:
        """The very page that was read last when nothing has changed since: what was found on it still holds.

        Raises BrowserError, TypeError (between two pages).
        """
        text = self._read(session.run(_script(), self._selectors))
        if self._last is None or self._last[0] != text:
            self._last = (text, page_from_text(text))
        page, read_at_s = self._last[1], time.monotonic()
        self._contacted(host_of(page.url) or "")
        if unread_frames(page, self._hosts):
            page = self._with_frames(session, text, page)
        self._taken = _Taken(page, session, session.commands, read_at_s)
        return page

    def _read(self, answer: Any) -> str:
        if not isinstance(answer, str):
            raise TypeError("between two pages")
        text, hosts = _parts(answer)
        for host in hosts:
            self._contacted(host)
        return text

    def _with_frames(self, session: BrowserSession, text: str, page: Page) -> Page:
        """The page together with what frames of other origins show."""
        raw = _data(text)
        for _ in range(_FRAMES):
            unread = unread_frames(page, self._hosts)
            if not unread:
                break
            path = (*page.frame_path(unread[0]), int(unread[0].get("#frame")))
            inner = _data(self._read(session.run_in_frame(path, _script(), self._selectors)))
            if not allowed(inner["url"], self._hosts):
                break  # on its way, or elsewhere by now
            raw = grafted(raw, unread[0], inner)
            page = page_from_snapshot(raw)
        return page


def page_from_text(text: str) -> Page:
    """The page described by the script's answer."""
    return page_from_snapshot(_data(text))


def _data(text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_HALF.sub(r"\1\\ufffd", text))
    return data
