"""The periods that a list of documents can be narrowed to."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from app.i18n import mark

Days = tuple[date | None, date | None]


class Period(StrEnum):
    ALL = "all"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"
    CHOSEN = "chosen"


NAMES = {
    Period.ALL: mark("All dates"),
    Period.THIS_MONTH: mark("This month"),
    Period.LAST_MONTH: mark("Last month"),
    Period.THIS_QUARTER: mark("This quarter"),
    Period.LAST_QUARTER: mark("Last quarter"),
    Period.THIS_YEAR: mark("This year"),
    Period.LAST_YEAR: mark("Last year"),
    Period.CHOSEN: mark("From … to …"),
}


def days_of(period: Period, today: date) -> Days:
    """First and last day; none for what has no bounds of its own."""
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    month, year = today.replace(day=1), today.replace(month=1, day=1)
    match period:
        case Period.THIS_MONTH:
            return month, _before(_next_month(month))
        case Period.LAST_MONTH:
            return _before(month).replace(day=1), _before(month)
        case Period.THIS_QUARTER:
            return quarter, _before(_next_month(_next_month(_next_month(quarter))))
        case Period.LAST_QUARTER:
            last = _before(quarter)
            return last.replace(month=last.month - 2, day=1), last
        case Period.THIS_YEAR:
            return year, year.replace(month=12, day=31)
        case Period.LAST_YEAR:
            return year.replace(year=year.year - 1), _before(year)
    return None, None


def period_of(days: Days, today: date) -> Period:
    """The period that has a name, when one of them is these days."""
    if days == (None, None):
        return Period.ALL
    return next((period for period in Period if days_of(period, today) == days), Period.CHOSEN)


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
