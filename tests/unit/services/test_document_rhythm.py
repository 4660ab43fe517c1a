"""How often documents come, and which are missing."""

from __future__ import annotations

from datetime import date

import pytest

from app.ports.overview import first_day, month_of
from app.services.document_rhythm import (
    MonthState,
    is_awaited,
    is_overdue,
    last_months,
    missing_months,
    rhythm,
)

TODAY = date(2026, 11, 20)


def months(*numbers: int, year: int = 2026) -> dict[int, int]:
    return {month_of(date(year, number, 1)): 1 for number in numbers}


@pytest.mark.parametrize(
    ("seen", "gap"),
    [
        ((1, 2), None),
        ((1, 2, 3), 1),
        ((1, 4, 7, 10), 3),
        ((1, 2, 4, 5, 6), 1),
        ((1, 2, 5, 9), None),
    ],
)
def test_the_rhythm_is_what_mostly_happens(seen: tuple[int, ...], gap: int | None) -> None:
    assert rhythm(months(*seen)) == gap


def test_a_hole_and_a_late_month_are_missing() -> None:
    missing = missing_months(months(4, 5, 7, 8, 9), TODAY)
    assert {first_day(month).month for month in missing} == {6, 10}


def test_suppliers_have_ten_days_of_the_next_month() -> None:
    seen = months(5, 6, 7, 8, 9)
    assert not is_overdue(seen, date(2026, 11, 10))
    assert is_overdue(seen, date(2026, 11, 11))


def test_after_three_periods_without_a_document_nothing_is_expected_any_more() -> None:
    assert is_overdue(months(5, 6, 7), TODAY)
    assert not is_overdue(months(4, 5, 6), TODAY)
    assert not is_overdue({}, TODAY)


def test_what_the_running_month_awaits() -> None:
    assert is_awaited(months(8, 9, 10), TODAY)
    assert not is_awaited(months(8, 9, 10, 11), TODAY)
    assert is_awaited(months(2, 5, 8), TODAY)
    assert not is_awaited(months(1, 4, 7, 10), TODAY)
    assert not is_awaited(months(1, 2, 3), TODAY)


def test_the_last_twelve_months_oldest_first() -> None:
    states = last_months(months(8, 9, 11), TODAY, count=5)
    assert [state.value for state in states] == [
        "not_expected",
        "present",
        "present",
        "not_expected",
        "present",
    ]
    states = last_months(months(5, 6, 7, 8, 9), TODAY, count=3)
    assert states == (MonthState.PRESENT, MonthState.MISSING, MonthState.NOT_EXPECTED)
