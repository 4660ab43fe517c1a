"""Whom the program talked to, when and why."""

from __future__ import annotations

from datetime import UTC, datetime

from app.adapters.store.sql_store import SqlStore
from app.domain.contacts import Contact, Purpose

MONDAY, TUESDAY = datetime(2026, 1, 5, 8, tzinfo=UTC), datetime(2026, 1, 6, 8, tzinfo=UTC)


def test_nobody_at_first(store: SqlStore) -> None:
    assert store.contacts.all() == []
    store.contacts.record([], Purpose.VISIT, "EDF", MONDAY)
    assert store.contacts.all() == []


def test_a_host_is_listed_once_per_reason(store: SqlStore) -> None:
    store.contacts.record({"edf.fr", "cdn.example"}, Purpose.VISIT, "EDF", MONDAY)
    store.contacts.record({"edf.fr"}, Purpose.VISIT, "EDF", TUESDAY)
    store.contacts.record({"cdn.example"}, Purpose.VISIT, "Orange", MONDAY)
    store.contacts.record({"googleapis.com"}, Purpose.DELIVERY, "Compta", TUESDAY)
    assert store.contacts.all() == [
        Contact("edf.fr", Purpose.VISIT, "EDF", MONDAY, TUESDAY, 2),
        Contact("googleapis.com", Purpose.DELIVERY, "Compta", TUESDAY, TUESDAY, 1),
        Contact("cdn.example", Purpose.VISIT, "EDF", MONDAY, MONDAY, 1),
        Contact("cdn.example", Purpose.VISIT, "Orange", MONDAY, MONDAY, 1),
    ]
