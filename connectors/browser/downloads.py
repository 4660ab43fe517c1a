"""Files that the browser itself downloads, followed by the browser's own events from begin to end."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from connectors.browser.devtools import DevTools
from connectors.browser.errors import BrowserGoneError

_LOOK_S = 0.5  # how often a waiting thread makes sure that the browser still lives


@dataclass(frozen=True, slots=True)
class Downloaded:
    """A finished file in the session's private folder: move it before the session is closed.

    `suggested_name` comes from the portal and is untrusted; `url` is the last address after redirects.
    """

    path: Path
    suggested_name: str
    url: str
    bytes: int


class DownloadWatch(Protocol):
    """What began since the watch was set up."""

    def started(self, timeout_s: float) -> bool: ...

    def result(self, timeout_s: float, begin_s: float | None = None) -> Downloaded | None: ...


@dataclass(slots=True)
class _Download:
    guid: str
    url: str
    name: str
    state: str = "inProgress"
    size: int = 0
    given: bool = False


class EventWatch:
    """Downloads of all tabs, told apart by the browser's own ids."""

    def __init__(self, devtools: DevTools, folder: Path) -> None:
        self._devtools = devtools
        self._folder = folder
        self._changed = threading.Condition()
        self._downloads: dict[str, _Download] = {}

    def on_begin(self, event: dict[str, Any], _session: str | None) -> None:
        with self._changed:
            guid = event["guid"]
            self._downloads[guid] = _Download(guid, event["url"], event["suggestedFilename"])
            self._changed.notify_all()

    def on_progress(self, event: dict[str, Any], _session: str | None) -> None:
        with self._changed:
            download = self._downloads.get(event["guid"])
            if download is not None and event["state"] != "inProgress":
                download.state, download.size = event["state"], int(event["receivedBytes"])
                self._changed.notify_all()

    def started(self, timeout_s: float) -> bool:
        """True as soon as a download that was not given out yet has begun."""
        return self._wait(lambda: self._next() is not None, time.monotonic() + timeout_s)

    def result(self, timeout_s: float, begin_s: float | None = None) -> Downloaded | None:
        """The next finished download; None when none began within `begin_s`, or it failed or took too long.

        Called again, it gives the next one. Raises BrowserGoneError.
        """
        deadline = time.monotonic() + timeout_s
        if not self.started(timeout_s if begin_s is None else min(begin_s, timeout_s)):
            return None
        with self._changed:
            download = self._next()
        if download is None:
            return None
        download.given = True
        if not self._wait(lambda: download.state != "inProgress", deadline):
            self._devtools.send("Browser.cancelDownload", guid=download.guid)
            return None
        path = self._folder / download.guid
        if download.state != "completed" or not path.exists():
            return None
        return Downloaded(path, download.name, download.url, path.stat().st_size)

    def _next(self) -> _Download | None:
        return next((each for each in self._downloads.values() if not each.given), None)

    def _wait(self, done: Any, deadline: float) -> bool:
        with self._changed:
            while not done():
                left = deadline - time.monotonic()
                if left <= 0:
                    return False
                if not self._devtools.is_open:
                    raise BrowserGoneError("download")
                self._changed.wait(min(left, _LOOK_S))
            return True


@contextmanager
def watch_events(devtools: DevTools, folder: Path) -> Iterator[EventWatch]:
    """Watch before the click: the browser saves under names of its own and tells when it is done."""
    watch = EventWatch(devtools, folder)
    devtools.listen("Browser.downloadWillBegin", watch.on_begin)
    devtools.listen("Browser.downloadProgress", watch.on_progress)
    try:
        devtools.call(
            "Browser.setDownloadBehavior",
            behavior="allowAndName",
            downloadPath=str(folder),
            eventsEnabled=True,
        )
        yield watch
    finally:
        devtools.forget("Browser.downloadWillBegin", watch.on_begin)
        devtools.forget("Browser.downloadProgress", watch.on_progress)
