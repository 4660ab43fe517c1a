"""Lists of very many documents, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from app.domain.deliveries import DeliveryState
from app.domain.documents import Document, DocumentFilter, DocumentType


class SortBy(StrEnum):
    COMPANY = "company"
    TYPE = "type"
    NUMBER = "number"
    ISSUED = "issued"
    TOTAL = "total"
    COLLECTED = "collected"
    FILE_NAME = "file_name"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Order:
    """Of equal ones the newest comes first; what is not known comes last."""

    by: SortBy = SortBy.ISSUED
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a document's bytes at one destination."""

    destination_id: int
    state: DeliveryState
    place: str | None = None
    reason: str | None = None
    delivered_at: datetime | None = None
    already_there: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """`marks`: one for each destination that was ever given it, or is to be."""

    document: Document
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """`amounts`: by currency, "" where it is not known. Credit notes are taken off."""

    count: int = 0
    amounts: Mapping[str, Decimal] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Totals:
        amounts: dict[str, Decimal] = {}
        count = 0
        for document in documents:
            count += 1
            facts = document.facts
            if facts.total is not None:
                amount = -abs(facts.total) if facts.type is DocumentType.CREDIT_NOTE else facts.total
                currency = facts.currency or ""
                amounts[currency] = amounts.get(currency, Decimal(0)) + amount
        return cls(count, amounts)


class DocumentListStore(Protocol):
    """Filters are looked at whole; `limit` and `offset` make pages of what is listed, not of totals."""

    def rows(self, wanted: DocumentFilter, order: Order) -> Sequence[DocumentRow]: ...

    def rows_of(self, document_ids: Sequence[int]) -> Sequence[DocumentRow]:
        """In the order of the ids; those that are gone are left out."""
        ...

    def ids(self, wanted: DocumentFilter, order: Order) -> Sequence[int]: ...

    def totals(self, wanted: DocumentFilter) -> Totals: ...

    def totals_of(self, document_ids: Sequence[int]) -> Totals: ...

    def companies(self) -> Sequence[str]:
        """By name; those of removed accounts whose documents were kept, too."""
        ...
