"""Documents, their amounts and their deliveries, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.domain.deliveries import DeliveryState, Refusal
from app.i18n import mark, tr, trn
from app.ports.document_list import Mark, Totals
from app.services.account_overview import Standing
from ui.words import locale

STATES: Final = {
    DeliveryState.NEW: mark("Waits for the next export"),
    DeliveryState.RESERVED: mark("Waits for the next export"),
    DeliveryState.DELIVERED: mark("Exported"),
    DeliveryState.REFUSED: mark("Export refused"),
    DeliveryState.WITHDRAWN: mark("Not to be exported"),
}
SHAPES: Final = {
    DeliveryState.NEW: Standing.IDLE,
    DeliveryState.RESERVED: Standing.IDLE,
    DeliveryState.DELIVERED: Standing.UP_TO_DATE,
    DeliveryState.REFUSED: Standing.TO_FIX,
    DeliveryState.WITHDRAWN: Standing.PAUSED,
}
REASONS: Final = {
    Refusal.TOO_LARGE: mark("The file is larger than 100 MB. No accounting software is known to take it."),
    Refusal.NAME_REFUSED: mark(
        "The destination refuses the name of the file. Change the template for names."
    ),
    Refusal.NO_FREE_PLACE: mark("Other files have all the names that it could have there."),
    Refusal.FILE_MISSING: mark("Its file is no longer on this computer. Put back a copy of the data folder."),
    Refusal.FILE_ALTERED: mark("Its file on this computer has changed. Put back a copy of the data folder."),
    Refusal.REMOVED_THERE: mark("Somebody removed it there."),
}
_OTHER_REASON: Final = mark("The destination refused it ({reason}).")
_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}


def reason_text(reason: str) -> str:
    if reason in set(Refusal):
        return tr(REASONS[Refusal(reason)])
    return tr(_OTHER_REASON, reason=reason)


def amount_text(total: Decimal | None, currency: str | None) -> str:
    """1 234,56 € in French, 1,234.56 € in English; empty when it is not known."""
    if total is None:
        return ""
    text = f"{total:,.2f}"
    if locale().decimalPoint() == ",":
        text = text.replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0{_SIGNS.get(currency or '', currency or '')}".rstrip()


def totals_text(totals: Totals) -> str:
    """The largest amounts first; empty when none is known."""
    known = sorted(totals.amounts.items(), key=lambda item: (-abs(item[1]), item[0]))
    return " · ".join(amount_text(amount, currency) for currency, amount in known)


def count_text(count: int) -> str:
    return trn("{number} document", "{number} documents", count, number=locale().toString(count))


def size_text(size: int) -> str:
    return locale().formattedDataSize(size, 1, locale().DataSizeFormat.DataSizeTraditionalFormat)


def delivery_shape(marks: Sequence[Mark]) -> Standing | None:
    """What asks most of the person, of all destinations; None where there is nothing to deliver."""
    states = {known.state for known in marks} - {DeliveryState.WITHDRAWN}
    for state in (DeliveryState.REFUSED, DeliveryState.NEW, DeliveryState.RESERVED, DeliveryState.DELIVERED):
        if state in states:
            return SHAPES[state]
    return None


def delivery_word(marks: Sequence[Mark]) -> str:
    """One word for the table."""
    words = {
        Standing.TO_FIX: mark("Export refused"),
        Standing.IDLE: mark("Waiting"),
        Standing.UP_TO_DATE: mark("Exported"),
    }
    shape = delivery_shape(marks)
    return tr(words[shape]) if shape else ""


def deliveries_text(marks: Sequence[Mark], names: Mapping[int, str]) -> str:
    """One line per destination, for tips and screen readers."""
    told = [known for known in marks if known.state is not DeliveryState.WITHDRAWN]
    return "\n".join(f"{names.get(known.destination_id, '')}: {tr(STATES[known.state])}" for known in told)
