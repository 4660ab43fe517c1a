from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from app.adapters.store import search
from app.adapters.store.column_types import storable
from app.adapters.store.database import Database
from app.adapters.store.outbox_queue import (
    apply_rules_about_origin,
    hand_over_deliveries,
    rename_company,
)
from app.adapters.store.tables import (
    accounts,
    companies,
    documents,
    issues,
    missed_documents,
    portal_documents,
    runs,
    schedules,
    seen_rows,
)
from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.errors import ErrorCode, MoissonError
from app.ports.clock import Clock


class SqlAccountStore:
    """AccountStore. Companies come with their first account and go with their last."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, draft: AccountDraft) -> Account:
        with self._database.write() as connection:
            values = {
                **_values(draft),
                "company_id": _company(connection, draft.company),
                "created_at": self._clock.now(),
                "paused": False,
            }
            key = connection.execute(insert(accounts).values(values)).inserted_primary_key
            assert key is not None  # noqa: S101  # SQLite always tells it for one row
            return _account(connection.execute(_select().where(accounts.c.id == key[0])).one())

    def get(self, account_id: int) -> Account | None:
        with self._database.read() as connection:
            row = connection.execute(_select().where(accounts.c.id == account_id)).first()
        return _account(row) if row else None

    def all(self) -> Sequence[Account]:
        with self._database.read() as connection:
            return [_account(row) for row in connection.execute(_select().order_by(accounts.c.id))]

    def update(self, account: Account) -> None:
        """Raises MoissonError account_not_found."""
        with self._database.write() as connection:
            before = connection.execute(_select().where(accounts.c.id == account.id)).first()
            company_id = _company(connection, account.company)
            connection.execute(
                update(companies).where(companies.c.id == company_id).values(name=account.company)
            )
            changed = connection.execute(
                update(accounts)
                .where(accounts.c.id == account.id, accounts.c.closed_at.is_(None))
                .values(**_values(account), company_id=company_id, paused=account.paused)
            )
            if not changed.rowcount:
                raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account.id)
            connection.execute(
                search.RENAME_SUPPLIER, {"account_id": account.id, "company": storable(account.company)}
            )
            _drop_empty_companies(connection)
            if before and before.company != account.company:
                _tell_rules(connection, before.company, before.company_id, account.company)

    def remove(self, account_id: int, *, keep_documents: bool) -> None:
        with self._database.write() as connection:
            for table in (issues, seen_rows, missed_documents, schedules):
                connection.execute(delete(table).where(table.c.account_id == account_id))
            if keep_documents:
                connection.execute(
                    update(accounts).where(accounts.c.id == account_id).values(closed_at=self._clock.now())
                )
                return
            hand_over_deliveries(connection, account_id)
            connection.execute(search.REMOVE_OF_ACCOUNT, {"account_id": account_id})
            for table in (portal_documents, documents, runs):
                connection.execute(delete(table).where(table.c.account_id == account_id))
            connection.execute(delete(accounts).where(accounts.c.id == account_id))
            _drop_empty_companies(connection)
            apply_rules_about_origin(connection)


def _select() -> Select[Any]:
    return (
        select(accounts, companies.c.name.label("company"))
        .join(companies, companies.c.id == accounts.c.company_id)
        .where(accounts.c.closed_at.is_(None))
    )


def _values(source: Account | AccountDraft) -> dict[str, object]:
    return {
        "kind": source.kind.value,
        "portal_id": source.portal_id,
        "url": source.url,
        "documents_url": source.documents_url,
        "username": source.username,
        "since": source.since,
        "allowed_hosts": list(source.allowed_hosts),
        "answers": source.answers,
    }


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        company=row.company,
        kind=AccountKind(row.kind),
        portal_id=row.portal_id,
        url=row.url,
        documents_url=row.documents_url,
        username=row.username,
        since=row.since,
        created_at=row.created_at,
        paused=row.paused,
        allowed_hosts=tuple(row.allowed_hosts),
        answers=row.answers,
    )


def _company(connection: Connection, name: str) -> int:
    """The id of the company, which is created when no other spelling of its name is there."""
    folded = name.casefold()
    known = connection.execute(select(companies.c.id).where(companies.c.folded == folded)).scalar()
    if known is not None:
        return int(known)
    key = connection.execute(insert(companies).values(name=name, folded=folded)).inserted_primary_key
    assert key is not None  # noqa: S101  # SQLite always tells it for one row
    return int(key[0])


def _tell_rules(connection: Connection, before: str, before_id: int, after: str) -> None:
    """Export rules that name the company follow it, when it was renamed rather than left by one account."""
    left = connection.execute(select(companies.c.name).where(companies.c.id == before_id)).scalar()
    if left is None or left == after:
        rename_company(connection, before, after)
    apply_rules_about_origin(connection)


def _drop_empty_companies(connection: Connection) -> None:
    used = select(accounts.c.company_id)
    connection.execute(delete(companies).where(companies.c.id.not_in(used)))
