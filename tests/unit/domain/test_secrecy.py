"""Nothing that is shown or logged by accident holds a secret."""

from __future__ import annotations

import traceback

import pytest

from app.domain.accounts import Secrets
from app.domain.challenges import Answer, AnswerKind, ChallengeKind
from app.domain.errors import (
    DeliveryOutcome,
    DestinationError,
    ErrorCode,
    MoissonError,
    Outcome,
    VisitEndedError,
)

SECRETS = Secrets("p4ss", "BASE32", {"pin": "0000", "empty": ""})


@pytest.mark.parametrize("show", [repr, str, "{0}".format, "{0!r}".format])
def test_secrets_and_answers_show_nothing(show: object) -> None:
    assert callable(show)
    assert show(SECRETS) == "Secrets(***)"
    assert show(Answer(AnswerKind.CODE, "123456")) == "Answer(code)"


def test_not_in_an_exception_either() -> None:
    try:
        raise ValueError(SECRETS, Answer(AnswerKind.CODE, "123456"))
    except ValueError as error:
        told = "".join(traceback.format_exception(error))
    assert "p4ss" not in told.replace(__file__, "").split("ValueError:")[-1]
    assert "123456" not in told.split("ValueError:")[-1]


def test_values_are_what_must_be_redacted() -> None:
    assert SECRETS.values == ("p4ss", "BASE32", "0000")
    assert Secrets().values == ()


@pytest.mark.parametrize("kind", ChallengeKind)
def test_what_a_typed_answer_helps_with(kind: ChallengeKind) -> None:
    typed = {ChallengeKind.CODE, ChallengeKind.CHANNEL, ChallengeKind.PUSH}
    assert kind.needs_browser is (kind not in typed)


def test_errors_say_their_code_and_facts() -> None:
    assert str(MoissonError(ErrorCode.ACCOUNT_NOT_FOUND)) == "account_not_found"
    assert (
        str(MoissonError(ErrorCode.FOLDER_UNUSABLE, path="/x", reason="r"))
        == "folder_unusable (path=/x, reason=r)"
    )
    ended = VisitEndedError(Outcome.HOST_NOT_ALLOWED, host="evil.example")
    assert (ended.outcome, ended.facts) == (Outcome.HOST_NOT_ALLOWED, {"host": "evil.example"})
    stopped = DestinationError(DeliveryOutcome.QUOTA, path="/x")
    assert (stopped.outcome, stopped.facts) == (DeliveryOutcome.QUOTA, {"path": "/x"})
