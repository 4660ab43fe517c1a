"""Addresses that could be taken for another's, on the terminal."""

from __future__ import annotations

import pytest

from app.cli.look_alikes import LIKENESSES, warning_text
from app.domain.look_alikes import HostWarning, Likeness
from tests.unit.cli.conftest import Run, TypeIn

SECRETS = '{"username": "me", "password": "s3cret"}\n'


@pytest.mark.parametrize("likeness", [*Likeness])
def test_every_reason_has_words(likeness: Likeness) -> None:
    said = warning_text(HostWarning(likeness, "xn--edf.fr", "édf.fr", "edf.fr", "EDF"))
    assert "édf.fr" in said or "xn--edf.fr" in said
    assert "…" not in said
    assert set(LIKENESSES) == set(Likeness)


def test_mixed_letters_without_a_known_name() -> None:
    said = warning_text(HostWarning(Likeness.FOREIGN_LETTERS, "xn--x.fr", "exаmple.fr"))
    assert "exаmple.fr" in said
    assert "…" not in said


def test_an_account_at_a_look_alike_is_warned_of(moisson: Run, type_in: TypeIn) -> None:
    type_in(SECRETS)
    words = ("account", "add", "--url", "https://www.oragne.fr/", "--secrets-stdin", "--no-check")
    done = moisson("--json", "--lang", "fr", *words)
    assert "www.oragne.fr" in done.err
    assert "orange.fr" in done.err
    [warning] = done.json["warnings"]
    assert (warning["likeness"], warning["host"], warning["known"]) == (
        "near_known",
        "www.oragne.fr",
        "orange.fr",
    )
    assert "s3cret" not in done.err + done.out


def test_nothing_is_said_of_known_addresses(moisson: Run, type_in: TypeIn) -> None:
    type_in(SECRETS)
    words = ("account", "add", "--url", "https://www.orange.fr/", "--secrets-stdin", "--no-check")
    done = moisson("--json", *words)
    assert list(done.json) == ["account", "outcome"]
    assert done.err == ""


def test_a_host_to_allow_is_judged(moisson: Run, type_in: TypeIn) -> None:
    type_in(SECRETS)
    account = moisson("--json", "account", "add", "--portal", "orange", "--secrets-stdin", "--no-check").json[
        "account"
    ]
    done = moisson("--lang", "en", "account", "edit", account, "--allow-host", "login.0range.fr")
    assert "login.0range.fr hardly differs from orange.fr" in done.err
