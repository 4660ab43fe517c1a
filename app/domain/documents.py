"""Documents and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from app.domain.errors import DocumentFailure


class DocumentType(StrEnum):
    INCOMING_INVOICE = "incoming_invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    STATEMENT = "statement"
    CONTRACT = "contract"
    OTHER = "other"


class Source(StrEnum):
    """Where a document's facts were read, best first."""

    FACTURX = "facturx"
    TEXT = "text"
    ROW = "row"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What was read of a document. None = not known for sure; `confidence` from 0 to 1."""

    type: DocumentType = DocumentType.OTHER
    number: str | None = None
    issued: date | None = None
    total: Decimal | None = None
    currency: str | None = None
    supplier: str | None = None
    confidence: float = 0.0
    source: Source = Source.ROW


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the vault."""

    sha256: str
    md5: str
    size: int
    suffix: str


@dataclass(frozen=True, slots=True)
class UnsettledFile:
    """A file put into the vault in a run that died before, or just after, its document was stored."""

    run_id: int
    sha256: str
    suffix: str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A verified file with its facts, ready to be stored."""

    portal_document_id: str
    file_name: str
    facts: DocumentFacts
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A stored document."""

    id: int
    account_id: int
    company: str
    portal_document_id: str
    file_name: str
    sha256: str
    md5: str
    size: int
    suffix: str
    facts: DocumentFacts
    collected_at: datetime


class Delivered(StrEnum):
    """What became of a document at a destination, or at all of them."""

    YES = "yes"
    NO = "no"  # it is not there, for whatever reason
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents to list. `text` searches supplier, number, file name and text of the file.

    `undated`: those without an issue date count by the day they were collected, instead of being left out of
    every period. `delivered`: at the destination, or anywhere when none is named."""

    account_id: int | None = None
    company: str | None = None
    type: DocumentType | None = None
    text: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    limit: int | None = None
    offset: int = 0
    undated: bool = False
    delivered: Delivered | None = None
    destination_id: int | None = None


@dataclass(frozen=True, slots=True)
class MissedDocument:
    """Listed by the portal but not taken, and why."""

    account_id: int
    portal_document_id: str
    label: str
    reason: DocumentFailure
    attempts: int
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was just fetched, still outside the vault. `path` lies in the run's private folder."""

    path: Path
    document: NewDocument
