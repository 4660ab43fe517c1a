"""How destinations stand, in words."""

from __future__ import annotations

from typing import Final

from app.domain.deliveries import Destination, DestinationKind
from app.domain.errors import DeliveryOutcome
from app.i18n import mark, tr, trn
from app.services.destination_overview import DestinationAction, DestinationRow, Situation
from app.services.manage_destinations import Preview
from ui.texts.outcomes import DELIVERY_WORDS, delivery_text
from ui.texts.times import day_text, number_text

SITUATIONS: Final = {
    Situation.UP_TO_DATE: DELIVERY_WORDS[DeliveryOutcome.OK],
    Situation.WAITING: mark("Waits for the next export"),
    Situation.NEVER: mark("No export yet"),
    Situation.INTERRUPTED: mark("Export stopped"),
    Situation.INCOMPLETE: DELIVERY_WORDS[DeliveryOutcome.PARTIAL],
    Situation.RECONNECT: DELIVERY_WORDS[DeliveryOutcome.RECONNECT],
    Situation.FOLDER_GONE: DELIVERY_WORDS[DeliveryOutcome.FOLDER_GONE],
    Situation.QUOTA: DELIVERY_WORDS[DeliveryOutcome.QUOTA],
    Situation.PERMISSION: DELIVERY_WORDS[DeliveryOutcome.PERMISSION],
    Situation.DISK_FULL: DELIVERY_WORDS[DeliveryOutcome.DISK_FULL],
    Situation.UNAVAILABLE: DELIVERY_WORDS[DeliveryOutcome.UNAVAILABLE],
}
ACTIONS: Final = {
    DestinationAction.EXPORT: mark("Export now"),
    DestinationAction.RETRY: mark("Try again"),
    DestinationAction.RECONNECT: mark("Connect again"),
    DestinationAction.SHOW_TROUBLES: mark("See what is left"),
    DestinationAction.STOP: mark("Stop"),
}
_EXPLAINED: Final = {
    Situation.INTERRUPTED: DeliveryOutcome.CANCELLED,
    Situation.RECONNECT: DeliveryOutcome.RECONNECT,
    Situation.FOLDER_GONE: DeliveryOutcome.FOLDER_GONE,
    Situation.QUOTA: DeliveryOutcome.QUOTA,
    Situation.PERMISSION: DeliveryOutcome.PERMISSION,
    Situation.DISK_FULL: DeliveryOutcome.DISK_FULL,
    Situation.UNAVAILABLE: DeliveryOutcome.UNAVAILABLE,
}


def explanation(row: DestinationRow) -> str:
    """What happened, what it means, what to do; empty where the word says it all."""
    name = row.destination.name
    if row.situation is Situation.INCOMPLETE:
        return tr("{name}: some documents did not get there. See which ones, and why.", name=name)
    outcome = _EXPLAINED.get(row.situation)
    return delivery_text(outcome, name, row.facts) if outcome else ""


def place_text(destination: Destination) -> str:
    """“Google Drive · Compta”, or the path of a folder."""
    if destination.kind is DestinationKind.GOOGLE_DRIVE:
        return f"Google Drive · {destination.settings.get('folder_name', '')}"
    return destination.settings.get("path", "")


def delivered_text(count: int) -> str:
    return trn("{number} delivered", "{number} delivered", count, number=number_text(count))


def waiting_text(count: int) -> str:
    return trn("{number} waiting", "{number} waiting", count, number=number_text(count))


def refused_text(count: int) -> str:
    return trn("{number} refused", "{number} refused", count, number=number_text(count))


def preview_text(preview: Preview) -> str:
    """How many documents, of which days, and what is odd about them."""
    count = len(preview.items)
    said = [trn("{number} document waits.", "{number} documents wait.", count, number=number_text(count))]
    if preview.days:
        first, last = (day_text(day) for day in preview.days)
        said.append(tr("They were issued between {first} and {last}.", first=first, last=last))
    if large := sum(item.large for item in preview.items):
        said.append(
            trn(
                "{count} file is larger than 10 MB: check that your accounting software takes it.",
                "{count} files are larger than 10 MB: check that your accounting software takes them.",
                large,
            )
        )
    if refused := sum(item.too_large for item in preview.items):
        said.append(
            trn(
                "{count} file is larger than 100 MB and will be refused.",
                "{count} files are larger than 100 MB and will be refused.",
                refused,
            )
        )
    return " ".join(said)
