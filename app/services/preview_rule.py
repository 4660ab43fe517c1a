"""What a destination would take, before it exists."""

from __future__ import annotations

from app.domain.deliveries import ExportRule, Offer, Parcel
from app.domain.documents import Document, DocumentFilter
from app.ports.store import Store
from app.services.manage_destinations import Preview, PreviewItem


def preview_rule(store: Store, rule: ExportRule) -> Preview:
    """As ManageDestinations.preview would show it after `add`: each content once, oldest issue date first."""
    taken: dict[str, Document] = {}
    for document in sorted(store.documents.list(DocumentFilter()), key=lambda document: document.id):
        if document.sha256 not in taken and rule.takes(_offer(document)):
            taken[document.sha256] = document
    in_order = sorted(taken.values(), key=_by_day)
    return Preview(tuple(_item(document, rule) for document in in_order), first=True)


def _offer(document: Document) -> Offer:
    kind, issued = document.facts.type, document.facts.issued
    origin = (document.account_id, document.company)
    return Offer(kind, issued, document.collected_at, *origin, document.suffix)


def _by_day(document: Document) -> tuple[bool, str, int]:
    issued = document.facts.issued
    return (issued is None, issued.isoformat() if issued else "", document.id)


def _item(document: Document, rule: ExportRule) -> PreviewItem:
    parcel = Parcel.of(document, rule)
    name = f"{parcel.folder}/{parcel.name}" if parcel.folder else parcel.name
    return PreviewItem(document.id, name, document.facts.issued, document.size)
