"""What the user says of a document, and what follows for its deliveries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.adapters.store.sql_store import SqlStore
from app.domain.deliveries import DeliveryState, DestinationKind, ExportRule, Receipt
from app.domain.documents import DocumentFilter, DocumentType, Source
from tests.contract.store.conftest import DRAFT, FACTS, Add
from tests.contract.store.test_outbox import NOW, waiting

RECEIPTS = ExportRule(types=(DocumentType.RECEIPT,))
INVOICES = ExportRule(types=(DocumentType.INCOMING_INVOICE,), since=date(2026, 1, 1))
RECEIPT = replace(FACTS, type=DocumentType.RECEIPT, source=Source.MANUAL)


@pytest.fixture
def invoices(store: SqlStore) -> int:
    return store.outbox.add_destination("invoices", DestinationKind.FOLDER, {"path": "/a"}, INVOICES).id


@pytest.fixture
def receipts(store: SqlStore) -> int:
    return store.outbox.add_destination("receipts", DestinationKind.FOLDER, {"path": "/b"}, RECEIPTS).id


def test_it_is_stored_and_found(store: SqlStore, add: Add) -> None:
    document, other = add("1", text="le texte"), add("2")
    said = replace(RECEIPT, number="NEUF-9", issued=None, total=Decimal("1.00"), currency="CHF")
    corrected = store.documents.correct(document, said)
    assert corrected == store.documents.get(document) and corrected is not None
    assert corrected.facts == said
    for text in ("neuf", "texte neuf", "EDF neuf"):
        assert [found.id for found in store.documents.list(DocumentFilter(text=text))] == [document]
    assert [found.id for found in store.documents.list(DocumentFilter(text="F-2026-001"))] == [other]


def test_one_that_is_gone(store: SqlStore) -> None:
    assert store.documents.correct(7, FACTS) is None


def test_a_number_that_is_taken_away_is_no_longer_found(store: SqlStore, add: Add) -> None:
    store.documents.correct(add("1"), replace(FACTS, number=None))
    assert store.documents.list(DocumentFilter(text="F-2026-001")) == []


def test_what_waits_follows_the_type(store: SqlStore, add: Add, invoices: int, receipts: int) -> None:
    document = add("1")
    add("2")
    store.documents.correct(document, RECEIPT)
    assert (waiting(store, invoices), waiting(store, receipts)) == (["2"], ["1"])
    store.documents.correct(document, FACTS)
    assert (waiting(store, invoices), waiting(store, receipts)) == (["1", "2"], [])


def test_what_waits_follows_the_date(store: SqlStore, add: Add, invoices: int) -> None:
    document = add("1", issued=date(2025, 12, 31))
    assert waiting(store, invoices) == []
    store.documents.correct(document, FACTS)
    assert waiting(store, invoices) == ["1"]


def test_a_reserved_place_outlives_it(store: SqlStore, add: Add, invoices: int) -> None:
    """Its bytes may have gone there already: only the same place makes it safe to send them again."""
    document = add("1")
    [delivery] = store.outbox.open_deliveries(invoices)
    store.outbox.reserve({delivery.id: "a.pdf"})
    store.documents.correct(document, RECEIPT)
    assert waiting(store, invoices) == []
    store.documents.correct(document, FACTS)
    [again] = store.outbox.open_deliveries(invoices)
    assert (again.id, again.state, again.place) == (delivery.id, DeliveryState.RESERVED, "a.pdf")


@pytest.mark.parametrize("state", [DeliveryState.DELIVERED, DeliveryState.REFUSED])
def test_what_was_settled_stays(
    store: SqlStore, add: Add, invoices: int, receipts: int, state: DeliveryState
) -> None:
    document = add("1")
    [delivery] = store.outbox.open_deliveries(invoices)
    if state is DeliveryState.DELIVERED:
        store.outbox.delivered(delivery.id, Receipt("a.pdf", "", 1), NOW)
    else:
        store.outbox.failed(delivery.id, "too_large", for_good=True)
    for facts in (RECEIPT, FACTS):
        store.documents.correct(document, facts)
        assert [d.id for d in store.outbox.deliveries(invoices, state)] == [delivery.id]
        assert waiting(store, invoices) == []


def test_the_same_bytes_of_another_account_still_go(store: SqlStore, add: Add, invoices: int) -> None:
    other = store.accounts.add(replace(DRAFT, username="other"))
    first = add("1", content=b"same")
    second = add("2", content=b"same", account_id=other.id)
    store.documents.correct(first, RECEIPT)
    [delivery] = store.outbox.open_deliveries(invoices)
    assert delivery.document.id == second
