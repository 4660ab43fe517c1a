"""Every code of the core has words, in both languages, that say what happened and what to do."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.cli.doctor_texts import CHECKS
from app.cli.document_commands import TYPES
from app.cli.error_texts import ERRORS, NO_SECRET_STORE, WRONG_USAGE, error_in_words, exit_status
from app.cli.outcome_texts import DELIVERIES, FAILURES, OUTCOMES
from app.cli.progress_display import PHASES
from app.cli.terminal_prompter import CHANNELS, IN_THE_WINDOW
from app.cli.texts import Text, in_words
from app.domain.challenges import ChallengeKind, Channel
from app.domain.documents import DocumentType
from app.domain.errors import DeliveryOutcome, DocumentFailure, ErrorCode, MoissonError, Outcome
from app.domain.names import TEMPLATE_FIELDS
from app.domain.runs import Phase
from app.i18n import set_language, tr

TABLES: list[tuple[dict[StrEnum, Text], type[StrEnum]]] = [
    (OUTCOMES, Outcome),
    (DELIVERIES, DeliveryOutcome),
    (ERRORS, ErrorCode),
    (FAILURES, DocumentFailure),
]
ENTRIES = [(code, text) for table, _ in TABLES for code, text in table.items()]


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_words(table: dict[StrEnum, Text], codes: type[StrEnum]) -> None:
    assert set(table) == set(codes)


def test_every_other_table_is_complete() -> None:
    assert set(PHASES) == set(Phase)
    assert set(CHANNELS) == set(Channel)
    assert set(TYPES) == set(DocumentType)
    assert set(IN_THE_WINDOW) == {kind for kind in ChallengeKind if kind.needs_browser}


@pytest.mark.parametrize(("code", "text"), ENTRIES, ids=lambda value: str(value)[:40])
def test_a_problem_says_what_to_do_in_both_languages(code: StrEnum, text: Text) -> None:
    said = {}
    for language in ("fr", "en"):
        set_language(language)
        parts = [part for part in (text.happened, text.means, text.do) if part]
        assert text.happened
        assert code.value == "ok" or text.means or text.do
        assert all(tr(part).rstrip().endswith(".") for part in parts)
        said[language] = in_words(text, {})
        assert "{" not in said[language].replace("{date}", "") or code is ErrorCode.NAME_TEMPLATE_INVALID
    assert said["fr"] != said["en"]


def test_facts_fill_the_places() -> None:
    set_language("fr")
    text = in_words(OUTCOMES[Outcome.WRONG_CREDENTIALS], {"company": "EDF", "account": 3})
    assert text == (
        "EDF a refusé l’identifiant ou le mot de passe. "
        "Les visites sont suspendues pour ne pas bloquer votre compte. "
        "Corrigez le mot de passe avec `moisson account edit 3 --password` pour reprendre."
    )


def test_a_reason_that_is_not_known_leaves_no_trace() -> None:
    set_language("en")
    error = MoissonError(ErrorCode.FILE_UNREADABLE, path="/x.pdf", reason="")
    assert error_in_words(error).startswith("/x.pdf cannot be read. Check")


def test_a_fact_with_braces_is_shown_as_it_is() -> None:
    set_language("en")
    error = MoissonError(ErrorCode.PORTAL_NOT_FOUND, portal="{x} {0}")
    assert "“{x} {0}”" in error_in_words(error)


def test_the_template_for_names_shows_its_places() -> None:
    set_language("fr")
    said = error_in_words(MoissonError(ErrorCode.NAME_TEMPLATE_INVALID, template="{date}{x}", part="{x}"))
    assert "à cause de {x}" in said
    assert all(f"{{{name}}}" in said for name in TEMPLATE_FIELDS)


def test_scripts_can_tell_wrong_words_from_a_closed_secret_store() -> None:
    assert exit_status(ErrorCode.ACCOUNT_NOT_FOUND) == WRONG_USAGE
    assert exit_status(ErrorCode.SECRET_STORE_LOCKED) == NO_SECRET_STORE
    assert exit_status(ErrorCode.SECRET_STORE_MISSING) == NO_SECRET_STORE
    assert exit_status(ErrorCode.BROWSER_NOT_FOUND) == 1


def test_every_check_of_the_diagnosis_has_a_name() -> None:
    assert {tr(name) for name in CHECKS.values()}.isdisjoint({""})
