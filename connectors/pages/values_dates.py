"""Dates in a text: numeric, ISO, and with the names of months in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from connectors.pages.words import fold

_MONTHS = (
    "janvier janv jan january januar janner jan enero ene gennaio gen januari",
    "fevrier fevr fev february februar feb febrero febbraio februari",
    "mars mar march marz maerz mrz marzo maart mrt",
    "avril avr april apr abril abr aprile",
    "mai may mayo maggio mag mei",
    "juin june jun juni junio giugno giu",
    "juillet juil july jul juli julio luglio lug",
    "aout august aug agosto ago augustus",
    "septembre sept sep september septiembre setiembre settembre set",
    "octobre oct october oktober okt octubre ottobre ott",
    "novembre nov november noviembre",
    "decembre dec december dezember dez diciembre dic dicembre",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
# Words as they are written, with accents; what they mean is looked up folded.
_WORD = r"(?P<{0}>[^\W\d_]{{3,10}})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?![\w]|[.,/-]\d)"

_ISO = re.compile(
    r"(?<![\w.,/-])"
    + _YEAR
    + r"(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?=T\d|(?![\w]|[.,/-]\d))"
)
_NUMERIC = re.compile(
    r"(?<![\w/,-])(?<!\d\.)(?P<a>\d{1,2})(?P<sep>[./-]) ?(?P<b>\d{1,2})(?P=sep) ?(?P<year>(?:19|20)\d\d|\d\d)"
    + _END
)
_DAY_MONTH = re.compile(
    r"(?<![\w.,/-])(?P<day>\d{1,2})(?:er|st|nd|rd|th|ste|de|º|°|\.)?[\s-]*(?:(?:of|de|di)\s+)?"
    + _WORD.format("month")
    + r",?[\s-]*(?:(?:de|del|di)\s+)?(?P<year>(?:19|20)\d\d|(?<=[-])\d\d|’\d\d|'\d\d)"
    + _END
)
_MONTH_DAY = re.compile(
    r"(?<!\w)" + _WORD.format("month") + r"[\s-]+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?[\s-]+" + _YEAR + _END
)
_MONTH_YEAR = re.compile(r"(?<!\w)" + _WORD.format("month") + r"[\s,-]*(?:(?:de|del|di)\s+)?" + _YEAR + _END)
_MONTH_NUMBER = re.compile(r"(?<![\w.,/-])(?P<month>0?[1-9]|1[0-2])\s?[/.-]\s?(?P<year>20\d\d)" + _END)
_DIGIT = re.compile(r"\d")
# What the patterns need at least: a separator between digits, the name of a month.
_SEPARATED = re.compile(r"\d\s?[./-]\s?\d")
_WORD_FOUND = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands. `precise` is False when only month and year were written."""

    date: date
    start: int
    end: int
    precise: bool = True
    ambiguous: bool = False


def find_dates(text: str, lang: str = "", *, month_first: bool | None = None) -> list[FoundDate]:
    """Dates in order of appearance. Day before month, unless that is impossible or the page American."""
    if not _DIGIT.search(text):
        return []
    if month_first is None:
        month_first = lang.lower().replace("_", "-") == "en-us"
    found: list[FoundDate] = []
    if _SEPARATED.search(text):
        for match in _ISO.finditer(text):
            _add(found, match, (int(match["year"]), int(match["month"]), int(match["day"])))
        for match in _NUMERIC.finditer(text):
            _add_numeric(found, match, month_first)
    if _WORD_FOUND.search(text):
        _add_named(found, text)
    if _SEPARATED.search(text):
        for match in _MONTH_NUMBER.finditer(text):
            _add(found, match, (int(match["year"]), int(match["month"]), None))
    return sorted(found, key=lambda f: f.start) if len(found) > 1 else found


def _add_named(found: list[FoundDate], text: str) -> None:
    """Dates with the name of a month, those with a day first."""
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            if month := _month(match["month"]):
                _add(found, match, (_full_year(match["year"].lstrip("'’")), month, int(match["day"])))
    for match in _MONTH_YEAR.finditer(text):
        if month := _month(match["month"]):
            _add(found, match, (int(match["year"]), month, None))


def month_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether a column of numeric dates puts the month first; None when nothing in it decides."""
    american = european = False
    for text in texts:
        for match in _NUMERIC.finditer(text):
            a, b = int(match["a"]), int(match["b"])
            american |= a <= 12 < b <= 31
            european |= b <= 12 < a <= 31
    return american if american != european else None


def _month(word: str) -> int | None:
    return _MONTH_OF.get(fold(word))


def _full_year(text: str) -> int:
    year = int(text)
    return year + 2000 if year < 100 else year


def _add_numeric(found: list[FoundDate], match: re.Match[str], month_first: bool) -> None:
    a, b, year = int(match["a"]), int(match["b"]), _full_year(match["year"])
    if match["sep"] == "." and len(match["year"]) == 2 and len(match[0]) < 8:
        return  # "1.2.34" is a version or a chapter, "01.02.25" a date
    ambiguous = a <= 12 and b <= 12 and a != b and match["sep"] != "."
    if (month_first and a <= 12 and match["sep"] != ".") or (a <= 12 < b):
        a, b = b, a
    _add(found, match, (year, b, a), ambiguous)


def _add(
    found: list[FoundDate], match: re.Match[str], parts: tuple[int, int, int | None], ambiguous: bool = False
) -> None:
    year, month, day = parts
    start, end = match.span()
    if any(start < f.end and f.start < end for f in found):
        return
    try:
        value = date(year, month, day or 1)
    except ValueError:
        return
    if 1990 <= year <= 2099:
        found.append(FoundDate(value, start, end, day is not None, ambiguous))
