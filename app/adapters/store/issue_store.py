from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, or_, select, update

from app.adapters.store.database import Database
from app.adapters.store.spare_room import SpareRoom
from app.adapters.store.tables import issues
from app.domain.errors import ErrorCode, MoissonError
from app.domain.issues import Issue
from app.ports.clock import Clock


class SqlIssueStore:
    """IssueStore. Only open issues have a row."""

    def __init__(self, database: Database, clock: Clock, spare_room: SpareRoom) -> None:
        self._database = database
        self._clock = clock
        self._spare_room = spare_room

    def open(
        self,
        kind: str,
        facts: dict[str, str],
        *,
        account_id: int | None = None,
        destination_id: int | None = None,
    ) -> Issue:
        """On a full disk too, as long as there is spare room."""
        try:
            return self._open(kind, facts, account_id, destination_id)
        except MoissonError as error:
            if error.code is not ErrorCode.DISK_FULL or not self._spare_room.give_up():
                raise
        return self._open(kind, facts, account_id, destination_id)

    def _open(
        self, kind: str, facts: dict[str, str], account_id: int | None, destination_id: int | None
    ) -> Issue:
        same = (
            issues.c.kind == kind,
            issues.c.account_id.is_not_distinct_from(account_id),
            issues.c.destination_id.is_not_distinct_from(destination_id),
        )
        with self._database.write() as connection:
            row = connection.execute(
                update(issues).where(*same).values(facts=facts).returning(issues)
            ).first()
            if row is None:
                values = {
                    "kind": kind,
                    "account_id": account_id,
                    "destination_id": destination_id,
                    "since": self._clock.now(),
                    "facts": facts,
                }
                row = connection.execute(insert(issues).values(values).returning(issues)).one()
        return _issue(row)

    def close(
        self,
        *,
        account_id: int | None = None,
        destination_id: int | None = None,
        except_kind: str | None = None,
    ) -> None:
        places = []
        if account_id is not None:
            places.append(issues.c.account_id == account_id)
        if destination_id is not None:
            places.append(issues.c.destination_id == destination_id)
        if not places:
            return
        closing = delete(issues).where(or_(*places))
        if except_kind is not None:
            closing = closing.where(issues.c.kind != except_kind)
        with self._database.write() as connection:
            connection.execute(closing)

    def all_open(self) -> Sequence[Issue]:
        with self._database.read() as connection:
            return [_issue(row) for row in connection.execute(select(issues).order_by(issues.c.id))]


def _issue(row: Row[Any]) -> Issue:
    return Issue(
        id=row.id,
        kind=row.kind,
        account_id=row.account_id,
        destination_id=row.destination_id,
        since=row.since,
        facts=row.facts,
    )
