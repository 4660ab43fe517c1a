"""Document numbers in a text: tokens such as F2024-001, NW-00001 or INV/2024/0001."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from connectors.pages.values_amounts import find_amounts
from connectors.pages.values_dates import find_dates
from connectors.pages.words import fold

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"(?<![\w@])[A-Za-z0-9](?:[A-Za-z0-9]|[-/_.#](?=[A-Za-z0-9])){0,39}(?![\w@])")
_PHONE = re.compile(r"(?<![\w])(?:\+\d{1,3}|00\d{2}|0)[\d ./()-]{7,}\d|(?<!\d)(?:\d{2}[ .]){4}\d{2}(?!\d)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.I)
_TIME = re.compile(r"(?<!\d)\d{1,2}[:h]\d\d(?::\d\d)?(?!\d)")
_LABEL = re.compile(
    r"(?:\bn[°ºo]\.?|\bnr\.?|\bno\.|\bnum\.?|\bnumero|\bnumber|\bnummer|#|\bref\.?|\breference|\breferenz|\bid|"
    r"(?:rechnung|facture|invoice|factura|fattura|factuur|beleg|gutschrift|avoir|korrektur)(?:s?nummer|s?nr\.?)?"
    r"(?: ?n[°ºo]\.?| ?nr\.?)?)\s*[:#-]?\s*$"
)
_MEASURE = re.compile(r"\d+(?:kwh|km|kg|gb|go|mb|mo|px|cm|mm|x\d+|%|eme|er|st|nd|rd|th)|[hm]\d", re.I)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A token that may be a document's number; `score` tells how much it looks like one (0 to 1)."""

    text: str
    start: int
    end: int
    score: float


def find_numbers(text: str, taken: Sequence[tuple[int, int]] | None = None) -> list[FoundNumber]:
    """Number-like tokens in order of appearance; not dates, amounts (`taken`), phone numbers, addresses."""
    if not _DIGIT.search(text):
        return []
    if taken is None:
        taken = [(f.start, f.end) for f in find_dates(text)]
        taken = taken + [(f.start, f.end) for f in find_amounts(text, taken)]
    taken = list(taken)
    if sum(b - a for a, b in taken) >= len(text) - 2:
        return []
    # None of these is shorter than this, but times.
    for pattern in (_PHONE, _IBAN, _WEB, _TIME) if len(text) >= 8 else (_TIME,):
        taken.extend(m.span() for m in pattern.finditer(text) if not _is_labelled(text, m.start()))
    found = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if any(start < b and a < end for a, b in taken):
            continue
        score = _score(match[0], _is_labelled(text, start))
        if score > 0:
            found.append(FoundNumber(match[0], start, end, score))
    return found


def _is_labelled(text: str, start: int) -> bool:
    return bool(_LABEL.search(fold(text[max(0, start - 30) : start]) + " "))


def _score(token: str, labelled: bool) -> float:
    digits = sum(c.isdigit() for c in token)
    letters = sum(c.isalpha() for c in token)
    if digits == 0 or _MEASURE.fullmatch(token):
        return 0.0
    if len(token) < 3:
        return 0.5 if labelled else 0.0
    if letters == 0:
        plain = digits == len(token)
        if digits < 4 or (plain and digits == 4 and token[:2] in ("19", "20")):
            return 0.5 if labelled and digits >= 1 else 0.0
        score = 0.35 if plain and digits < 6 else 0.5
    else:
        if digits < 2 and not labelled:
            return 0.0
        score = 0.8 if token[0].isalpha() and token.upper() == token else 0.55
        if re.search(r"[a-z]{4,}", token) and not re.match(r"[A-Za-z]+[-_/]?\d", token):
            score -= 0.3
    return min(1.0, score + (0.3 if labelled else 0.0))
