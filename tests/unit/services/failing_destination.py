"""A real folder that goes wrong when a test says so."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from app.domain.deliveries import Destination, Parcel, Receipt
from app.ports.destination import DestinationConnector, DestinationFactory, Pause

Before = Callable[[Parcel, str], None]


class FailingFolder:
    """A folder destination. `before_delivering` may raise, or put something in the way."""

    def __init__(self, real: DestinationConnector, before_delivering: Before) -> None:
        self._real = real
        self._reserving = threading.Lock()
        self._before_delivering = before_delivering
        self.check = real.check
        self.find = real.find
        self.verify = real.verify
        self.workers = real.workers
        self.hosts = real.hosts

    def reserve(self, parcels: Sequence[Parcel], taken: Collection[str]) -> list[str]:
        assert self._reserving.acquire(blocking=False), "two at once might agree on one place"
        try:
            time.sleep(0.02)
            return self._real.reserve(parcels, taken)
        finally:
            self._reserving.release()

    def deliver(self, parcel: Parcel, source: Path, place: str) -> Receipt:
        self._before_delivering(parcel, place)
        return self._real.deliver(parcel, source, place)


class FailingFactory:
    """Wraps the folder's factory; remembers which places were tried, in order."""

    def __init__(self, real: DestinationFactory, before_delivering: Before | None = None) -> None:
        self._real = real
        self._before = before_delivering
        self._lock = threading.Lock()
        self.tried: list[str] = []
        self.check_settings = real.check_settings

    def open(self, destination: Destination, pause: Pause = time.sleep) -> FailingFolder:
        return FailingFolder(self._real.open(destination, pause), self._note)

    def _note(self, parcel: Parcel, place: str) -> None:
        with self._lock:
            self.tried.append(place)
        if self._before:
            self._before(parcel, place)
