from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from app.adapters.store.sql_store import SqlStore
from app.domain.accounts import Account
from app.domain.documents import Document, DocumentFacts, DocumentFilter, DocumentType, NewDocument, Source
from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from app.domain.runs import SeenRow
from tests.contract.store.conftest import DRAFT, FACTS, Add, stored_file

FILE = stored_file(b"content")


def test_a_document_comes_back_whole(store: SqlStore, account: Account) -> None:
    key, new = store.documents.add(account.id, None, NewDocument("INV/1", "f é.pdf", FACTS, "text"), FILE)
    assert new
    found = store.documents.get(key)
    assert found == Document(
        id=key,
        account_id=account.id,
        company="EDF",
        portal_document_id="INV/1",
        file_name="f é.pdf",
        sha256=FILE.sha256,
        md5=FILE.md5,
        size=FILE.size,
        suffix=".pdf",
        facts=FACTS,
        collected_at=datetime(2026, 1, 15, 8, 30, 2, tzinfo=UTC),
    )
    assert store.documents.list(DocumentFilter()) == [found]
    assert str(found.facts.total) == "1234.50"


def test_what_is_not_known_stays_unknown(store: SqlStore, account: Account) -> None:
    key, _ = store.documents.add(account.id, None, NewDocument("1", "f", DocumentFacts()), FILE)
    found = store.documents.get(key)
    assert found is not None and found.facts == DocumentFacts()


@pytest.mark.parametrize("total", ["0.00", "-12.30", "12345678901234567890.123456789"])
def test_amounts_stay_exact(store: SqlStore, add: Add, total: str) -> None:
    found = store.documents.get(add("1", total=Decimal(total)))
    assert found is not None and str(found.facts.total) == total


def test_texts_that_no_file_could_hold_do_not_lose_a_document(store: SqlStore, account: Account) -> None:
    odd = "a\ud800b\0c é 😀"
    facts = replace(FACTS, number=odd, supplier=odd)
    store.documents.record_missed(account.id, odd, odd, DocumentFailure.EMPTY)
    key, _ = store.documents.add(account.id, None, NewDocument(odd, odd, facts, odd + " chauffage"), FILE)
    again = store.documents.add(account.id, None, NewDocument(odd, odd, facts), stored_file(b"other"))
    assert again == (key, False)
    [found] = store.documents.list(DocumentFilter(text="chauffage \ud800"))
    assert (found.file_name, found.facts.number) == ("a?b\0c é 😀", "a?b\0c é 😀")
    assert store.documents.missed(account.id) == []


def test_of_very_long_texts_the_beginning_is_searched(store: SqlStore, account: Account) -> None:
    text = "premier " + "mot " * 300_000 + "dernier"
    store.documents.add(account.id, None, NewDocument("1", "f", FACTS, text), FILE)
    assert len(store.documents.list(DocumentFilter(text="premier"))) == 1
    assert store.documents.list(DocumentFilter(text="dernier")) == []


def test_no_document_is_none(store: SqlStore) -> None:
    assert store.documents.get(1) is None


class TestIdentity:
    def test_the_portals_id_comes_first(self, store: SqlStore, account: Account, add: Add) -> None:
        key = add("1", content=b"printed today")
        found = store.documents.add(
            account.id, None, NewDocument("1", "f", FACTS), stored_file(b"printed tomorrow")
        )
        assert found == (key, False)
        assert len(store.documents.list(DocumentFilter())) == 1

    def test_the_same_bytes_are_the_same_document(self, store: SqlStore, account: Account, add: Add) -> None:
        key = add("1", content=b"same")
        found = store.documents.add(account.id, None, NewDocument("2", "f", FACTS), stored_file(b"same"))
        assert found == (key, False)
        assert store.documents.known(account.id) == {"1", "2"}
        assert len(store.documents.list(DocumentFilter())) == 1

    def test_another_account_has_documents_of_its_own(
        self, store: SqlStore, account: Account, add: Add
    ) -> None:
        other = store.accounts.add(replace(DRAFT, username="other"))
        assert add("1", content=b"same") != add("1", content=b"same", account_id=other.id)
        assert store.documents.known(other.id) == {"1"}
        assert store.documents.contents() == [(stored_file(b"same").sha256, ".pdf", 4)]

    def test_an_unknown_account_stores_nothing(self, store: SqlStore) -> None:
        with pytest.raises(MoissonError) as caught:
            store.documents.add(9, None, NewDocument("1", "f", FACTS), FILE)
        assert caught.value.code is ErrorCode.ACCOUNT_NOT_FOUND
        assert store.documents.contents() == []

    def test_four_threads_store_each_document_once(self, store: SqlStore, account: Account) -> None:
        def add(number: int) -> bool:
            document = NewDocument(f"{number % 40}", "f", FACTS)
            return store.documents.add(account.id, None, document, stored_file(b"%d" % (number % 40)))[1]

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(add, range(160))) == 40
        assert len(store.documents.list(DocumentFilter())) == 40


