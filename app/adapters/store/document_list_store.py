from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, Float, Integer, Select, case, cast, func, select, text

from app.adapters.store.database import Database
from app.adapters.store.document_conditions import Condition, conditions
from app.adapters.store.document_rows import document_of, select_documents
from app.adapters.store.tables import accounts, companies, deliveries, documents
from app.domain.deliveries import DeliveryState
from app.domain.documents import DocumentFilter, DocumentType
from app.ports.document_list import DocumentRow, Mark, Order, SortBy, Totals

# SQLite adds whole numbers exactly: amounts are counted in ten-thousandths. What is too large or too fine for
# that is added up in Python; no such invoice is known.
_PARTS: Final = 10_000
_LARGEST: Final = 10**9
_AMOUNT: Final = cast(documents.c.total, Float)
_IN_PARTS: Final = cast(func.round(_AMOUNT * _PARTS), Integer)
_IS_CREDIT: Final = documents.c.type == DocumentType.CREDIT_NOTE.value
_IS_ODD: Final = (func.abs(_AMOUNT) > _LARGEST) | func.coalesce(
    documents.c.total.op("GLOB")("*.?????*"), False
)
_CURRENCY: Final = func.coalesce(documents.c.currency, "").label("currency")
_SORTED_BY: Final[dict[SortBy, Any]] = {
    SortBy.COMPANY: companies.c.folded,
    SortBy.TYPE: case({kind.value: place for place, kind in enumerate(DocumentType)}, value=documents.c.type),
    SortBy.NUMBER: documents.c.number,
    SortBy.ISSUED: documents.c.issued,
    SortBy.TOTAL: _AMOUNT,
    SortBy.COLLECTED: documents.c.id,
    SortBy.FILE_NAME: documents.c.file_name,
    SortBy.SIZE: documents.c.size,
}


class SqlDocumentListStore:
    """DocumentListStore. Finds the ids first, and joins only what is shown."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, wanted: DocumentFilter, order: Order) -> Sequence[DocumentRow]:
        with self._database.read() as connection:
            return _rows(connection, connection.execute(_ids(wanted, order)).scalars().all())

    def rows_of(self, document_ids: Sequence[int]) -> Sequence[DocumentRow]:
        with self._database.read() as connection:
            return _rows(connection, document_ids)

    def ids(self, wanted: DocumentFilter, order: Order) -> Sequence[int]:
        with self._database.read() as connection:
            return connection.execute(_ids(wanted, order)).scalars().all()

    def totals(self, wanted: DocumentFilter) -> Totals:
        return self._totals(conditions(wanted))

    def totals_of(self, document_ids: Sequence[int]) -> Totals:
        return self._totals([_among(document_ids)])

    def companies(self) -> Sequence[str]:
        with self._database.read() as connection:
            return connection.execute(select(companies.c.name).order_by(companies.c.folded)).scalars().all()

    def _totals(self, where: list[Condition]) -> Totals:
        parts = func.sum(case((_IS_CREDIT, -func.abs(_IN_PARTS)), else_=_IN_PARTS)).filter(~_IS_ODD)
        sums = (
            select(_CURRENCY, func.count().label("documents"), parts.label("parts"))
            .add_columns(func.count(documents.c.total).label("known"), func.sum(_IS_ODD).label("odd"))
            .where(*where)
            .group_by(_CURRENCY)
        )
        odd = select(_CURRENCY, documents.c.type, documents.c.total).where(_IS_ODD, *where)
        with self._database.read() as connection:
            found = connection.execute(sums).all()
            rest = connection.execute(odd).all() if any(row.odd for row in found) else []
        amounts = {row.currency: Decimal(row.parts or 0) / _PARTS for row in found if row.known}
        for row in rest:
            is_credit = row.type == DocumentType.CREDIT_NOTE.value
            amounts[row.currency] += -abs(row.total) if is_credit else row.total
        return Totals(sum(row.documents for row in found), amounts)


def _ids(wanted: DocumentFilter, order: Order) -> Select[Any]:
    key, by_date = _SORTED_BY[order.by], order.by is SortBy.ISSUED
    query = select(documents.c.id).where(*conditions(wanted, walks_dates=by_date))
    if order.by is SortBy.COMPANY:
        query = query.join(accounts, accounts.c.id == documents.c.account_id)
        query = query.join(companies, companies.c.id == accounts.c.company_id)
    query = query.order_by((key.desc() if order.descending else key.asc()).nulls_last())
    if order.by is not SortBy.COLLECTED:
        query = query.order_by(documents.c.id.desc())
    # SQLite knows no offset without a limit; -1 is no limit.
    return query.limit(-1 if wanted.limit is None else wanted.limit).offset(wanted.offset)


def _rows(connection: Connection, ids: Sequence[int]) -> list[DocumentRow]:
    found = {
        row.id: document_of(row, row.id) for row in connection.execute(select_documents().where(_among(ids)))
    }
    contents = select(documents.c.sha256).where(_among(ids))
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    query = select(deliveries).where(deliveries.c.sha256.in_(contents))
    for row in connection.execute(query.order_by(deliveries.c.destination_id)):
        mark = Mark(
            destination_id=row.destination_id,
            state=DeliveryState(row.state),
            place=row.place,
            reason=row.reason,
            delivered_at=row.delivered_at,
            already_there=bool(row.already_there),
        )
        marks[row.sha256].append(mark)
    shown = (found[key] for key in ids if key in found)
    return [DocumentRow(document, tuple(marks[document.sha256])) for document in shown]


def _among(document_ids: Sequence[int]) -> Condition:
    """As one value: SQLite takes a limited number of them."""
    among = text("documents.id IN (SELECT value FROM json_each(:document_ids))")
    return among.bindparams(document_ids=json.dumps(list(document_ids)))
