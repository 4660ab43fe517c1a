"""Faults by rule: which requests go wrong, how, and how often."""

from __future__ import annotations

import fnmatch
import random
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    LOST = "lost"
    """Done, but the connection ends without an answer."""
    CUT = "cut"
    """The connection ends after half of the request's body."""
    CUT_ANSWER = "cut_answer"
    """Done, but the connection ends in the middle of the answer."""
    UNAVAILABLE = "unavailable"
    """503, nothing done."""
    INTERNAL = "internal"
    """500 although it was done."""
    RATE = "rate"
    """403 userRateLimitExceeded."""
    TOO_MANY = "too_many"
    """429 with Retry-After (`seconds`)."""
    QUOTA = "quota"
    """403 storageQuotaExceeded."""
    FORBIDDEN = "forbidden"
    """403 insufficientFilePermissions."""
    EXPIRED = "expired"
    """An upload session that no longer exists: 404."""
    REVOKED = "revoked"
    """The user takes the consent back at this moment: tokens are dead from here on."""
    STALE = "stale"
    """The access token is no longer taken; the refresh token still is."""
    ALTERED = "altered"
    """Other bytes are stored than were sent."""
    SLOW = "slow"
    """The answer waits for `seconds`."""


@dataclass(slots=True)
class Fault:
    """`operation`: a pattern of the names in routes.py. `times`: how often at most; `after`: how many pass first."""

    kind: Kind
    operation: str = "*"
    chance: float = 1.0
    times: int | None = None
    after: int = 0
    seconds: float = 0.0


class FaultRules:
    """The first rule that strikes decides. The same seed and order of requests give the same faults."""

    def __init__(self, faults: Iterable[Fault] = (), seed: int = 1) -> None:
        self._faults = list(faults)
        self._random = random.Random(seed)
        self._lock = threading.Lock()
        self.struck: dict[Kind, int] = {}

    def replace(self, *faults: Fault) -> None:
        with self._lock:
            self._faults = list(faults)

    def strike(self, operation: str) -> Fault | None:
        with self._lock:
            for fault in self._faults:
                if not fnmatch.fnmatchcase(operation, fault.operation) or fault.times == 0:
                    continue
                if fault.after > 0:
                    fault.after -= 1
                elif self._random.random() < fault.chance:
                    if fault.times is not None:
                        fault.times -= 1
                    self.struck[fault.kind] = self.struck.get(fault.kind, 0) + 1
                    return fault
        return None
