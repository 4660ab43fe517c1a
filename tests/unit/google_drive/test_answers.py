from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.domain.errors import DeliveryOutcome
from connectors.destinations.google_drive.answers import AnswerError, Meaning, answer_error, reason_of


def body(reason: str) -> bytes:
    return json.dumps({"error": {"code": 403, "errors": [{"domain": "x", "reason": reason}]}}).encode()


@pytest.mark.parametrize(
    ("status", "reason", "meaning", "outcome"),
    [
        (500, "internalError", Meaning.AGAIN, DeliveryOutcome.UNAVAILABLE),
        (503, "", Meaning.AGAIN, DeliveryOutcome.UNAVAILABLE),
        (408, "", Meaning.AGAIN, DeliveryOutcome.UNAVAILABLE),
        (429, "rateLimitExceeded", Meaning.SLOWER, DeliveryOutcome.UNAVAILABLE),
        (403, "userRateLimitExceeded", Meaning.SLOWER, DeliveryOutcome.UNAVAILABLE),
        (403, "rateLimitExceeded", Meaning.SLOWER, DeliveryOutcome.UNAVAILABLE),
        (403, "dailyLimitExceeded", Meaning.STOP, DeliveryOutcome.UNAVAILABLE),
        (403, "storageQuotaExceeded", Meaning.STOP, DeliveryOutcome.QUOTA),
        (403, "teamDriveFileLimitExceeded", Meaning.STOP, DeliveryOutcome.QUOTA),
        (403, "insufficientFilePermissions", Meaning.STOP, DeliveryOutcome.PERMISSION),
        (403, "domainPolicy", Meaning.STOP, DeliveryOutcome.PERMISSION),
        (403, "appNotAuthorizedToFile", Meaning.STOP, DeliveryOutcome.PERMISSION),
        (403, "", Meaning.STOP, DeliveryOutcome.PERMISSION),
        (401, "authError", Meaning.TOKEN_REFUSED, DeliveryOutcome.RECONNECT),
        (404, "notFound", Meaning.MISSING, DeliveryOutcome.UNAVAILABLE),
        (410, "", Meaning.MISSING, DeliveryOutcome.UNAVAILABLE),
        (409, "fileIdInUse", Meaning.ID_USED, DeliveryOutcome.UNAVAILABLE),
        (400, "invalid", Meaning.STOP, DeliveryOutcome.UNAVAILABLE),
    ],
)
def test_what_an_answer_means(status: int, reason: str, meaning: Meaning, outcome: DeliveryOutcome) -> None:
    error = AnswerError(status, reason)
    assert (error.meaning, error.outcome) == (meaning, outcome)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (body("domainPolicy"), "domainPolicy"),
        (b'{"error": {"status": "PERMISSION_DENIED", "code": 403}}', "PERMISSION_DENIED"),
        (
            b'{"error": {"details": [{"reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}]}}',
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        ),
        (b'{"error": "invalid_grant"}', ""),
        (b'{"error": {"errors": ["x"]}}', ""),
        (b"<html>502</html>", ""),
        (b"[]", ""),
        (b"\xff\xfe", ""),
        (b"", ""),
    ],
)
def test_the_reason_in_a_body(content: bytes, reason: str) -> None:
    assert reason_of(content) == reason


def test_retry_after_in_seconds_as_a_date_and_not_at_all() -> None:
    def asked(text: str) -> float | None:
        return answer_error(429, {"retry-after": text}, b"").retry_after

    assert asked("7") == 7
    assert asked("-7") == 0
    soon = asked(format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True))
    assert soon is not None
    assert 25 < soon <= 30
    assert asked("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert asked("soon") is None
    assert answer_error(429, {}, b"").retry_after is None
