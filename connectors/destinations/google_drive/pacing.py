"""Try again what may go well the next time: slower and slower, with chance in it, and not for ever."""

from __future__ import annotations

import http.client
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import httplib2
import requests
from google.auth.exceptions import RefreshError, TransportError

from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import Pause
from connectors.destinations.google_drive.answers import AnswerError, Meaning
from connectors.destinations.google_drive.gate import Gate

T = TypeVar("T")
WORKERS = 4
_log = logging.getLogger(__name__)
_NETWORK = (
    requests.RequestException,
    httplib2.HttpLib2Error,
    http.client.HTTPException,
    TransportError,
    OSError,
)
_REPEATED = frozenset({Meaning.AGAIN, Meaning.SLOWER, Meaning.TOKEN_REFUSED})
_LONGEST_PAUSE_S = 120.0
"""A server that asks for more is left to the next run."""


@dataclass(frozen=True, slots=True)
class Pacing:
    """Pauses are drawn between 0 and base, 2 base, 4 base ... longest (seconds)."""

    attempts: int = 8
    base_s: float = 1.0
    longest_s: float = 64.0
    gate: Gate = field(default_factory=lambda: Gate(WORKERS))
    sleep: Pause = time.sleep
    chance: Callable[[], float] = random.random

    def run(self, action: Callable[[], T]) -> T:
        """Raises AnswerError for answers that are final, DestinationError when nothing helps, and whatever
        `sleep` raises."""
        for attempt in range(self.attempts):
            pause_s = self._bound(attempt) * self.chance()
            try:
                with self.gate.passing(lambda: self.sleep(0)) as entered:
                    result = action()
                self.gate.went_well()
                return result
            except RefreshError as error:
                stopped = _token_not_renewed(error)
            except AnswerError as error:
                if error.meaning not in _REPEATED:
                    raise
                stopped = DestinationError(error.outcome, reason=error.reason or str(error.status))
                pause_s = max(pause_s, error.retry_after or 0.0)
                if error.meaning is Meaning.SLOWER:
                    self.gate.slow_down(entered, min(pause_s, _LONGEST_PAUSE_S))
            except _NETWORK as error:
                stopped = DestinationError(DeliveryOutcome.UNAVAILABLE, reason=type(error).__name__)
            if attempt + 1 == self.attempts or pause_s > _LONGEST_PAUSE_S:
                break
            _log.info("Google Drive: %s; again in %.1f s", stopped.facts.get("reason"), pause_s)
            self.sleep(pause_s)
        raise stopped

    def _bound(self, attempt: int) -> float:
        return min(self.longest_s, self.base_s * float(2**attempt))


def _token_not_renewed(error: RefreshError) -> DestinationError:
    """The network's fault is no reason to send the user to Google again: only a word of Google's is.

    Raises at once what does not pass by itself."""
    details = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    reason = str(details.get("error", ""))
    if reason in ("invalid_grant", "invalid_client", "unauthorized_client", "deleted_client"):
        raise DestinationError(DeliveryOutcome.RECONNECT, reason=reason) from error
    return DestinationError(DeliveryOutcome.UNAVAILABLE, reason=reason or "token_not_renewed")
