"""Downloads of a browser on another machine: its Grid keeps the files and hands them over by name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors.browser.downloads import Downloaded
from connectors.browser.driver import Driver
from connectors.browser.errors import ScriptFailedError

_POLL_S = 0.2
_UNFINISHED = (".crdownload", ".tmp")


class GridWatch:
    """What the Grid lists beyond `known`. A Grid without managed downloads lists nothing."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self._driver = driver
        self._folder = folder
        self._known = set(self._listed())

    def started(self, timeout_s: float) -> bool:
        return bool(self._wait(timeout_s, finished=False))

    def result(self, timeout_s: float, begin_s: float | None = None) -> Downloaded | None:
        deadline = time.monotonic() + timeout_s
        if not self.started(timeout_s if begin_s is None else min(begin_s, timeout_s)):
            return None
        name = self._wait(deadline - time.monotonic(), finished=True)
        if name is None:
            return None
        self._known.add(name)
        self._driver.download_file(name, str(self._folder))
        path = self._folder / name
        return Downloaded(path, name, "", path.stat().st_size)

    def _wait(self, timeout_s: float, *, finished: bool) -> str | None:
        deadline = time.monotonic() + timeout_s
        while True:
            for name in self._listed():
                if name not in self._known and not (finished and name.endswith(_UNFINISHED)):
                    return name
            if time.monotonic() > deadline:
                return None
            time.sleep(_POLL_S)

    def _listed(self) -> list[str]:
        try:
            return [Path(name).name for name in self._driver.get_downloadable_files()]
        except ScriptFailedError:
            return []


@contextmanager
def watch_grid(driver: Driver, folder: Path) -> Iterator[GridWatch]:
    yield GridWatch(driver, folder)
