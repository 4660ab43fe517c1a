"""Destinations and the outbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from app.domain.documents import Document, DocumentType
from app.domain.errors import DeliveryOutcome
from app.domain.names import delivery_name, folder_name

DEFAULT_TYPES = (DocumentType.INCOMING_INVOICE, DocumentType.CREDIT_NOTE)
DEFAULT_TEMPLATE = "{date}_{supplier}_{number}_{total}{currency}"
DEFAULT_INTERVAL = timedelta(hours=6)
LARGE_SIZE = 10 * 1024 * 1024
"""Bytes. Larger files are delivered, with a warning: some accounting software leaves them out."""
MAX_SIZE = 100 * 1024 * 1024
"""Bytes. Larger files are refused: no accounting software is known to take them."""
_PDF = ".pdf"


class DestinationKind(StrEnum):
    FOLDER = "folder"
    GOOGLE_DRIVE = "google_drive"


class DateKind(StrEnum):
    """What a destination's start date is compared with."""

    ISSUED = "issued"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Offer:
    """What an export rule looks at in a document."""

    type: DocumentType
    issued: date | None
    collected_at: datetime
    account_id: int
    company: str
    suffix: str = _PDF


@dataclass(frozen=True, slots=True)
class ExportRule:
    """Which documents a destination takes, and under which names.

    `accounts` (ids) and `companies` (names): what belongs to any of them; both empty: all. `sub_folders`: one
    folder per company. `all_files`: not only PDF, the one kind that all accounting software takes.
    """

    types: tuple[DocumentType, ...] = DEFAULT_TYPES
    since: date | None = None
    date_kind: DateKind = DateKind.ISSUED
    interval: timedelta = DEFAULT_INTERVAL
    name_template: str = DEFAULT_TEMPLATE
    accounts: tuple[int, ...] = ()
    companies: tuple[str, ...] = ()
    sub_folders: bool = False
    all_files: bool = False

    def takes(self, offer: Offer) -> bool:
        """A document without an issue date counts by the day it was collected: it must not get lost."""
        if offer.type not in self.types or not (self.all_files or offer.suffix == _PDF):
            return False
        if not self._takes_from(offer):
            return False
        if self.since is None:
            return True
        collected = offer.collected_at.date()
        day = collected if self.date_kind is DateKind.IMPORTED else offer.issued or collected
        return day >= self.since

    def _takes_from(self, offer: Offer) -> bool:
        if not self.accounts and not self.companies:
            return True
        names = {name.casefold() for name in self.companies}
        return offer.account_id in self.accounts or offer.company.casefold() in names


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
    """NEW -> RESERVED (the place at the destination is committed) -> DELIVERED, or REFUSED for good.

    WITHDRAWN: the rule was changed and takes the document no more; its place is kept in case it does again.
    """

    NEW = "new"
    RESERVED = "reserved"
    DELIVERED = "delivered"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One content for one destination: the outbox row. `place`: its reserved id or name there. `reason`: why
    the last attempt failed."""

    id: int
    destination_id: int
    document: Document
    state: DeliveryState
    place: str | None = None
    attempts: int = 0
    delivered_at: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a destination gets to deliver: the name for people and the bytes' identity. `folder`: the name of
    the sub-folder that it goes to; "" for none."""

    name: str
    sha256: str
    md5: str
    size: int
    folder: str = ""

    @classmethod
    def of(cls, document: Document, rule: ExportRule) -> Parcel:
        name = delivery_name(document, rule.name_template)
        folder = folder_name(document) if rule.sub_folders else ""
        return cls(name, document.sha256, document.md5, document.size, folder)


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
        """False when it may end: the vault is mended, a name becomes free. What was removed is sent again
        when the user asks for it."""
        return self in (Refusal.TOO_LARGE, Refusal.REMOVED_THERE)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of a delivery: where it lies and what was verified there."""

    place: str
    sha256: str
    size: int
    already_there: bool = False


@dataclass(frozen=True, slots=True)
class ExportResult:
    """What one export did. `waiting`: deliveries left for the next one. `large`: how many of those that were
    delivered are larger than LARGE_SIZE."""

    destination_id: int
    delivered: int
    already_there: int
    failed: int
    waiting: int
    outcome: DeliveryOutcome
    large: int = 0
