from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import String, cast, func, select

from app.adapters.store.database import Database
from app.adapters.store.run_store import run_of
from app.adapters.store.tables import accounts, companies, deliveries, documents, runs
from app.domain.deliveries import DeliveryState
from app.domain.runs import CollectionRun
from app.ports.overview import DocumentTally, RecentDelivery, month_of

_ACCOUNT = documents.c.account_id
# Both are ISO 8601 texts, of which the first ten characters are the day.
_ISSUED, _COLLECTED = (cast(column, String) for column in (documents.c.issued, documents.c.collected_at))
# Two questions: an index holds all that the first needs, and few documents are left for the second.
_TALLIES = [
    select(_ACCOUNT, func.count(), func.substr(func.max(day), 1, 10))
    .where(which)
    .group_by(_ACCOUNT, func.substr(day, 1, 7))
    for day, which in (
        (_ISSUED, documents.c.issued.is_not(None)),
        (_COLLECTED, documents.c.issued.is_(None)),
    )
]


class SqlOverviewStore:
    """OverviewStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def tallies(self) -> Mapping[int, DocumentTally]:
        months: defaultdict[int, Counter[int]] = defaultdict(Counter)
        newest: dict[int, date] = {}
        with self._database.read() as connection:
            for query in _TALLIES:
                for account_id, count, text in connection.execute(query):
                    day = date.fromisoformat(text)
                    months[account_id][month_of(day)] += count
                    newest[account_id] = max(day, newest.get(account_id, day))
        return {account_id: DocumentTally(months[account_id], newest[account_id]) for account_id in months}

    def last_runs(self) -> Mapping[int, CollectionRun]:
        newest = select(func.max(runs.c.id)).group_by(runs.c.account_id)
        with self._database.read() as connection:
            rows = connection.execute(select(runs).where(runs.c.id.in_(newest))).all()
        return {row.account_id: run_of(row, ()) for row in rows}

    def deliveries(self) -> Mapping[int, Mapping[DeliveryState, int]]:
        columns = (deliveries.c.destination_id, deliveries.c.state)
        found: defaultdict[int, dict[DeliveryState, int]] = defaultdict(dict)
        with self._database.read() as connection:
            for destination_id, state, count in connection.execute(
                select(*columns, func.count()).group_by(*columns)
            ):
                found[destination_id][DeliveryState(state)] = count
        return found

    def recent_deliveries(self, count: int) -> Sequence[RecentDelivery]:
        newest = (
            select(
                deliveries.c.id,
                deliveries.c.destination_id,
                deliveries.c.document_id,
                deliveries.c.delivered_at,
            )
            .where(deliveries.c.state == DeliveryState.DELIVERED.value)
            .order_by(deliveries.c.delivered_at.desc(), deliveries.c.id.desc())
            .limit(count)
            .subquery()
        )
        query = (
            select(newest, documents.c.number, documents.c.file_name, companies.c.name)
            .join_from(newest, documents, documents.c.id == newest.c.document_id)
            .join(accounts, accounts.c.id == documents.c.account_id)
            .join(companies, companies.c.id == accounts.c.company_id)
            .order_by(newest.c.delivered_at.desc(), newest.c.id.desc())
        )
        with self._database.read() as connection:
            return [
                RecentDelivery(row.destination_id, row.name, row.number or row.file_name, row.delivered_at)
                for row in connection.execute(query)
            ]
