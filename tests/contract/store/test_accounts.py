from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.adapters.store.sql_store import SqlStore
from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.deliveries import DeliveryState, DestinationKind, ExportRule, Receipt
from app.domain.documents import DocumentFilter
from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from app.domain.runs import SeenRow
from tests.contract.store.conftest import DRAFT, Add

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def test_an_account_comes_back_whole(store: SqlStore) -> None:
    draft = AccountDraft(
        company="Élec & Cie",
        kind=AccountKind.PORTAL,
        portal_id="elec",
        url="https://elec.example/",
        documents_url="https://elec.example/factures",
        username="é",
        since=date(2024, 2, 29),
        allowed_hosts=("login.example", "b.example"),
        answers={"region": "Île-de-France"},
    )
    added = store.accounts.add(draft)
    assert store.accounts.get(added.id) == added
    assert store.accounts.all() == [added]
    assert added == Account(
        id=added.id,
        company="Élec & Cie",
        kind=AccountKind.PORTAL,
        portal_id="elec",
        url="https://elec.example/",
        documents_url="https://elec.example/factures",
        username="é",
        since=date(2024, 2, 29),
        created_at=datetime(2026, 1, 15, 8, 30, 1, tzinfo=UTC),
        allowed_hosts=("login.example", "b.example"),
        answers={"region": "Île-de-France"},
    )
    assert added.answers == {"region": "Île-de-France"}
    assert added.created_at.tzinfo is UTC


def test_a_manual_account_needs_no_more_than_a_company(store: SqlStore) -> None:
    added = store.accounts.add(AccountDraft("Papeterie", AccountKind.MANUAL))
    found = store.accounts.get(added.id)
    assert found is not None and (found.portal_id, found.url, found.since) == (None, None, None)


def test_every_field_can_be_changed(store: SqlStore, account: Account) -> None:
    changed = replace(
        account,
        company="EDF Pro",
        portal_id=None,
        url="https://a.example",
        documents_url="https://a.example/d",
        username="other",
        since=date(2025, 1, 1),
        paused=True,
        allowed_hosts=("x.example",),
        answers={"a": "b"},
    )
    store.accounts.update(changed)
    found = store.accounts.get(account.id)
    assert found == changed and found is not None and found.answers == {"a": "b"}


def test_a_change_of_company_is_found_by_search(store: SqlStore, account: Account, add: Add) -> None:
    document = add("1", supplier="Groupe Electra")
    store.accounts.update(replace(account, company="Zénith"))
    for text in ("zenith", "electra"):
        assert [d.id for d in store.documents.list(DocumentFilter(text=text))] == [document]
    assert store.documents.list(DocumentFilter(text="EDF")) == []
    found = store.documents.get(document)
    assert found is not None and found.company == "Zénith"


def test_two_spellings_are_one_company(store: SqlStore, account: Account) -> None:
    assert store.accounts.add(replace(DRAFT, company="edf")).company == "EDF"
    store.accounts.update(replace(account, company="Edf"))
    assert {a.company for a in store.accounts.all()} == {"Edf"}


def test_an_unknown_account_cannot_be_changed(store: SqlStore, account: Account) -> None:
    with pytest.raises(MoissonError) as caught:
        store.accounts.update(replace(account, id=99))
    assert caught.value.code is ErrorCode.ACCOUNT_NOT_FOUND
    assert store.accounts.get(99) is None


