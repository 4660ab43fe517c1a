"""Wishes and plans of accounts and destinations, as they come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import SqlStore, open_store
from app.domain.accounts import Account
from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.planning import Plan
from app.domain.schedules import Hours, Scheduled, Subject
from app.ports.store import StoredSchedule
from tests.contract.store.conftest import DRAFT

NOW = datetime(2026, 2, 1, 12, 0, 0, 123456, tzinfo=UTC)
PLAN = Plan(
    next_due=NOW,
    overdue_since=NOW - timedelta(days=1),
    started_at=NOW - timedelta(hours=1),
    last_started_at=NOW - timedelta(hours=1),
    result="portal_unavailable",
    repeats=3,
)
WISHES = StoredSchedule(timedelta(hours=5), (0, 6), Hours(time(22, 30), time(6)))


def of(account: Account) -> Subject:
    return Subject(Scheduled.ACCOUNT, account.id)


def test_what_was_never_stored(store: SqlStore, account: Account) -> None:
    assert store.schedules.get(of(account)) == StoredSchedule()
    assert store.schedules.all() == {}


def test_wishes_and_plans_come_back_whole_and_leave_each_other_alone(
    store: SqlStore, folder: DataFolder, account: Account
) -> None:
    store.schedules.plan(of(account), PLAN)
    assert store.schedules.get(of(account)) == replace(StoredSchedule(), plan=PLAN)
    store.schedules.change(of(account), WISHES)
    assert store.schedules.get(of(account)) == replace(WISHES, plan=PLAN)
    store.schedules.plan(of(account), Plan())
    assert store.schedules.get(of(account)) == WISHES
    store.schedules.change(of(account), StoredSchedule())
    again = open_store(folder, read_only=True)
    assert again.schedules.all() == {of(account): StoredSchedule()}
    again.close()


def test_an_account_and_a_destination_with_one_number(store: SqlStore, account: Account) -> None:
    added = store.outbox.add_destination("Out", DestinationKind.FOLDER, {"path": "/x"}, ExportRule())
    assert added.id == account.id
    destination = Subject(Scheduled.DESTINATION, added.id)
    store.schedules.plan(destination, PLAN)
    assert store.schedules.get(of(account)) == StoredSchedule()
    store.schedules.change(of(account), WISHES)
    assert store.schedules.all() == {of(account): WISHES, destination: replace(StoredSchedule(), plan=PLAN)}
    store.outbox.remove_destination(added.id)
    assert store.schedules.all() == {of(account): WISHES}


def test_what_is_gone_is_not_planned(store: SqlStore, account: Account) -> None:
    other = store.accounts.add(replace(DRAFT, username="other"))
    for number, keep in ((account, True), (other, False)):
        store.schedules.plan(of(number), PLAN)
        store.accounts.remove(number.id, keep_documents=keep)
        store.schedules.plan(of(number), PLAN)
        store.schedules.change(of(number), WISHES)
    store.schedules.plan(Subject(Scheduled.DESTINATION, 7), PLAN)
    assert store.schedules.all() == {}
