"""Which page of a list is shown, from texts such as "1-20 of 47" or "Page 2 / 5"."""

from __future__ import annotations

import re

from connectors.pages.listing import PagePosition
from connectors.pages.words import fold

_OF = r"(?:of|sur|von|de|di|van|da|out of|/)"
_COUNT = r"(\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+|\d+)"
_RANGE = re.compile(
    rf"(?<![\d.,/])(\d+)\s*(?:-|–|—|to|a|bis|al?|tot|t/m)\s*(\d+)\s*(?:\w+\s)?{_OF}\s*(?:(?:about|environ|etwa|many)\s*)?{_COUNT}(?![\d.,/]\d)"
)
_PAGE_OF = re.compile(rf"(?<!\w)(?:page|seite|pagina|p\.)\s*(\d+)\s*{_OF}\s*(\d+)(?!\w)")
_PAGE_ONLY = re.compile(r"(?<!\w)(?:page|seite|pagina)\s*(\d+)$")
_PAIR = re.compile(rf"(\d{{1,4}})\s*{_OF}\s*(\d{{1,4}})")
_USUAL_SIZES = (20, 10, 25, 50, 100, 15, 12, 30, 40, 80, 5, 200, 250, 500)


def position_in(text: str, rows: int) -> PagePosition | None:
    """The position that a text states; `rows` is how many rows the page shows."""
    plain = fold(text)
    if match := _PAGE_OF.search(plain):
        return _checked(int(match[1]), int(match[2]))
    if match := _RANGE.search(plain):
        return _from_range(int(match[1]), int(match[2]), _number(match[3]), rows)
    if match := _PAGE_ONLY.search(plain):
        return PagePosition(int(match[1]), None)
    return None


def pair_position(text: str, rows: int) -> PagePosition | None:
    """ "2 / 5" or "2 of 5" alone, as pagers have it; "20 of 47" with 20 rows counts the rows."""
    match = _PAIR.fullmatch(fold(text))
    return _checked(int(match[1]), int(match[2])) if match and int(match[1]) != max(rows, 2) else None


def rows_in_all(text: str) -> int | None:
    """How many rows there are on all pages, when a text states a range."""
    match = _RANGE.search(fold(text))
    return _number(match[3]) if match else None


def _checked(current: int, total: int) -> PagePosition | None:
    return PagePosition(current, total) if 1 <= current <= total else None


def _number(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _from_range(first: int, last: int, count: int, rows: int) -> PagePosition | None:
    if not 1 <= first <= last <= count:
        return None
    size = last - first + 1
    if last == count and first > 1:
        # The last page is shorter; its size must divide what came before it.
        size = next((s for s in _USUAL_SIZES if s >= size and (first - 1) % s == 0), max(size, rows))
        current = (first - 1) // size + 1
        return PagePosition(current, current)
    return PagePosition((first - 1) // size + 1, -(-count // size))
