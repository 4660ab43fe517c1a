"""The demonstration portal for as long as a window is open, the same one after each start."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.adapters.paths import write_private

if TYPE_CHECKING:
    from app.demo.portal import DemoPortal


class ResidentDemonstration:
    """Starts with its first use. Port and password are kept in `path`, so that an account of it stays right;
    what they protect is made up. Thread-safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._portal: DemoPortal | None = None
        self._lock = threading.Lock()

    def portal(self) -> DemoPortal:
        with self._lock:
            if self._portal is None:
                self._portal = self._started()
            return self._portal

    def close(self) -> None:
        with self._lock:
            if self._portal is not None:
                self._portal.__exit__(None, None, None)
                self._portal = None

    def _started(self) -> DemoPortal:
        known: dict[str, object] = {}
        with suppress(OSError, ValueError):
            known = dict(json.loads(self._path.read_bytes()))
        port, password = known.get("port"), known.get("password")
        portal = _on_port(
            port if isinstance(port, int) else 0, password if isinstance(password, str) else None
        )
        kept = {"port": portal.port, "password": portal.password}
        write_private(self._path, json.dumps(kept).encode())
        return portal.__enter__()


def _on_port(port: int, password: str | None) -> DemoPortal:
    from app.demo.portal import DemoPortal  # with what makes its invoices: seldom needed

    try:
        return DemoPortal(port, password=password)
    except (OSError, OverflowError):  # somebody else has it by now
        return DemoPortal(password=password)
