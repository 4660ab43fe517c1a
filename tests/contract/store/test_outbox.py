from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.adapters.store.sql_store import SqlStore
from app.domain.accounts import Account
from app.domain.deliveries import DateKind, Delivery, DeliveryState, DestinationKind, ExportRule, Receipt
from app.domain.documents import DocumentType, NewDocument
from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError
from tests.contract.store.conftest import DRAFT, FACTS, Add, stored_file

NOW = datetime(2026, 2, 1, 12, 0, 0, 5, tzinfo=UTC)
EVERYTHING = ExportRule(types=tuple(DocumentType))


def add_destination(store: SqlStore, name: str = "folder", rule: ExportRule = EVERYTHING) -> int:
    return store.outbox.add_destination(name, DestinationKind.FOLDER, {"path": "/x"}, rule).id


def waiting(store: SqlStore, destination: int) -> list[str]:
    return [d.document.portal_document_id for d in store.outbox.open_deliveries(destination)]


class TestDestinations:
    def test_a_destination_comes_back_whole(self, store: SqlStore) -> None:
        rule = ExportRule(
            types=(DocumentType.RECEIPT, DocumentType.OTHER),
            since=date(2025, 1, 1),
            date_kind=DateKind.IMPORTED,
            interval=timedelta(hours=1, minutes=30),
            name_template="{number}",
            accounts=(3, 5),
            companies=("EDF", "Orange"),
            sub_folders=True,
            all_files=True,
        )
        settings = {"path": "/é", "more": "x"}
        added = store.outbox.add_destination("Compta", DestinationKind.GOOGLE_DRIVE, settings, rule)
        assert store.outbox.destinations() == [added]
        assert (added.name, added.kind, added.settings, added.rule, added.outcome) == (
            "Compta",
            DestinationKind.GOOGLE_DRIVE,
            settings,
            rule,
            None,
        )
        assert added.created_at == datetime(2026, 1, 15, 8, 30, 1, tzinfo=UTC)

    def test_a_name_is_used_once(self, store: SqlStore) -> None:
        add_destination(store)
        with pytest.raises(MoissonError) as caught:
            add_destination(store)
        assert caught.value.code is ErrorCode.DESTINATION_EXISTS
        assert len(store.outbox.destinations()) == 1

    def test_it_can_be_changed(self, store: SqlStore) -> None:
        first, second = add_destination(store, "a"), add_destination(store, "b")
        rule = ExportRule(accounts=(1,), companies=("EDF",), sub_folders=True, name_template="{number}")
        changed = store.outbox.update_destination(first, "A", rule)
        assert store.outbox.destinations()[0] == changed
        assert (changed.name, changed.rule, changed.settings) == ("A", rule, {"path": "/x"})
        assert store.outbox.destinations()[1].rule == EVERYTHING
        for number, name, code in (
            (first, "b", ErrorCode.DESTINATION_EXISTS),
            (second + 1, "c", ErrorCode.DESTINATION_NOT_FOUND),
        ):
            with pytest.raises(MoissonError) as caught:
                store.outbox.update_destination(number, name, rule)
            assert caught.value.code is code

    def test_the_last_outcome_is_remembered(self, store: SqlStore) -> None:
        first, second = add_destination(store, "a"), add_destination(store, "b")
        store.outbox.set_outcome(first, DeliveryOutcome.QUOTA)
        assert [d.outcome for d in store.outbox.destinations()] == [DeliveryOutcome.QUOTA, None]
        assert second == store.outbox.destinations()[1].id

    def test_removing_takes_everything_of_it_only(self, store: SqlStore, add: Add) -> None:
        gone, kept = add_destination(store, "a"), add_destination(store, "b")
        document = add("1")
        for destination in (gone, kept):
            [delivery] = store.outbox.open_deliveries(destination)
            store.outbox.reserve({delivery.id: "place"})
            store.issues.open("destination_quota", {}, destination_id=destination)
        store.outbox.remove_destination(gone)
        assert [d.id for d in store.outbox.destinations()] == [kept]
        assert (waiting(store, gone), waiting(store, kept)) == ([], ["1"])
        assert (store.outbox.places(gone), store.outbox.places(kept)) == (frozenset(), {"place"})
        assert [issue.destination_id for issue in store.issues.all_open()] == [kept]
        assert store.documents.get(document) is not None


