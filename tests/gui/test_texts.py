"""Every code of the core has words for the window, without the names of commands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError, Outcome
from app.domain.names import TEMPLATE_FIELDS
from app.domain.runs import Phase
from app.i18n import set_language
from app.services.account_overview import Condition, RowAction, Standing
from ui.texts.conditions import ACTIONS, CONDITIONS, EXPLANATIONS, PHASES, STANDINGS
from ui.texts.errors import ERRORS, error_text, failure_text
from ui.texts.explanation import Explanation
from ui.texts.outcomes import (
    DELIVERIES,
    DELIVERY_WORDS,
    OUTCOME_WORDS,
    OUTCOMES,
    delivery_text,
    outcome_text,
    outcome_word,
)

TABLES: list[tuple[Mapping[StrEnum, object], type[StrEnum]]] = [
    (ERRORS, ErrorCode),
    (OUTCOMES, Outcome),
    (OUTCOME_WORDS, Outcome),
    (DELIVERIES, DeliveryOutcome),
    (DELIVERY_WORDS, DeliveryOutcome),
    (CONDITIONS, Condition),
    (EXPLANATIONS, Condition),
    (STANDINGS, Standing),
    (ACTIONS, RowAction),
    (PHASES, Phase),
]
SENTENCES = [
    (code, text) for table, _ in TABLES for code, text in table.items() if isinstance(text, Explanation)
]


@pytest.mark.parametrize(("table", "codes"), TABLES)
def test_every_code_has_words(table: Mapping[StrEnum, object], codes: type[StrEnum]) -> None:
    assert set(table) == set(codes)


@pytest.mark.parametrize(("code", "text"), SENTENCES, ids=lambda value: str(value)[:40])
def test_a_problem_says_what_happened_and_what_to_do(code: StrEnum, text: Explanation) -> None:
    parts = [part for part in (text.happened, text.means, text.do) if part]
    assert text.happened
    assert code.value in ("ok", "connected") or text.do or text.means
    assert all(part.endswith(".") for part in parts)
    assert not any("`" in part or "moisson " in part or "--" in part for part in parts)


def test_facts_fill_the_places_and_unknown_reasons_leave_no_trace() -> None:
    set_language("en")
    said = error_text(MoissonError(ErrorCode.FILE_UNREADABLE, path="/x {0}.pdf", reason=""))
    assert said == "/x {0}.pdf cannot be read. Check the name of the file and your rights on it."


def test_the_template_for_names_shows_its_places() -> None:
    set_language("en")
    said = error_text(MoissonError(ErrorCode.NAME_TEMPLATE_INVALID, template="{date}{x}", part="{x}"))
    assert all(f"{{{name}}}" in said for name in TEMPLATE_FIELDS)


def test_a_folder_that_the_timer_holds_is_free_again_soon() -> None:
    set_language("en")
    busy = MoissonError(ErrorCode.DATA_FOLDER_BUSY, pid=12, by_timer=True)
    assert "in a few minutes" in error_text(busy)
    assert "Another Moisson" in error_text(MoissonError(ErrorCode.DATA_FOLDER_BUSY, pid=12, by_timer=False))


def test_what_was_not_foreseen_is_named() -> None:
    set_language("en")
    assert "(ZeroDivisionError)" in failure_text(ZeroDivisionError())


def test_a_visit_that_died_has_words() -> None:
    set_language("en")
    assert outcome_word(None) == "Broken off"
    assert outcome_text(None, "EDF", {}).startswith("The last visit to EDF did not come to its end.")
    assert "EDF" in outcome_text(Outcome.CHALLENGE_REFUSED, "EDF", {})
    assert "/disk" in delivery_text(DeliveryOutcome.FOLDER_GONE, "Compta", {"path": "/disk"})
