from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.adapters.store.sql_store import SqlStore
from app.domain.accounts import Account
from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.errors import Outcome
from app.domain.runs import CollectionRun, Counts, Phase
from tests.contract.store.conftest import DRAFT, Add

NOW = datetime(2026, 2, 1, 12, 0, 0, 123456, tzinfo=UTC)


class TestRuns:
    def test_a_run_comes_back_whole(self, store: SqlStore, account: Account, add: Add) -> None:
        started = store.runs.start(account.id, NOW)
        documents = (add("1", run_id=started.id), add("2", run_id=started.id))
        finished = replace(
            started,
            outcome=Outcome.PARTIAL,
            phase=Phase.FETCHING,
            counts=Counts(listed=5, new=2, known=1, out_of_range=1, failed=1),
            duration_s=12.5,
            challenge="code",
            evidence="2026-02-01",
            facts=(("host", "a.example"), ("challenge", "code")),
            documents=documents,
        )
        store.runs.finish(finished)
        assert store.runs.last(account.id) == [finished]

    def test_a_run_whose_process_died_tells_what_it_brought(
        self, store: SqlStore, account: Account, add: Add
    ) -> None:
        started = store.runs.start(account.id, NOW)
        document = add("1", run_id=started.id)
        [found] = store.runs.last(account.id)
        assert (found.outcome, found.documents) == (None, (document,))
        assert started == CollectionRun(started.id, account.id, NOW)

    def test_newest_first_of_this_account(self, store: SqlStore, account: Account) -> None:
        other = store.accounts.add(replace(DRAFT, username="other"))
        ids = [store.runs.start(account.id, NOW).id for _ in range(3)]
        store.runs.start(other.id, NOW)
        assert [run.id for run in store.runs.last(account.id, 2)] == ids[:0:-1]
        assert [run.id for run in store.runs.last(account.id)] == ids[2:]
        assert store.runs.last(99, 5) == []


class TestIssues:
    def test_an_issue_comes_back_whole(self, store: SqlStore, account: Account) -> None:
        opened = store.issues.open("host_not_allowed", {"host": "é.example"}, account_id=account.id)
        assert store.issues.all_open() == [opened]
        assert (opened.facts, opened.destination_id) == ({"host": "é.example"}, None)

    def test_opened_again_it_keeps_its_beginning(self, store: SqlStore, account: Account) -> None:
        first = store.issues.open("partial", {"a": "1"}, account_id=account.id)
        again = store.issues.open("partial", {"a": "2"}, account_id=account.id)
        assert (again.id, again.since, again.facts) == (first.id, first.since, {"a": "2"})
        assert store.issues.all_open() == [again]

    def test_other_kinds_and_places_are_other_issues(self, store: SqlStore, account: Account) -> None:
        destination = store.outbox.add_destination("d", DestinationKind.FOLDER, {}, ExportRule())
        for _ in range(2):
            store.issues.open("partial", {}, account_id=account.id)
            store.issues.open("portal_changed", {}, account_id=account.id)
            store.issues.open("partial", {}, destination_id=destination.id)
            store.issues.open("partial", {})
        assert len(store.issues.all_open()) == 4

    def test_closing_spares_other_places_and_a_kind(self, store: SqlStore, account: Account) -> None:
        destination = store.outbox.add_destination("d", DestinationKind.FOLDER, {}, ExportRule())
        store.issues.open("partial", {}, account_id=account.id)
        store.issues.open("portal_changed", {}, account_id=account.id)
        store.issues.open("destination_quota", {}, destination_id=destination.id)
        store.issues.close()
        assert len(store.issues.all_open()) == 3
        store.issues.close(account_id=account.id, except_kind="partial")
        assert [i.kind for i in store.issues.all_open()] == ["partial", "destination_quota"]
        store.issues.close(destination_id=destination.id)
        store.issues.close(account_id=account.id)
        assert store.issues.all_open() == []
