"""Amounts that people write, periods that they mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import pytest

from app.domain.deliveries import DeliveryState, Refusal
from app.i18n import set_language
from app.ports.document_list import Mark, Totals
from ui.documents.correct_dialog import read_amount
from ui.documents.period import NAMES, Period, days_of, period_of
from ui.texts.documents import (
    REASONS,
    SHAPES,
    STATES,
    amount_text,
    delivery_word,
    reason_text,
    totals_text,
)


@pytest.mark.parametrize(
    ("language", "written", "meant"),
    [
        ("fr", "1 234,56", "1234.56"),
        ("fr", "1\u202f234,56\u00a0€", "1234.56"),
        ("fr", "1234.56", "1234.56"),
        ("fr", "1.234,56", "1234.56"),
        ("fr", "1,234", "1.234"),
        ("fr", "1.234", "1234"),
        ("fr", "12", "12"),
        ("fr", "−3,5", "-3.5"),
        ("en", "1,234.56", "1234.56"),
        ("en", "1,234", "1234"),
        ("en", "1.234", "1.234"),
        ("en", "3,5", "3.5"),
        ("en", "1,234,567", "1234567"),
        ("en", "1’234.50", "1234.50"),
        ("fr", "1.234.567", "1234567"),
    ],
)
def test_amounts_are_read_as_they_are_written(language: str, written: str, meant: str) -> None:
    set_language(language)
    assert read_amount(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written", ["", "abc", "1-2", "--1", "12e", "1e5", "1..2", "1,23,4", "1.2,3,4", "NaN", "1_0", ",", "5,-"]
)
def test_what_is_no_amount(written: str) -> None:
    set_language("fr")
    with pytest.raises(InvalidOperation):
        read_amount(written)


def test_amounts_are_written_as_the_language_does() -> None:
    set_language("fr")
    assert amount_text(Decimal("-1234567.5"), "EUR") == "-1\u202f234\u202f567,50\u00a0€"
    assert amount_text(Decimal(1), "SEK") == "1,00\u00a0SEK"
    assert (amount_text(Decimal(1), None), amount_text(None, "EUR")) == ("1,00", "")
    set_language("en")
    assert amount_text(Decimal("1234.5"), "GBP") == "1,234.50\u00a0£"
    totals = Totals(3, {"USD": Decimal(5), "EUR": Decimal(-70), "": Decimal(1)})
    assert totals_text(totals) == "-70.00\u00a0€ · 5.00\u00a0$ · 1.00"


@pytest.mark.parametrize(
    ("period", "today", "days"),
    [
        (Period.ALL, date(2026, 5, 5), (None, None)),
        (Period.THIS_MONTH, date(2028, 2, 10), (date(2028, 2, 1), date(2028, 2, 29))),
        (Period.THIS_MONTH, date(2026, 12, 31), (date(2026, 12, 1), date(2026, 12, 31))),
        (Period.LAST_MONTH, date(2026, 1, 31), (date(2025, 12, 1), date(2025, 12, 31))),
        (Period.THIS_QUARTER, date(2026, 11, 30), (date(2026, 10, 1), date(2026, 12, 31))),
        (Period.LAST_QUARTER, date(2026, 2, 1), (date(2025, 10, 1), date(2025, 12, 31))),
        (Period.LAST_QUARTER, date(2026, 8, 31), (date(2026, 4, 1), date(2026, 6, 30))),
        (Period.THIS_YEAR, date(2026, 8, 31), (date(2026, 1, 1), date(2026, 12, 31))),
        (Period.LAST_YEAR, date(2026, 8, 31), (date(2025, 1, 1), date(2025, 12, 31))),
        (Period.CHOSEN, date(2026, 8, 31), (None, None)),
    ],
)
def test_periods(period: Period, today: date, days: tuple[date | None, date | None]) -> None:
    assert days_of(period, today) == days
    if period is not Period.CHOSEN:
        assert days_of(period_of(days, today), today) == days


def test_other_days_are_chosen_ones() -> None:
    assert period_of((date(2026, 1, 2), None), date(2026, 5, 5)) is Period.CHOSEN


def test_every_code_has_words() -> None:
    assert set(REASONS) == set(Refusal) and set(STATES) == set(SHAPES) == set(DeliveryState)
    assert set(NAMES) == set(Period)
    set_language("en")
    assert reason_text("too_large") == REASONS[Refusal.TOO_LARGE]
    assert "odd_code" in reason_text("odd_code")


def test_the_gravest_state_speaks() -> None:
    set_language("en")
    delivered, refused = Mark(1, DeliveryState.DELIVERED), Mark(2, DeliveryState.REFUSED)
    waiting, withdrawn = Mark(3, DeliveryState.NEW), Mark(4, DeliveryState.WITHDRAWN)
    assert delivery_word([delivered, refused, waiting]) == "Export refused"
    assert delivery_word([delivered, waiting]) == "Waiting"
    assert delivery_word([delivered, withdrawn]) == "Exported"
    assert delivery_word([withdrawn]) == delivery_word([]) == ""
