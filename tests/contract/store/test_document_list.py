"""Lists of very many documents: pages, order, filters, totals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.adapters.store.sql_store import SqlStore
from app.domain.accounts import Account
from app.domain.deliveries import DeliveryState, DestinationKind, ExportRule, Receipt
from app.domain.documents import Delivered, DocumentFilter, DocumentType
from app.ports.document_list import Order, SortBy, Totals
from tests.contract.store.conftest import DRAFT, Add
from tests.contract.store.test_outbox import NOW

INVOICES = ExportRule(types=(DocumentType.INCOMING_INVOICE,))


def names(
    store: SqlStore, by: SortBy = SortBy.ISSUED, *, descending: bool = True, **wanted: object
) -> list[str]:
    rows = store.document_list.rows(DocumentFilter(**wanted), Order(by, descending))  # type: ignore[arg-type]
    return [row.document.portal_document_id for row in rows]


def destination(store: SqlStore, name: str, rule: ExportRule = INVOICES) -> int:
    return store.outbox.add_destination(name, DestinationKind.FOLDER, {"path": f"/{name}"}, rule).id


class TestOrder:
    @pytest.fixture(autouse=True)
    def documents(self, store: SqlStore, add: Add) -> None:
        other = store.accounts.add(replace(DRAFT, company="ÉNERGIE"))
        orange = store.accounts.add(replace(DRAFT, company="Orange"))
        add("a", issued=date(2025, 3, 1), number="10", total=Decimal("9.50"), account_id=orange.id)
        add("b", issued=None, number=None, total=None, file_name="b.pdf", type=DocumentType.OTHER)
        add(
            "c", issued=date(2025, 1, 1), number="9", total=Decimal(-1), file_name="a.pdf", content=b"longest"
        )
        add("d", issued=date(2025, 3, 1), number="8", total=Decimal("100"), account_id=other.id)

    @pytest.mark.parametrize(
        ("by", "rising", "falling"),
        [
            (SortBy.ISSUED, "cdab", "dacb"),
            (SortBy.COLLECTED, "abcd", "dcba"),
            (SortBy.NUMBER, "adcb", "cdab"),
            (SortBy.TOTAL, "cadb", "dacb"),
            (SortBy.COMPANY, "cbad", "dacb"),
            (SortBy.TYPE, "dcab", "bdca"),
            (SortBy.FILE_NAME, "cbda", "dabc"),
            (SortBy.SIZE, "dbac", "cdba"),
        ],
    )
    def test_what_is_not_known_comes_last_and_the_newest_of_equal_ones_first(
        self, store: SqlStore, by: SortBy, rising: str, falling: str
    ) -> None:
        assert "".join(names(store, by, descending=False)) == rising
        assert "".join(names(store, by, descending=True)) == falling

    def test_pages_make_the_whole(self, store: SqlStore) -> None:
        for by in SortBy:
            pages = [names(store, by, limit=1, offset=number)[0] for number in range(4)]
            assert pages == names(store, by)

    def test_ids_are_those_of_the_rows(self, store: SqlStore) -> None:
        ids = store.document_list.ids(DocumentFilter(), Order())
        rows = store.document_list.rows_of([*reversed(ids), 999])
        assert [row.document.id for row in rows] == [*reversed(ids)]
        assert rows[0].document == store.documents.get(ids[-1])


class TestPeriod:
    def test_undated_documents_count_by_their_collection_when_wanted(self, store: SqlStore, add: Add) -> None:
        add("dated", issued=date(2026, 1, 10))
        add("undated", issued=None)  # collected on 15 January 2026
        month = {"issued_from": date(2026, 1, 15), "issued_to": date(2026, 1, 15)}
        assert names(store, **month) == []
        assert names(store, **month, undated=True) == ["undated"]
        assert names(store, issued_from=date(2026, 1, 16), undated=True) == []
        assert names(store, issued_to=date(2026, 1, 14), undated=True) == ["dated"]


class TestText:
    @pytest.mark.parametrize("by", list(SortBy))
    def test_every_order_finds_the_same(self, store: SqlStore, add: Add, by: SortBy) -> None:
        add("1", text="Consommation électrique")
        add("2", text="rien")
        assert names(store, by, text="elec") == ["1"]
        assert names(store, by, text="-") == []
        assert store.document_list.totals(DocumentFilter(text="elec")).count == 1


class TestDelivered:
    @pytest.fixture(autouse=True)
    def deliveries(self, store: SqlStore, add: Add) -> None:
        """There: delivered to the first only. Both: delivered. New: waits. Bad: refused by the first. No: a receipt."""
        first, _ = destination(store, "first"), destination(store, "second")
        for name in ("there", "both", "new", "bad"):
            add(name)
        add("no", type=DocumentType.RECEIPT)
        other = store.accounts.add(replace(DRAFT, username="other"))
        add("twin", content=b"there", account_id=other.id)
        for target in (1, 2):
            for delivery in store.outbox.open_deliveries(target):
                name = delivery.document.portal_document_id
                if name == "both" or (name == "there" and target == first):
                    receipt = Receipt(f"{name}.pdf", "", 1, already_there=target == 2)
                    store.outbox.delivered(delivery.id, receipt, NOW)
                elif name == "bad" and target == first:
                    store.outbox.failed(delivery.id, "too_large", for_good=True)

    @pytest.mark.parametrize(
        ("delivered", "destination_id", "found"),
        [
            (Delivered.YES, None, {"there", "twin", "both"}),
            (Delivered.YES, 2, {"both"}),
            (Delivered.NO, None, {"new", "bad", "no"}),
            (Delivered.NO, 2, {"there", "twin", "new", "bad", "no"}),
            (Delivered.WAITING, None, {"there", "twin", "new", "bad"}),
            (Delivered.WAITING, 1, {"new"}),
            (Delivered.REFUSED, None, {"bad"}),
            (Delivered.REFUSED, 2, set()),
        ],
    )
    def test_filter(
        self, store: SqlStore, delivered: Delivered, destination_id: int | None, found: set[str]
    ) -> None:
        wanted = DocumentFilter(delivered=delivered, destination_id=destination_id)
        assert set(names(store, delivered=delivered, destination_id=destination_id)) == found
        assert store.document_list.totals(wanted).count == len(found)
        assert len(store.documents.list(wanted)) == len(found)

    def test_marks_tell_what_became_of_the_bytes(self, store: SqlStore) -> None:
        rows = {r.document.portal_document_id: r for r in store.document_list.rows(DocumentFilter(), Order())}
        first, second = rows["both"].marks
        assert (first.destination_id, first.state, first.place) == (1, DeliveryState.DELIVERED, "both.pdf")
        assert (first.delivered_at, first.already_there, second.already_there) == (NOW, False, True)
        assert rows["twin"].marks == rows["there"].marks
        assert [(m.state, m.reason) for m in rows["bad"].marks] == [
            (DeliveryState.REFUSED, "too_large"),
            (DeliveryState.NEW, None),
        ]
        assert rows["no"].marks == ()


class TestTotals:
    def test_by_currency_and_exact(self, store: SqlStore, add: Add) -> None:
        for number in range(30):
            add(f"e{number}", total=Decimal("0.1"))
        add("d", total=Decimal("19.99"), currency="USD")
        add("none", total=None, currency="EUR")
        add("unknown", total=Decimal(5), currency=None)
        add("no amount in CHF", total=None, currency="CHF")
        totals = store.document_list.totals(DocumentFilter())
        assert totals == Totals(34, {"EUR": Decimal(3), "USD": Decimal("19.99"), "": Decimal(5)})

    def test_credit_notes_are_taken_off_whatever_their_sign(self, store: SqlStore, add: Add) -> None:
        add("1", total=Decimal("100.00"))
        add("2", total=Decimal("30.00"), type=DocumentType.CREDIT_NOTE)
        add("3", total=Decimal("-20.00"), type=DocumentType.CREDIT_NOTE)
        assert store.document_list.totals(DocumentFilter()).amounts == {"EUR": Decimal("50.00")}

    def test_odd_amounts_are_added_exactly_too(self, store: SqlStore, add: Add) -> None:
        add("1", total=Decimal("12345678901234567890.123456789"))
        add("2", total=Decimal("0.000001"), type=DocumentType.CREDIT_NOTE)
        add("3", total=Decimal("1.5"))
        [amount] = store.document_list.totals(DocumentFilter()).amounts.values()
        assert amount == Decimal("12345678901234567891.623455789") - Decimal(0)

    def test_of_some_of_the_list(self, store: SqlStore, add: Add, account: Account) -> None:
        first, _, third = add("1", total=Decimal(1)), add("2", total=Decimal(2)), add("3", total=Decimal(4))
        assert store.document_list.totals_of([first, third, 99]) == Totals(2, {"EUR": Decimal(5)})
        assert store.document_list.totals_of([]) == Totals()
        assert store.document_list.totals(DocumentFilter(limit=1, account_id=account.id)).count == 3
