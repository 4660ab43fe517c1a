"""Dates and amounts of a list in the forms of each language; the texts are in texts_*.py."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.portal_simulator.texts_de import TEXTS as DE
from tests.portal_simulator.texts_en import TEXTS as EN
from tests.portal_simulator.texts_fr import TEXTS as FR

TEXTS = {"fr": FR, "en": EN, "de": DE}

_SHORT = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.".split(),
}
_LONG = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": ("January February March April May June July August September October November December".split()),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
}
_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}


def date_text(language: str, day: date, form: str) -> str:
    """The date as a row shows it; "" for the form `none`."""
    if form == "none":
        return ""
    short, long = _SHORT[language][day.month - 1], _LONG[language][day.month - 1]
    if form == "month":
        return f"{long} {day.year}"
    if form == "numeric":
        return f"{day:%d.%m.%Y}" if language == "de" else f"{day:%d/%m/%Y}"
    name = short if form == "short" else long
    if language == "en":
        return f"{name} {day.day}, {day.year}"
    dot = "." if language == "de" else ""
    first = "1er" if language == "fr" and day.day == 1 else f"{day.day}{dot}"
    return f"{first} {name} {day.year}"


def amount_text(language: str, amount: Decimal, currency: str) -> str:
    """The amount as a row shows it, with narrow no-break spaces in French."""
    whole, cents = f"{abs(amount):,.2f}".split(".")
    symbol = _SYMBOLS.get(currency, currency)
    sign = "-" if amount < 0 else ""
    if language == "en":
        return f"{sign}{symbol}{whole}.{cents}" if len(symbol) == 1 else f"{symbol} {sign}{whole}.{cents}"
    group = "\N{NARROW NO-BREAK SPACE}" if language == "fr" else "."
    return f"{sign}{whole.replace(',', group)},{cents}\N{NO-BREAK SPACE}{symbol}"
