"""What enters and leaves the outbox together with documents, inside their transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from app.adapters.store.tables import deliveries, destinations, documents
from app.domain.deliveries import DateKind, DeliveryState, ExportRule
from app.domain.documents import DocumentFacts, DocumentType

_RULES: Select[Any] = select(
    destinations.c.id,
    destinations.c.types,
    destinations.c.since,
    destinations.c.date_kind,
    destinations.c.interval_s,
    destinations.c.name_template,
)
_ENQUEUE = (
    insert(deliveries)
    .values(
        destination_id=bindparam("destination"),
        document_id=bindparam("document"),
        sha256=bindparam("content"),
        state=DeliveryState.NEW.value,
        attempts=0,
    )
    .on_conflict_do_nothing(index_elements=["destination_id", "sha256"])
)


def rule_of(row: Row[Any]) -> ExportRule:
    return ExportRule(
        types=tuple(DocumentType(name) for name in row.types),
        since=row.since,
        date_kind=DateKind(row.date_kind),
        interval=timedelta(seconds=row.interval_s),
        name_template=row.name_template,
    )


def enqueue_document(
    connection: Connection, document_id: int, sha256: str, facts: DocumentFacts, collected_at: datetime
) -> None:
    """For every destination whose rule takes it, and that was not given the same bytes before."""
    for row in connection.execute(_RULES).all():
        if rule_of(row).takes(facts.type, facts.issued, collected_at):
            names = {"destination": row.id, "document": document_id, "content": sha256}
            connection.execute(_ENQUEUE, names)


def enqueue_stored(connection: Connection, destination_id: int, rule: ExportRule) -> None:
    """Every document that the rule of a new destination takes."""
    query = select(
        documents.c.id, documents.c.sha256, documents.c.type, documents.c.issued, documents.c.collected_at
    ).order_by(documents.c.id)
    taken = [
        {"destination": destination_id, "document": row.id, "content": row.sha256}
        for row in connection.execute(query)
        if _takes(rule, row.type, row.issued, row.collected_at)
    ]
    if taken:
        connection.execute(_ENQUEUE, taken)


def hand_over_deliveries(connection: Connection, account_id: int) -> None:
    """Before an account's documents go: their deliveries pass to another account's document of the same
    bytes; undelivered ones that find none go too."""
    twin = documents.alias("twin")
    other = (
        select(twin.c.id)
        .where(twin.c.sha256 == deliveries.c.sha256, twin.c.account_id != account_id)
        .order_by(twin.c.id)
        .limit(1)
    )
    own = select(documents.c.id).where(documents.c.account_id == account_id)
    connection.execute(
        update(deliveries)
        .where(deliveries.c.document_id.in_(own), exists(other))
        .values(document_id=other.scalar_subquery())
    )
    waiting = (DeliveryState.NEW.value, DeliveryState.RESERVED.value)
    connection.execute(
        delete(deliveries).where(deliveries.c.document_id.in_(own), deliveries.c.state.in_(waiting))
    )


def _takes(rule: ExportRule, type_name: str, issued: date | None, collected_at: datetime) -> bool:
    return rule.takes(DocumentType(type_name), issued, collected_at)
