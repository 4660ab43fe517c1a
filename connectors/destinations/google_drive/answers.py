"""What Google's answers mean for an export. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto

from app.domain.errors import DeliveryOutcome

_RATE = frozenset({"userRateLimitExceeded", "rateLimitExceeded", "sharingRateLimitExceeded"})
_FULL = frozenset(
    {
        "storageQuotaExceeded",
        "teamDriveFileLimitExceeded",
        "numChildrenInNonRootLimitExceeded",
        "activeItemCreationLimitExceeded",
        "fileOwnerStorageQuotaExceeded",
    }
)
_LATER = frozenset({"dailyLimitExceeded", "quotaExceeded"})


class Meaning(Enum):
    AGAIN = auto()
    SLOWER = auto()
    TOKEN_REFUSED = auto()
    MISSING = auto()
    ID_USED = auto()
    STOP = auto()


class AnswerError(Exception):
    """An answer that is no success. `retry_after`: seconds, as the server asked."""

    def __init__(self, status: int, reason: str, retry_after: float | None = None) -> None:
        super().__init__(f"{status} {reason}".strip())
        self.status = status
        self.reason = reason
        self.retry_after = retry_after

    @property
    def meaning(self) -> Meaning:
        if self.status == 401:
            return Meaning.TOKEN_REFUSED
        if self.status == 429 or (self.status == 403 and self.reason in _RATE):
            return Meaning.SLOWER
        if self.status in (404, 410):
            return Meaning.MISSING
        if self.status == 409:
            return Meaning.ID_USED
        return Meaning.AGAIN if self.status >= 500 or self.status == 408 else Meaning.STOP

    @property
    def outcome(self) -> DeliveryOutcome:
        """What it means for the destination when it is the last word."""
        if self.meaning is Meaning.TOKEN_REFUSED:
            return DeliveryOutcome.RECONNECT
        if self.reason in _FULL:
            return DeliveryOutcome.QUOTA
        if self.status == 403 and self.reason not in _RATE | _LATER:
            return DeliveryOutcome.PERMISSION
        return DeliveryOutcome.UNAVAILABLE


def answer_error(status: int, headers: Mapping[str, str], body: bytes) -> AnswerError:
    return AnswerError(status, reason_of(body), _seconds(headers.get("retry-after")))


def reason_of(body: bytes) -> str:
    """Google's short word for an error; "" when the body is none of Google's."""
    try:
        error = json.loads(body)["error"]
        items = error.get("errors") or error.get("details") or [{}]
        return str(items[0].get("reason") or error.get("status") or "")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return ""


def _seconds(text: str | None) -> float | None:
    """Retry-After: seconds or a date."""
    if not text:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
