"""Amounts of money in a text, with their currency and sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_WRITTEN = {
    "EUR": "€ eur euro euros",
    "USD": "$ us$ usd",
    "GBP": "£ gbp",
    "CHF": "chf fr. sfr.",
    "JPY": "¥ jpy",
    "CAD": "cad c$ ca$",
    "AUD": "aud a$ au$",
    "PLN": "zł pln",
    "SEK": "sek",
    "NOK": "nok",
    "DKK": "dkk",
    "CZK": "kč czk",
    "HUF": "huf",
    "RON": "ron",
    "INR": "₹ inr",
    "MAD": "mad",
    "XAF": "xaf",
    "XOF": "xof",
    "TND": "tnd",
    "BRL": "brl r$",
    "CNY": "cny",
}
_SYMBOLS = {symbol: code for code, symbols in _WRITTEN.items() for symbol in symbols.split()}
_LETTERS = sorted((s for s in _SYMBOLS if s[0].isalpha()), key=len, reverse=True)
_SIGNS = "".join(s for s in _SYMBOLS if len(s) == 1 and not s.isalpha())
# A word ("EUR") must stand alone; a sign ("€") may touch the number.
_BEFORE = (
    r"(?:(?<!\w)(?:" + "|".join(re.escape(s) for s in _LETTERS) + rf")(?![^\W\d_])|[{re.escape(_SIGNS)}])"
)
_AFTER = r"(?:(?:" + "|".join(re.escape(s) for s in _LETTERS) + rf")(?!\w)|[{re.escape(_SIGNS)}])"
_GAP = r"[ \u00a0\u202f\u2009]?"
_THOUSANDS = " .,'’\u00a0\u202f\u2009"
_NUMBER = (
    rf"\d{{1,3}}(?:(?P<group>[{_THOUSANDS}])\d{{3}}(?:(?P=group)\d{{3}})*)(?!\d)(?:[.,]\d{{1,2}}(?!\d))?"
    r"|\d+(?:[.,]\d{1,4})?"
)
# What an amount needs at least: decimals, or a currency beside a digit.
_POSSIBLE = re.compile(rf"\d[.,]\d\d|\d[^\d\w]{{0,3}}(?:{_AFTER})|(?:{_BEFORE})[^\d\w]{{0,3}}\d", re.I)
_MINUS = r"\-−–"
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>(?<![\w{_MINUS}])[{_MINUS}+]{_GAP}(?=[\d{re.escape(_SIGNS)}A-Za-z]))?"
    rf"(?:(?P<before>{_BEFORE}){_GAP}(?P<inner>[{_MINUS}])?{_GAP})?"
    rf"(?<![\d.,:/'’_])(?<![^\W\d_])(?P<number>{_NUMBER})(?![\d_/:]|[.,-]\d|[^\W\d_]*\d)"
    rf"(?P<trail>-(?!\w))?(?:{_GAP}(?P<after>{_AFTER})|[\n\t](?P<below>{_AFTER})(?!{_GAP}\d))?(?P<trail2>"
    rf"(?<=[^\d ])-(?!\w))?(?P<close>\))?",
    re.I,
)
_TWO_DECIMALS = re.compile(r".*\d[.,]\d\d$", re.S)
# What follows a plain number that is a measure, a share or a time.
_MEASURE = re.compile(
    r"[ \u00a0\u202f]?(?:%|‰|uhr|h\b|kwh|km|kg|g\b|l\b|m[²³23]\b|gb\b|go\b|mb\b|mo\b|kb\b|ko\b|min\b|°)", re.I
)


@dataclass(frozen=True, slots=True)
class FoundAmount:
    """An amount and where it stands. `currency`: ISO 4217, None when none is written beside it."""

    value: Decimal
    currency: str | None
    start: int
    end: int


def find_amounts(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[FoundAmount]:
    """Amounts in order of appearance: numbers with a currency, or two decimals; none in the spans `taken`."""
    found: list[FoundAmount] = []
    for start, end in taken:
        text = text[:start] + "\n" * (end - start) + text[end:]
    if not _POSSIBLE.search(text):
        return found
    for match in _AMOUNT.finditer(text):
        symbol = match["before"] or match["after"] or match["below"]
        if not symbol and (
            not _TWO_DECIMALS.fullmatch(match["number"]) or _MEASURE.match(text, match.end("number"))
        ):
            continue
        value = _decimal(match["number"])
        if _is_negative(match, text, bool(found)):
            value = -value
        found.append(FoundAmount(value, _currency(symbol), *_span(match)))
    return found


def parse_amount(text: str) -> Decimal | None:
    """The amount that a whole cell states, with or without decimals and currency; None for anything else."""
    clean = text.strip()
    match = _AMOUNT.fullmatch(clean)
    if match is None or (match["open"] is None) != (match["close"] is None):
        return None
    value = _decimal(match["number"])
    return -value if _is_negative(match, clean, False) else value


def _span(match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    if match["open"] and not match["close"]:
        start += 1
    if match["close"] and not match["open"]:
        end -= 1
    return start, end


def _currency(symbol: str | None) -> str | None:
    return _SYMBOLS.get(symbol.lower()) if symbol else None


def _is_negative(match: re.Match[str], text: str, is_later: bool) -> bool:
    if match["open"] and match["close"]:
        before = text[: match.start()].rstrip()[-1:]
        return not is_later and not before.isalpha()
    if match["inner"] or match["trail"] or match["trail2"]:
        return True
    sign = match["sign"] or ""
    if not sign or sign[0] == "+":
        return False
    # A dash with a space after it separates, unless nothing stands before it.
    return (len(sign) == 1 and sign != "–") or not text[: match.start()].strip()


def _decimal(number: str) -> Decimal:
    """The value of a number whose thousands and decimals are written in any custom."""
    plain = re.sub(r"[ '’\u00a0\u202f\u2009]", "", number)
    comma, dot = plain.rfind(","), plain.rfind(".")
    point = max(comma, dot)
    if point < 0:
        return Decimal(plain)
    whole, part = re.sub(r"[.,]", "", plain[:point]), plain[point + 1 :]
    one_separator = min(comma, dot) < 0
    repeated = plain.count(plain[point]) > 1
    if repeated or (one_separator and len(part) == 3 and whole != "0" and len(whole) <= 3):
        return Decimal(whole + part)
    return Decimal(f"{whole or '0'}.{part}")
