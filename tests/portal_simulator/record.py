"""What the simulator has seen: every request, in order, safe to read from other threads."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, quote_plus


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request and its answer; `at` is seconds since the epoch, `bytes_sent` counts the body only."""

    at: float
    host: str
    listener: str
    method: str
    target: str
    route: str
    headers: dict[str, str]
    body: bytes
    status: int
    bytes_sent: int
    fault: str = ""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def holds(self, secret: str) -> bool:
        """Whether the secret went out with this request in any usual encoding."""
        text = "\n".join((self.target, *self.headers.values(), self.body.decode("utf-8", "replace")))
        forms = {secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]}
        return any(form in text for form in forms)


class Record:
    """A growing list of requests; also written to a JSONL file when a path is given."""

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._items: list[RequestRecord] = []
        self._file: IO[str] | None = path.open("a", encoding="utf-8") if path else None

    def add(self, item: RequestRecord) -> None:
        """Keep one more request."""
        with self._lock:
            self._items.append(item)
            if self._file:
                self._file.write(json.dumps(_as_json(item), ensure_ascii=False) + "\n")
                self._file.flush()

    def all(self) -> list[RequestRecord]:
        """A copy of everything so far."""
        with self._lock:
            return list(self._items)

    def clear(self) -> None:
        """Forget what was seen; the file keeps it."""
        with self._lock:
            self._items.clear()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file:
                self._file.close()
                self._file = None

    def __iter__(self) -> Iterator[RequestRecord]:
        return iter(self.all())

    def __len__(self) -> int:
        with self._lock:
            return len(self._items)


def _as_json(item: RequestRecord) -> dict[str, object]:
    return {
        "at": item.at,
        "host": item.host,
        "listener": item.listener,
        "method": item.method,
        "target": item.target,
        "route": item.route,
        "headers": item.headers,
        "body": item.body.decode("utf-8", "replace"),
        "status": item.status,
        "bytes_sent": item.bytes_sent,
        "fault": item.fault,
    }