def test_removing_takes_everything_of_the_account_only(store: SqlStore, account: Account, add: Add) -> None:
    other = store.accounts.add(replace(DRAFT, username="other"))
    run = store.runs.start(account.id, NOW)
    gone, kept = add("1", run_id=run.id, text="chauffage"), add("2", account_id=other.id)
    for owner in (account, other):
        store.documents.record_missed(owner.id, "3", "label", DocumentFailure.EMPTY)
        store.documents.record_row(owner.id, SeenRow("key", "print", 1, 0, None, NOW))
        store.issues.open("partial", {}, account_id=owner.id)
    store.accounts.remove(account.id, keep_documents=False)
    assert store.accounts.all() == [other]
    assert store.documents.get(gone) is None
    assert [d.id for d in store.documents.list(DocumentFilter())] == [kept]
    assert store.documents.list(DocumentFilter(text="chauffage")) == []
    assert store.runs.last(account.id) == []
    assert (store.documents.missed(account.id), store.documents.seen_rows(account.id)) == ([], {})
    assert [issue.account_id for issue in store.issues.all_open()] == [other.id]
    assert len(store.documents.missed(other.id)) == 1


def test_an_id_is_never_given_again(store: SqlStore, account: Account) -> None:
    store.accounts.remove(account.id, keep_documents=False)
    assert store.accounts.add(DRAFT).id > account.id


def test_documents_can_outlive_their_account(store: SqlStore, account: Account, add: Add) -> None:
    run = store.runs.start(account.id, NOW)
    document = add("1", run_id=run.id)
    store.issues.open("partial", {}, account_id=account.id)
    store.documents.record_missed(account.id, "3", "label", DocumentFailure.EMPTY)
    store.accounts.remove(account.id, keep_documents=True)
    assert (store.accounts.get(account.id), store.accounts.all()) == (None, [])
    [found] = store.documents.list(DocumentFilter(account_id=account.id, text="F-2026-001"))
    assert (found.id, found.company) == (document, "EDF")
    assert store.issues.all_open() == []
    assert store.documents.missed(account.id) == []
    with pytest.raises(MoissonError):
        store.accounts.update(account)


class TestDeliveriesOfARemovedAccount:
    """The same bytes never go twice to one destination, whoever they came from."""

    @pytest.fixture
    def destination(self, store: SqlStore) -> int:
        return store.outbox.add_destination("d", DestinationKind.FOLDER, {}, ExportRule()).id

    def test_delivered_bytes_stay_delivered(
        self, store: SqlStore, account: Account, destination: int, add: Add
    ) -> None:
        add("1", content=b"same")
        [delivery] = store.outbox.open_deliveries(destination)
        store.outbox.delivered(delivery.id, Receipt("place", "", 4), NOW)
        store.accounts.remove(account.id, keep_documents=False)
        assert store.outbox.deliveries(destination, DeliveryState.DELIVERED) == []
        other = store.accounts.add(DRAFT)
        add("1", content=b"same", account_id=other.id)
        assert store.outbox.open_deliveries(destination) == []
        assert store.outbox.places(destination) == {"place"}

    def test_what_waits_goes_with_it(
        self, store: SqlStore, account: Account, destination: int, add: Add
    ) -> None:
        add("1")
        store.accounts.remove(account.id, keep_documents=False)
        assert store.outbox.open_deliveries(destination) == []
        other = store.accounts.add(DRAFT)
        add("1", account_id=other.id)
        assert len(store.outbox.open_deliveries(destination)) == 1

    @pytest.mark.parametrize("state", [DeliveryState.NEW, DeliveryState.RESERVED, DeliveryState.DELIVERED])
    def test_another_accounts_copy_takes_over(
        self, store: SqlStore, account: Account, destination: int, add: Add, state: DeliveryState
    ) -> None:
        other = store.accounts.add(replace(DRAFT, username="other"))
        add("1", content=b"same")
        copy = add("1", content=b"same", account_id=other.id)
        [delivery] = store.outbox.open_deliveries(destination)
        if state is not DeliveryState.NEW:
            store.outbox.reserve({delivery.id: "place"})
        if state is DeliveryState.DELIVERED:
            store.outbox.delivered(delivery.id, Receipt("place", "", 4), NOW)
        store.accounts.remove(account.id, keep_documents=False)
        [found] = store.outbox.deliveries(destination, state)
        assert (found.id, found.document.id, found.state) == (delivery.id, copy, state)
