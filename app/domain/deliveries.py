"""Destinations and the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.documents import Document, DocumentType
from app.domain.errors import DeliveryOutcome
from app.domain.names import delivery_name

DEFAULT_TYPES = (DocumentType.INCOMING_INVOICE, DocumentType.CREDIT_NOTE)
DEFAULT_TEMPLATE = "{date}_{supplier}_{number}_{total}{currency}"
DEFAULT_INTERVAL = timedelta(hours=6)


class DestinationKind(StrEnum):
    FOLDER = "folder"
    GOOGLE_DRIVE = "google_drive"


class DateKind(StrEnum):
    """What a destination's start date is compared with."""

    ISSUED = "issued"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class ExportRule:
    """Which documents a destination takes, and under which names."""

    types: tuple[DocumentType, ...] = DEFAULT_TYPES
    since: date | None = None
    date_kind: DateKind = DateKind.ISSUED
    interval: timedelta = DEFAULT_INTERVAL
    name_template: str = DEFAULT_TEMPLATE

    def takes(self, facts_type: DocumentType, issued: date | None, collected_at: datetime) -> bool:
        """A document without an issue date counts by the day it was collected: it must not get lost."""
        if facts_type not in self.types:
            return False
        if self.since is None:
            return True
        day = collected_at.date() if self.date_kind is DateKind.IMPORTED else issued or collected_at.date()
        return day >= self.since


@dataclass(frozen=True, slots=True)
class Destination:
    """`settings`: what the connector needs, e.g. {"path": "/..."}; never a secret."""

    id: int
    name: str
    kind: DestinationKind
    settings: dict[str, str] = field(hash=False)
    rule: ExportRule
    created_at: datetime
    outcome: DeliveryOutcome | None = None


class DeliveryState(StrEnum):
    """NEW -> RESERVED (the place at the destination is committed) -> DELIVERED, or REFUSED for good."""

    NEW = "new"
    RESERVED = "reserved"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One content for one destination: the outbox row. `place`: its reserved id or name there."""

    id: int
    destination_id: int
    document: Document
    state: DeliveryState
    place: str | None = None
    attempts: int = 0
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a destination gets to deliver: the name for people and the bytes' identity."""

    name: str
    sha256: str
    md5: str
    size: int

    @classmethod
    def of(cls, document: Document, template: str) -> Parcel:
        return cls(delivery_name(document, template), document.sha256, document.md5, document.size)


class Refusal(StrEnum):
    """Why a document was not delivered although its destination works."""

    TOO_LARGE = "too_large"
    NAME_REFUSED = "name_refused"
    NO_FREE_PLACE = "no_free_place"
    FILE_MISSING = "file_missing"
    FILE_ALTERED = "file_altered"
    REMOVED_THERE = "removed_there"

    @property
    def for_good(self) -> bool:
        """False when it may end: the vault is mended, a name becomes free, it leaves the bin."""
        return self is Refusal.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a delivery: where it lies and what was verified there."""

    place: str
    sha256: str
    size: int
    already_there: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What one export did. `waiting`: deliveries left for the next one."""

    destination_id: int
    delivered: int
    already_there: int
    failed: int
    waiting: int
    outcome: DeliveryOutcome
