"""A filter of documents as conditions on the table of documents alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, TextClause, and_, or_, select

from app.adapters.store import search
from app.adapters.store.tables import accounts, companies, deliveries, documents
from app.domain.deliveries import DeliveryState
from app.domain.documents import Delivered, DocumentFilter

Condition = ColumnElement[bool] | TextClause
_STATES: Final = {
    Delivered.YES: (DeliveryState.DELIVERED.value,),
    Delivered.NO: (DeliveryState.DELIVERED.value,),
    Delivered.WAITING: (DeliveryState.NEW.value, DeliveryState.RESERVED.value),
    Delivered.REFUSED: (DeliveryState.REFUSED.value,),
}


def conditions(wanted: DocumentFilter, *, walks_dates: bool = False) -> list[Condition]:
    """`walks_dates`: for a query that goes through the documents by their date and stops early."""
    found: list[Condition] = []
    if wanted.account_id is not None:
        found.append(documents.c.account_id == wanted.account_id)
    if wanted.company is not None:
        found.append(documents.c.account_id.in_(_accounts_of(wanted.company)))
    if wanted.type is not None:
        found.append(documents.c.type == wanted.type.value)
    if wanted.issued_from is not None or wanted.issued_to is not None:
        found.append(_in_period(wanted))
    if wanted.delivered is not None:
        found.append(_delivered(wanted.delivered, wanted.destination_id))
    if wanted.text and wanted.text.strip():
        found.append(_matching(wanted.text, walks_dates))
    return found


def _accounts_of(company: str) -> Any:
    own = accounts.c.company_id == companies.c.id
    return select(accounts.c.id).where(own, companies.c.folded == company.casefold()).correlate(None)


def _in_period(wanted: DocumentFilter) -> Condition:
    issued: list[ColumnElement[bool]] = []
    collected: list[ColumnElement[bool]] = [documents.c.issued.is_(None)]
    if wanted.issued_from is not None:
        issued.append(documents.c.issued >= wanted.issued_from)
        collected.append(documents.c.collected_at >= _midnight(wanted.issued_from))
    if wanted.issued_to is not None:
        issued.append(documents.c.issued <= wanted.issued_to)
        collected.append(documents.c.collected_at < _midnight(wanted.issued_to + timedelta(days=1)))
    return or_(and_(*issued), and_(*collected)) if wanted.undated else and_(*issued)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _delivered(delivered: Delivered, destination_id: int | None) -> Condition:
    """By the bytes: the same ones from another account go to a destination only once."""
    there = select(deliveries.c.id).where(
        deliveries.c.sha256 == documents.c.sha256, deliveries.c.state.in_(_STATES[delivered])
    )
    if destination_id is not None:
        there = there.where(deliveries.c.destination_id == destination_id)
    there = there.correlate(documents)
    return ~there.exists() if delivered is Delivered.NO else there.exists()


def _matching(text: str, walks_dates: bool) -> Condition:
    words = search.match_expression(text)
    if words is None:
        return search.MATCHES_NOTHING
    return (search.MATCHES_IN_PASSING if walks_dates else search.MATCHES).bindparams(words=words)
