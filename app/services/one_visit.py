"""Never two visits to one account at a time, whoever asks for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from app.services.cancellation import Cancellation

_LOOK_EVERY_S: Final = 0.1
_lock = threading.Lock()
_under_way: set[tuple[str, int]] = set()


@contextmanager
def alone_with(installation: str, account_id: int, cancellation: Cancellation) -> Iterator[None]:
    """Waits for the visit that is under way in this process; other processes are kept out by the lock of the
    data folder. Raises CancelledError when stopped meanwhile."""
    key = (installation, account_id)
    while not _taken(key):
        cancellation.pause(_LOOK_EVERY_S)
    try:
        yield
    finally:
        with _lock:
            _under_way.discard(key)


def _taken(key: tuple[str, int]) -> bool:
    with _lock:
        if key in _under_way:
            return False
        _under_way.add(key)
        return True
