from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from app.adapters.store.database import Database
from app.adapters.store.tables import contacts
from app.domain.contacts import Contact, Purpose


class SqlContactStore:
    """ContactStore. One row per host, purpose and subject: it grows with what there is, not with time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, hosts: Collection[str], purpose: Purpose, subject: str, at: datetime) -> None:
        if not hosts:
            return
        rows = [
            {
                "host": host,
                "purpose": purpose.value,
                "subject": subject,
                "first_at": at,
                "last_at": at,
                "times": 1,
            }
            for host in sorted(hosts)
        ]
        fresh = upsert(contacts).values(rows)
        again = {"last_at": fresh.excluded.last_at, "times": contacts.c.times + 1}
        key = [contacts.c.host, contacts.c.purpose, contacts.c.subject]
        with self._database.write() as connection:
            connection.execute(fresh.on_conflict_do_update(index_elements=key, set_=again))

    def all(self) -> Sequence[Contact]:
        query = select(contacts).order_by(contacts.c.last_at.desc(), contacts.c.host)
        with self._database.read() as connection:
            return [
                Contact(row.host, Purpose(row.purpose), row.subject, row.first_at, row.last_at, row.times)
                for row in connection.execute(query)
            ]