class TestWhatIsQueued:
    RULE = ExportRule(types=(DocumentType.INCOMING_INVOICE,), since=date(2026, 1, 1))

    def add_all(self, add: Add) -> None:
        add("taken", issued=date(2026, 1, 1))
        add("too old", issued=date(2025, 12, 31))
        add("wrong type", type=DocumentType.STATEMENT)
        add("no date", issued=None)

    def test_new_documents_by_the_rule(self, store: SqlStore, add: Add) -> None:
        destination = add_destination(store, rule=self.RULE)
        self.add_all(add)
        assert waiting(store, destination) == ["taken", "no date"]

    def test_stored_documents_by_the_rule(self, store: SqlStore, add: Add) -> None:
        self.add_all(add)
        assert waiting(store, add_destination(store, rule=self.RULE)) == ["taken", "no date"]

    def test_every_destination_gets_its_own(self, store: SqlStore, add: Add) -> None:
        first, second = add_destination(store, "a"), add_destination(store, "b")
        add("1")
        assert (waiting(store, first), waiting(store, second)) == (["1"], ["1"])

    def test_the_same_bytes_once_per_destination(self, store: SqlStore, add: Add) -> None:
        other = store.accounts.add(replace(DRAFT, username="other"))
        before = add_destination(store, "before")
        add("1", content=b"same")
        add("1", content=b"same", account_id=other.id)
        add("2", content=b"same", account_id=other.id)
        assert (waiting(store, before), waiting(store, add_destination(store, "after"))) == (["1"], ["1"])

    def test_a_new_destination_may_find_nothing(self, store: SqlStore) -> None:
        assert waiting(store, add_destination(store)) == []

    def test_oldest_document_first(self, store: SqlStore, add: Add) -> None:
        destination = add_destination(store)
        add("new", issued=date(2026, 1, 1))
        add("unknown", issued=None)
        add("old", issued=date(2020, 1, 1))
        assert waiting(store, destination) == ["old", "new", "unknown"]


class TestAChangedRule:
    INVOICES = ExportRule(types=(DocumentType.INCOMING_INVOICE,))

    def change(self, store: SqlStore, destination: int, rule: ExportRule) -> None:
        store.outbox.update_destination(destination, "folder", rule)

    def test_what_it_takes_no_more_does_not_wait(self, store: SqlStore, add: Add) -> None:
        destination = add_destination(store)
        add("invoice")
        add("receipt", type=DocumentType.RECEIPT)
        self.change(store, destination, self.INVOICES)
        assert waiting(store, destination) == ["invoice"]

    def test_what_it_takes_now_waits(self, store: SqlStore, add: Add) -> None:
        destination = add_destination(store, rule=self.INVOICES)
        add("invoice")
        add("receipt", type=DocumentType.RECEIPT)
        self.change(store, destination, EVERYTHING)
        assert waiting(store, destination) == ["invoice", "receipt"]

    def test_a_reserved_place_outlives_the_change(self, store: SqlStore, add: Add) -> None:
        """Its bytes may have gone there already: only the same place makes it safe to send them again."""
        destination = add_destination(store)
        add("receipt", type=DocumentType.RECEIPT)
        [delivery] = store.outbox.open_deliveries(destination)
        store.outbox.reserve({delivery.id: "a.pdf"})
        self.change(store, destination, self.INVOICES)
        assert waiting(store, destination) == []
        store.outbox.reserve({delivery.id: "b.pdf"})
        assert waiting(store, destination) == []
        self.change(store, destination, EVERYTHING)
        [again] = store.outbox.open_deliveries(destination)
        assert (again.id, again.state, again.place) == (delivery.id, DeliveryState.RESERVED, "a.pdf")

    def test_what_was_delivered_stays_so(self, store: SqlStore, add: Add) -> None:
        destination = add_destination(store)
        add("1")
        [delivery] = store.outbox.open_deliveries(destination)
        store.outbox.delivered(delivery.id, Receipt("a.pdf", "", 1), NOW)
        for rule in (ExportRule(types=()), EVERYTHING):
            self.change(store, destination, rule)
            assert waiting(store, destination) == []
        assert len(store.outbox.deliveries(destination, DeliveryState.DELIVERED)) == 1

    def test_the_same_bytes_from_an_account_that_it_takes(self, store: SqlStore, add: Add) -> None:
        """They waited for another account, which the rule dropped: they must not stay away for that."""
        other = store.accounts.add(replace(DRAFT, company="Orange", username="other"))
        destination = add_destination(store)
        add("1", content=b"same")
        self.change(store, destination, replace(EVERYTHING, accounts=(other.id,)))
        assert waiting(store, destination) == []
        add("2", content=b"same", account_id=other.id)
        [delivery] = store.outbox.open_deliveries(destination)
        assert delivery.document.company == "Orange"
        self.change(store, destination, EVERYTHING)
        assert len(store.outbox.open_deliveries(destination)) == 1

    def test_it_takes_the_document_of_the_account_that_it_names(self, store: SqlStore, add: Add) -> None:
        other = store.accounts.add(replace(DRAFT, company="Orange", username="other"))
        add("1", content=b"same")
        add("2", content=b"same", account_id=other.id)
        destination = add_destination(store)
        self.change(store, destination, replace(EVERYTHING, accounts=(other.id,)))
        [delivery] = store.outbox.open_deliveries(destination)
        assert delivery.document.company == "Orange"

    def test_only_pdf(self, store: SqlStore, account: Account) -> None:
        destination = add_destination(store, rule=ExportRule())
        for suffix in (".pdf", ".jpg", ".xml"):
            file = replace(stored_file(suffix.encode()), suffix=suffix)
            store.documents.add(account.id, None, NewDocument(suffix, "x" + suffix, FACTS), file)
        assert waiting(store, destination) == [".pdf"]
        self.change(store, destination, ExportRule(all_files=True))
        assert waiting(store, destination) == [".pdf", ".jpg", ".xml"]


