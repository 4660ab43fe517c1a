"""How often documents come, and which of them should be there but are not. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from app.ports.overview import Month, month_of

_FEWEST: Final = 3
_MOSTLY: Final = 0.6
_GRACE_DAYS: Final = 10
"""Suppliers take some days of the next month to issue the last documents of one."""
_GIVEN_UP_AFTER: Final = 3
"""Periods without a document, after which a contract has probably ended."""


class MonthState(StrEnum):
    PRESENT = "present"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


def rhythm(months: Mapping[Month, int]) -> int | None:
    """Months from one document to the next, where they come regularly: 1, 3, 12..."""
    seen = sorted(month for month, count in months.items() if count)
    gaps = Counter(after - before for before, after in pairwise(seen))
    if len(seen) < _FEWEST:
        return None
    gap, times = gaps.most_common(1)[0]
    return gap if times >= _MOSTLY * gaps.total() else None


def missing_months(months: Mapping[Month, int], today: date) -> frozenset[Month]:
    """Months that are over, in which the rhythm lets a document be expected and none came."""
    gap = rhythm(months)
    if gap is None:
        return frozenset()
    seen = sorted(month for month, count in months.items() if count)
    holes = (expected for before, after in pairwise(seen) for expected in range(before + gap, after, gap))
    current = month_of(today)
    over = current - 1 if today.day > _GRACE_DAYS else current - 2
    late = [*range(seen[-1] + gap, over + 1, gap)]
    return frozenset((*holes, *(late if len(late) <= _GIVEN_UP_AFTER else [])))


def is_awaited(months: Mapping[Month, int], today: date) -> bool:
    """The rhythm lets a document be expected in the month that runs, and it is not there yet."""
    gap, current = rhythm(months), month_of(today)
    if gap is None or months.get(current):
        return False
    newest = max(month for month, count in months.items() if count)
    late = (current - newest) // gap
    return newest < current and (current - newest) % gap == 0 and late <= _GIVEN_UP_AFTER


def is_overdue(months: Mapping[Month, int], today: date) -> bool:
    """A document is expected that is newer than all that are there."""
    return bool(months) and any(month > max(months) for month in missing_months(months, today))


def last_months(months: Mapping[Month, int], today: date, count: int = 12) -> tuple[MonthState, ...]:
    """Oldest first; the last one is the month that runs."""
    missing, current = missing_months(months, today), month_of(today)

    def state(month: Month) -> MonthState:
        if months.get(month):
            return MonthState.PRESENT
        return MonthState.MISSING if month in missing else MonthState.NOT_EXPECTED

    return tuple(state(month) for month in range(current - count + 1, current + 1))
