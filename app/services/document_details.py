"""What is shown of one document: its facts, and what became of it at each destination."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.deliveries import DeliveryState, Destination
from app.domain.documents import Document
from app.ports.document_list import DocumentRow, Mark
from app.ports.parts import Parts


@dataclass(frozen=True, slots=True)
class DeliveryReceipt:
    """`state`: None where the rule of the destination leaves the document out. `address`: a path or a web
    address, of what was delivered; else ""."""

    destination: Destination
    state: DeliveryState | None
    delivered_at: datetime | None = None
    already_there: bool = False
    reason: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """`path`: where the vault keeps it; for reading only."""

    document: Document
    receipts: tuple[DeliveryReceipt, ...]
    path: Path


def document_details(parts: Parts, document_id: int) -> DocumentDetails | None:
    """None for one that is gone."""
    for row in parts.store().document_list.rows_of([document_id]):
        document = row.document
        receipts = tuple(_receipt(parts, d, row) for d in parts.store().outbox.destinations())
        return DocumentDetails(document, receipts, parts.vault().path(document.sha256, document.suffix))
    return None


def _receipt(parts: Parts, destination: Destination, row: DocumentRow) -> DeliveryReceipt:
    mark = next((mark for mark in row.marks if mark.destination_id == destination.id), None)
    if mark is None or mark.state is DeliveryState.WITHDRAWN:
        return DeliveryReceipt(destination, None)
    return DeliveryReceipt(
        destination,
        mark.state,
        mark.delivered_at,
        mark.already_there,
        mark.reason or "",
        _address(parts, destination, mark),
    )


def _address(parts: Parts, destination: Destination, mark: Mark) -> str:
    if mark.state is not DeliveryState.DELIVERED or not mark.place:
        return ""
    return parts.address_of(destination, mark.place)