class TestMissed:
    def test_what_was_missed_is_counted(self, store: SqlStore, account: Account) -> None:
        store.documents.record_missed(account.id, "1", "Facture 1", DocumentFailure.UNREACHABLE)
        store.documents.record_missed(account.id, "1", "Facture n° 1", DocumentFailure.EMPTY)
        store.documents.record_missed(account.id, "2", "Facture 2", DocumentFailure.EMPTY)
        first, second = store.documents.missed(account.id)
        assert (first.portal_document_id, first.label, first.reason, first.attempts) == (
            "1",
            "Facture n° 1",
            DocumentFailure.EMPTY,
            2,
        )
        assert (second.attempts, second.account_id) == (1, account.id)
        assert first.last_seen < second.last_seen
        assert store.documents.known(account.id) == frozenset()

    def test_a_stored_document_is_no_longer_missed(self, store: SqlStore, account: Account, add: Add) -> None:
        for portal_document_id in ("1", "2"):
            store.documents.record_missed(account.id, portal_document_id, "", DocumentFailure.EMPTY)
        add("1", content=b"same")
        assert [m.portal_document_id for m in store.documents.missed(account.id)] == ["2"]
        add("2", content=b"same")
        assert store.documents.missed(account.id) == []

    def test_a_stored_document_cannot_be_missed(self, store: SqlStore, account: Account, add: Add) -> None:
        add("1")
        store.documents.record_missed(account.id, "1", "", DocumentFailure.EMPTY)
        assert store.documents.missed(account.id) == []

    def test_a_row_whose_files_were_taken_is_no_longer_missed(
        self, store: SqlStore, account: Account
    ) -> None:
        """While its page could not be read it was missed under its own name; its files have names of theirs."""
        store.documents.record_missed(account.id, "order-1", "Order 1", DocumentFailure.UNREACHABLE)
        row = SeenRow("order-1", "print", 0, 1, None, datetime(2026, 1, 1, 12, tzinfo=UTC))
        store.documents.record_row(account.id, row)
        assert len(store.documents.missed(account.id)) == 1
        store.documents.record_row(account.id, replace(row, files=2, failed=0))
        assert store.documents.missed(account.id) == []


def test_rows_are_remembered_as_last_read(store: SqlStore, account: Account) -> None:
    read_at = datetime(2026, 1, 1, 12, tzinfo=UTC)
    row = SeenRow("order-1", "print", 1, 2, date(2025, 12, 24), read_at)
    store.documents.record_row(account.id, row)
    store.documents.record_row(account.id, replace(row, key="order-2", issued=None))
    changed = replace(row, fingerprint="other", files=3, failed=0, read_at=read_at + timedelta(days=1))
    store.documents.record_row(account.id, changed)
    assert store.documents.seen_rows(account.id) == {
        "order-1": changed,
        "order-2": replace(row, key="order-2", issued=None),
    }


def test_times_are_stored_in_utc_and_need_a_zone(store: SqlStore, account: Account) -> None:
    paris = datetime.fromisoformat("2026-01-01T01:00:00+01:00")
    store.documents.record_row(account.id, SeenRow("k", "p", 1, 0, None, paris))
    found = store.documents.seen_rows(account.id)["k"].read_at
    assert found == paris and found.utcoffset() == timedelta(0)
    naive = datetime(2026, 1, 1)
    with pytest.raises(Exception, match="without zone"):
        store.documents.record_row(account.id, SeenRow("k", "p", 1, 0, None, naive))


