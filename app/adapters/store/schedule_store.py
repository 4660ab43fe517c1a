from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from sqlalchemy import Column, Row, exists, select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.adapters.store.database import Database
from app.adapters.store.tables import accounts, destinations, schedules
from app.domain.planning import Plan
from app.domain.schedules import Hours, Scheduled, Subject
from app.ports.store import StoredSchedule


class SqlScheduleStore:
    """ScheduleStore. A row is made when there is something to store."""

    def __init__(self, database: Database, default_hours: Callable[[], Hours | None]) -> None:
        self._database = database
        self._default_hours = default_hours

    def default_hours(self) -> Hours | None:
        return self._default_hours()

    def all(self) -> dict[Subject, StoredSchedule]:
        with self._database.read() as connection:
            return {_subject(row): _stored(row) for row in connection.execute(select(schedules))}

    def get(self, subject: Subject) -> StoredSchedule:
        query = select(schedules).where(_key(subject) == subject.id)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return _stored(row) if row else StoredSchedule()

    def change(self, subject: Subject, wishes: StoredSchedule) -> None:
        self._put(subject, _wishes(wishes), _plan(Plan()))

    def plan(self, subject: Subject, plan: Plan) -> None:
        self._put(subject, _plan(plan), _wishes(StoredSchedule()))

    def _put(self, subject: Subject, values: dict[str, object], when_new: dict[str, object]) -> None:
        key = _key(subject)
        of = accounts if subject.kind is Scheduled.ACCOUNT else destinations
        is_there = select(exists(select(of.c.id).where(of.c.id == subject.id)))
        if subject.kind is Scheduled.ACCOUNT:
            is_there = select(exists(select(of.c.id).where(of.c.id == subject.id, of.c.closed_at.is_(None))))
        statement = upsert(schedules).values({key.name: subject.id, **when_new, **values})
        with self._database.write() as connection:
            if connection.execute(is_there).scalar():
                connection.execute(statement.on_conflict_do_update(index_elements=[key.name], set_=values))


def _key(subject: Subject) -> Column[Any]:
    return schedules.c.account_id if subject.kind is Scheduled.ACCOUNT else schedules.c.destination_id


def _subject(row: Row[Any]) -> Subject:
    if row.account_id is not None:
        return Subject(Scheduled.ACCOUNT, row.account_id)
    return Subject(Scheduled.DESTINATION, row.destination_id)


def _wishes(wishes: StoredSchedule) -> dict[str, object]:
    return {
        "interval_s": int(wishes.interval.total_seconds()) if wishes.interval else None,
        "days": list(wishes.days),
        "opens": wishes.hours.opens.isoformat("minutes") if wishes.hours else None,
        "closes": wishes.hours.closes.isoformat("minutes") if wishes.hours else None,
    }


def _plan(plan: Plan) -> dict[str, object]:
    return {
        "next_due": plan.next_due,
        "overdue_since": plan.overdue_since,
        "started_at": plan.started_at,
        "last_started_at": plan.last_started_at,
        "result": plan.result,
        "repeats": plan.repeats,
    }


def _stored(row: Row[Any]) -> StoredSchedule:
    return StoredSchedule(
        interval=timedelta(seconds=row.interval_s) if row.interval_s else None,
        days=tuple(row.days),
        hours=Hours(time.fromisoformat(row.opens), time.fromisoformat(row.closes)) if row.opens else None,
        plan=Plan(
            next_due=row.next_due,
            overdue_since=row.overdue_since,
            started_at=row.started_at,
            last_started_at=row.last_started_at,
            result=row.result,
            repeats=row.repeats,
        ),
    )