class TestRulesAboutOrigin:
    def test_a_rule_follows_its_company_to_a_new_name(
        self, store: SqlStore, account: Account, add: Add
    ) -> None:
        destination = add_destination(store, rule=replace(EVERYTHING, companies=("edf",)))
        add("1")
        store.accounts.update(replace(account, company="Électricité de France"))
        add("2")
        assert waiting(store, destination) == ["1", "2"]
        assert store.outbox.destinations()[0].rule.companies == ("Électricité de France",)

    def test_an_account_that_leaves_its_company(self, store: SqlStore, account: Account, add: Add) -> None:
        store.accounts.add(replace(DRAFT, username="stays"))
        destination = add_destination(store, rule=replace(EVERYTHING, companies=("EDF",)))
        orange = add_destination(store, "orange", rule=replace(EVERYTHING, companies=("Orange",)))
        add("1")
        store.accounts.update(replace(account, company="Orange"))
        assert (waiting(store, destination), waiting(store, orange)) == ([], ["1"])
        assert store.outbox.destinations()[0].rule.companies == ("EDF",)

    def test_an_account_that_is_gone_does_not_open_the_rule_to_all(
        self, store: SqlStore, account: Account, add: Add
    ) -> None:
        other = store.accounts.add(replace(DRAFT, company="Orange", username="other"))
        destination = add_destination(store, rule=replace(EVERYTHING, accounts=(account.id,)))
        add("1", content=b"same")
        add("2", content=b"same", account_id=other.id)
        store.accounts.remove(account.id, keep_documents=False)
        add("3", account_id=other.id)
        assert waiting(store, destination) == []


