"""What enters and leaves the outbox together with documents and rules, inside their transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, case, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from app.adapters.store.tables import accounts, companies, deliveries, destinations, documents
from app.domain.deliveries import DateKind, DeliveryState, ExportRule, Offer
from app.domain.documents import DocumentType

_RULES: Select[Any] = select(
    destinations.c.id,
    destinations.c.types,
    destinations.c.since,
    destinations.c.date_kind,
    destinations.c.interval_s,
    destinations.c.name_template,
    destinations.c.accounts,
    destinations.c.companies,
    destinations.c.sub_folders,
    destinations.c.all_files,
)
_STORED: Select[Any] = (
    select(
        documents.c.id,
        documents.c.sha256,
        documents.c.type,
        documents.c.issued,
        documents.c.collected_at,
        documents.c.account_id,
        documents.c.suffix,
        companies.c.name.label("company"),
    )
    .join_from(documents, accounts, accounts.c.id == documents.c.account_id)
    .join(companies, companies.c.id == accounts.c.company_id)
    .order_by(documents.c.id)
)
_WAITING = (DeliveryState.NEW.value, DeliveryState.RESERVED.value)
_QUEUED_AGAIN = case(
    (deliveries.c.place.is_(None), DeliveryState.NEW.value), else_=DeliveryState.RESERVED.value
)
_INSERT = insert(deliveries).values(
    destination_id=bindparam("destination"),
    document_id=bindparam("document"),
    sha256=bindparam("content"),
    state=DeliveryState.NEW.value,
    attempts=0,
)
_ENQUEUE = _INSERT.on_conflict_do_update(
    index_elements=["destination_id", "sha256"],
    set_={"state": _QUEUED_AGAIN, "document_id": _INSERT.excluded.document_id},
    where=deliveries.c.state == DeliveryState.WITHDRAWN.value,
)


def rule_of(row: Row[Any]) -> ExportRule:
    return ExportRule(
        types=tuple(DocumentType(name) for name in row.types),
        since=row.since,
        date_kind=DateKind(row.date_kind),
        interval=timedelta(seconds=row.interval_s),
        name_template=row.name_template,
        accounts=tuple(row.accounts),
        companies=tuple(row.companies),
        sub_folders=row.sub_folders,
        all_files=row.all_files,
    )


def rule_values(rule: ExportRule) -> dict[str, object]:
    return {
        "types": [type_.value for type_ in rule.types],
        "since": rule.since,
        "date_kind": rule.date_kind.value,
        "interval_s": int(rule.interval.total_seconds()),
        "name_template": rule.name_template,
        "accounts": list(rule.accounts),
        "companies": list(rule.companies),
        "sub_folders": rule.sub_folders,
        "all_files": rule.all_files,
    }


def enqueue_document(connection: Connection, document_id: int, sha256: str, offer: Offer) -> None:
    """For every destination whose rule takes it, and that was not given the same bytes before."""
    for row in connection.execute(_RULES).all():
        if rule_of(row).takes(offer):
            names = {"destination": row.id, "document": document_id, "content": sha256}
            connection.execute(_ENQUEUE, names)


def apply_rule(
    connection: Connection, destination_id: int, rule: ExportRule, content: str | None = None
) -> None:
    """When the rule or what it looks at has changed, to all that is stored or to one content (SHA-256): what
    it takes waits, unless the destination was given the same bytes before; what it does not take waits no
    more."""
    taken = dict(_taken(connection, rule, content))
    waiting = select(deliveries.c.id, deliveries.c.sha256).where(
        deliveries.c.destination_id == destination_id, deliveries.c.state.in_(_WAITING)
    )
    if content is not None:
        waiting = waiting.where(deliveries.c.sha256 == content)
    for row in connection.execute(waiting).all():
        changes: dict[str, object] = {"state": DeliveryState.WITHDRAWN.value}
        if row.sha256 in taken:
            changes = {"document_id": taken[row.sha256]}
        connection.execute(update(deliveries).where(deliveries.c.id == row.id).values(changes))
    if taken:
        connection.execute(
            _ENQUEUE,
            [
                {"destination": destination_id, "document": document_id, "content": sha256}
                for sha256, document_id in taken.items()
            ],
        )


def apply_rules_to_content(connection: Connection, content: str) -> None:
    """After what is known of one of its documents was corrected."""
    for row in connection.execute(_RULES).all():
        apply_rule(connection, row.id, rule_of(row), content)


def _taken(connection: Connection, rule: ExportRule, content: str | None) -> Iterator[tuple[str, int]]:
    """(SHA-256, document) of every content, with the oldest of its documents that the rule takes."""
    seen = set()
    stored = _STORED if content is None else _STORED.where(documents.c.sha256 == content)
    for row in connection.execute(stored):
        kind = DocumentType(row.type)
        offer = Offer(kind, row.issued, row.collected_at, row.account_id, row.company, row.suffix)
        if row.sha256 not in seen and rule.takes(offer):
            seen.add(row.sha256)
            yield row.sha256, row.id


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
    undelivered = (*_WAITING, DeliveryState.WITHDRAWN.value)
    connection.execute(
        delete(deliveries).where(deliveries.c.document_id.in_(own), deliveries.c.state.in_(undelivered))
    )


def apply_rules_about_origin(connection: Connection) -> None:
    """After accounts were removed or given to another company."""
    for row in connection.execute(_RULES).all():
        rule = rule_of(row)
        if rule.accounts or rule.companies:
            apply_rule(connection, row.id, rule)


def rename_company(connection: Connection, before: str, after: str) -> None:
    """In the rules that name it, so that they go on taking its documents."""
    for row in connection.execute(_RULES).all():
        names = [after if name.casefold() == before.casefold() else name for name in row.companies]
        if names != row.companies:
            connection.execute(
                update(destinations).where(destinations.c.id == row.id).values(companies=names)
            )