class TestList:
    def ids(self, store: SqlStore, **wanted: object) -> list[str]:
        found = store.documents.list(DocumentFilter(**wanted))  # type: ignore[arg-type]
        return [document.portal_document_id for document in found]

    def test_newest_first_and_unknown_dates_last(self, store: SqlStore, add: Add) -> None:
        add("unknown", issued=None)
        add("old", issued=date(2024, 1, 1))
        add("new", issued=date(2026, 1, 1))
        add("new, stored later", issued=date(2026, 1, 1))
        assert self.ids(store) == ["new, stored later", "new", "old", "unknown"]

    def test_filters_are_combined(self, store: SqlStore, account: Account, add: Add) -> None:
        other = store.accounts.add(replace(DRAFT, company="ÉNERGIE"))
        add("1", issued=date(2025, 1, 1))
        add("2", issued=date(2025, 2, 1), type=DocumentType.STATEMENT)
        add("3", issued=date(2025, 3, 1), account_id=other.id)
        add("4", issued=None)
        assert self.ids(store, account_id=account.id) == ["2", "1", "4"]
        assert self.ids(store, company="énergie") == ["3"]
        assert self.ids(store, company="nobody") == []
        assert self.ids(store, type=DocumentType.STATEMENT) == ["2"]
        assert self.ids(store, issued_from=date(2025, 2, 1)) == ["3", "2"]
        assert self.ids(store, issued_to=date(2025, 2, 1)) == ["2", "1"]
        assert self.ids(store, issued_from=date(2025, 1, 2), account_id=account.id) == ["2"]

    def test_pages(self, store: SqlStore, add: Add) -> None:
        for day in range(1, 6):
            add(str(day), issued=date(2025, 1, day))
        assert self.ids(store, limit=2) == ["5", "4"]
        assert self.ids(store, limit=2, offset=3) == ["2", "1"]
        assert self.ids(store, offset=4) == ["1"]
        assert self.ids(store, limit=0) == []

    def test_facts_come_from_their_source(self, store: SqlStore, add: Add) -> None:
        add("1", source=Source.TEXT, confidence=0.25)
        [found] = store.documents.list(DocumentFilter())
        assert (found.facts.source, found.facts.confidence) == (Source.TEXT, 0.25)


class TestSearch:
    @pytest.fixture(autouse=True)
    def documents(self, store: SqlStore, add: Add) -> None:
        add(
            "1",
            number="RE-2024/0012",
            supplier="Électricité de Strasbourg",
            file_name="facture_janvier.pdf",
            text="Consommation à Sélestat, compteur n° 77-41 : chauffage électrique 100 %",
        )
        add("2", number="77", supplier="Autre", file_name="x.pdf", text="AND OR NOT NEAR text: *")

    @pytest.mark.parametrize(
        "typed",
        [
            "électricité",
            "ELECTRICITE",
            "elec",
            "el strasb",
            "strasb elec",
            "RE-2024/0012",
            "re-2024",
            "0012",
            "facture_jan",
            "janvier.pdf",
            "selestat",
            "chauffage conso",
            "  chauffage  ",
            "chauffage %",
            "77-41",
            "EDF élec",
            "^elec (",
            "chauffage\x00électrique",
        ],
    )
    def test_found(self, store: SqlStore, typed: str) -> None:
        found = store.documents.list(DocumentFilter(text=typed))
        assert [document.portal_document_id for document in found] == ["1"]

    @pytest.mark.parametrize(
        "typed",
        [
            "auffage",
            "chauffage absent",
            "compteur OR autre",
            "supplier:Autre",
            '"',
            '""',
            "*",
            "%",
            "_",
            "-",
            "chauffage*autre",
            "NEAR(chauffage compteur)",
            "'; DROP TABLE documents; --",
            "x" * 10_000,
            "chauffage " * 31 + "absent",
            "\ud7ff漢",
        ],
    )
    def test_not_found_and_no_error(self, store: SqlStore, typed: str) -> None:
        assert store.documents.list(DocumentFilter(text=typed)) == []

    def test_operators_are_plain_words(self, store: SqlStore) -> None:
        found = store.documents.list(DocumentFilter(text="and OR Not near"))
        assert [document.portal_document_id for document in found] == ["2"]

    @pytest.mark.parametrize("typed", ["", "   ", None])
    def test_nothing_typed_is_no_filter(self, store: SqlStore, typed: str | None) -> None:
        assert len(store.documents.list(DocumentFilter(text=typed))) == 2

    def test_search_and_filters_are_combined(self, store: SqlStore, account: Account) -> None:
        assert store.documents.list(DocumentFilter(text="chauffage", issued_to=date(2000, 1, 1))) == []
        assert len(store.documents.list(DocumentFilter(text="chauffage", account_id=account.id))) == 1