class TestDelivery:
    @pytest.fixture
    def destination(self, store: SqlStore) -> int:
        return add_destination(store)

    @pytest.fixture
    def delivery(self, store: SqlStore, destination: int, add: Add) -> Delivery:
        add("1")
        [delivery] = store.outbox.open_deliveries(destination)
        return delivery

    def now(self, store: SqlStore, delivery: Delivery) -> Delivery:
        [found] = [
            found
            for state in DeliveryState
            for found in store.outbox.deliveries(delivery.destination_id, state)
        ]
        return found

    def test_it_starts_new(self, store: SqlStore, delivery: Delivery) -> None:
        document = store.documents.get(delivery.document.id)
        assert (delivery.document, delivery.state, delivery.place, delivery.attempts) == (
            document,
            DeliveryState.NEW,
            None,
            0,
        )

    def test_reserved_then_delivered(self, store: SqlStore, delivery: Delivery, destination: int) -> None:
        store.outbox.reserve({delivery.id: "a.pdf"})
        [reserved] = store.outbox.open_deliveries(destination)
        assert (reserved.state, reserved.place) == (DeliveryState.RESERVED, "a.pdf")
        store.outbox.delivered(delivery.id, Receipt("b.pdf", "", 1, already_there=True), NOW)
        done = self.now(store, delivery)
        assert (done.state, done.place, done.delivered_at) == (DeliveryState.DELIVERED, "b.pdf", NOW)
        assert store.outbox.open_deliveries(destination) == []
        assert store.outbox.places(destination) == {"a.pdf", "b.pdf"}

    def test_a_released_place_stays_taken(
        self, store: SqlStore, delivery: Delivery, destination: int
    ) -> None:
        store.outbox.reserve({delivery.id: "a.pdf"})
        store.outbox.release(delivery.id)
        released = self.now(store, delivery)
        assert (released.state, released.place) == (DeliveryState.NEW, None)
        assert store.outbox.places(destination) == {"a.pdf"}

    def test_another_place_can_be_reserved(
        self, store: SqlStore, delivery: Delivery, destination: int
    ) -> None:
        store.outbox.reserve({delivery.id: "a.pdf"})
        store.outbox.reserve({delivery.id: "a.pdf"})
        store.outbox.reserve({delivery.id: "b.pdf"})
        assert self.now(store, delivery).place == "b.pdf"
        assert store.outbox.places(destination) == {"a.pdf", "b.pdf"}

    def test_failures_are_counted_and_tried_again(self, store: SqlStore, delivery: Delivery) -> None:
        store.outbox.failed(delivery.id, "unreachable", for_good=False)
        store.outbox.failed(delivery.id, "unreachable", for_good=False)
        found = self.now(store, delivery)
        assert (found.state, found.attempts) == (DeliveryState.NEW, 2)

    def test_a_refusal_is_for_good(self, store: SqlStore, delivery: Delivery, destination: int) -> None:
        store.outbox.failed(delivery.id, "too_large", for_good=True)
        store.outbox.reserve({delivery.id: "a.pdf"})
        store.outbox.release(delivery.id)
        assert self.now(store, delivery).state is DeliveryState.REFUSED
        assert store.outbox.open_deliveries(destination) == []

    def test_what_was_delivered_is_not_reserved_again(
        self, store: SqlStore, delivery: Delivery, destination: int
    ) -> None:
        store.outbox.delivered(delivery.id, Receipt("a.pdf", "", 1), NOW)
        store.outbox.reserve({delivery.id: "b.pdf"})
        store.outbox.release(delivery.id)
        assert self.now(store, delivery).place == "a.pdf"
        assert store.outbox.places(destination) == {"a.pdf"}

    @pytest.mark.parametrize("before", ["delivered", "reserved", "refused"])
    def test_again_at_another_place(
        self, store: SqlStore, delivery: Delivery, destination: int, before: str
    ) -> None:
        store.outbox.reserve({delivery.id: "a.pdf"})
        if before == "delivered":
            store.outbox.delivered(delivery.id, Receipt("a.pdf", "", 1), NOW)
        else:
            store.outbox.failed(delivery.id, "removed_there", for_good=before == "refused")
        store.outbox.again(delivery.id, "b.pdf")
        [found] = store.outbox.open_deliveries(destination)
        assert (found.state, found.place, found.reason, found.delivered_at) == (
            DeliveryState.RESERVED,
            "b.pdf",
            None,
            None,
        )
        assert store.outbox.places(destination) == {"a.pdf", "b.pdf"}

    def test_why_it_failed_is_remembered(self, store: SqlStore, delivery: Delivery) -> None:
        store.outbox.failed(delivery.id, "removed_there", for_good=False)
        assert self.now(store, delivery).reason == "removed_there"

    def test_a_delivery_that_is_gone_is_no_error(self, store: SqlStore, delivery: Delivery) -> None:
        store.outbox.remove_destination(delivery.destination_id)
        store.outbox.delivered(delivery.id, Receipt("a.pdf", "", 1), NOW)
        store.outbox.reserve({delivery.id: "a.pdf"})
        store.outbox.failed(delivery.id, "x", for_good=True)
        store.outbox.again(delivery.id, "a.pdf")


def test_four_threads_deliver(store: SqlStore, add: Add) -> None:
    destination = add_destination(store)
    for number in range(40):
        add(str(number))
    open_ = store.outbox.open_deliveries(destination)
    store.outbox.reserve({delivery.id: f"{delivery.id}.pdf" for delivery in open_})
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda d: store.outbox.delivered(d.id, Receipt(f"{d.id}.pdf", "", 1), NOW), open_))
    assert len(store.outbox.deliveries(destination, DeliveryState.DELIVERED)) == 40
    assert len(store.outbox.places(destination)) == 40
