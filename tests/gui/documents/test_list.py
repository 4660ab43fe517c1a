"""What the page of documents lists, and how the list is narrowed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.documents import Delivered, DocumentFilter, DocumentType
from tests.gui.document_scene import add_invoice, add_many, export
from tests.gui.documents.page_parts import PATIENCE, cell, choose, column, show, wait_for
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.documents.documents_model import PAGE, Column
from ui.documents.documents_page import DocumentsPage
from ui.navigation import Navigator
from ui.words import choose_language


class TestList:
    def test_nothing_yet_leads_to_a_portal(
        self, qtbot: QtBot, page: DocumentsPage, navigator: Navigator
    ) -> None:
        show(qtbot, page, 0)
        assert page.empty.isVisible() and not page.header.search.isVisible()
        with qtbot.waitSignal(navigator.add_portal_wanted):
            page.empty.button.click()

    def test_documents_and_what_they_add_up_to(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        account = parts.add_account("EDF")
        add_invoice(parts, account, "1", date(2026, 1, 2), Decimal("1000.50"))
        add_invoice(parts, account, "2", date(2026, 3, 4), Decimal("0.50"), kind=DocumentType.CREDIT_NOTE)
        add_invoice(parts, account, "3", None, Decimal("9.00"), currency="USD")
        show(qtbot, page, 3)
        assert column(page, Column.NUMBER) == ["2", "1", "3"]
        assert column(page, Column.ISSUED) == ["4 Mar 2026", "2 Jan 2026", ""]
        assert cell(page, 1, Column.TOTAL) == "1,000.50\u00a0€"
        assert page.header.summary.text() == "3 documents · 1,000.00\u00a0€ · 9.00\u00a0$"

    def test_french_is_said_without_a_restart(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        add_invoice(parts, parts.add_account("EDF"), "1", date(2026, 9, 2), Decimal("1000.50"))
        show(qtbot, page, 1)
        choose_language("fr")
        assert cell(page, 0, Column.TOTAL) == "1\u202f000,50\u00a0€"
        assert cell(page, 0, Column.ISSUED) == "2 sept. 2026"
        assert "1\u202f000,50\u00a0€" in page.header.summary.text()
        choose_language("en")

    def test_a_header_sorts_all_of_them(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> None:
        add_many(parts, PAGE + 20)
        show(qtbot, page, PAGE + 20)
        page.view.sortByColumn(Column.TOTAL, Qt.SortOrder.DescendingOrder)
        largest = "4,424.18\u00a0€"
        qtbot.waitUntil(lambda: cell(page, 0, Column.TOTAL) == largest, timeout=PATIENCE)
        page.view.sortByColumn(Column.COMPANY, Qt.SortOrder.AscendingOrder)
        qtbot.waitUntil(lambda: cell(page, 0, Column.COMPANY) == "Amazon Business", timeout=PATIENCE)

    def test_what_has_no_order_leaves_the_one_before(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        add_many(parts, 3)
        show(qtbot, page, 3)
        header = page.view.horizontalHeader()
        page.view.sortByColumn(Column.TOTAL, Qt.SortOrder.AscendingOrder)
        page.view.sortByColumn(Column.DELIVERED, Qt.SortOrder.AscendingOrder)
        assert header.sortIndicatorSection() == Column.TOTAL
        assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder

    def test_columns_are_chosen(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> None:
        add_many(parts, 1)
        show(qtbot, page, 1)
        entries = {entry.text(): entry for entry in page.view.columns_menu().actions()}
        assert page.view.isColumnHidden(Column.FILE_NAME) and not entries["Date"].isEnabled()
        entries["File"].trigger()
        entries["Type"].trigger()
        assert not page.view.isColumnHidden(Column.FILE_NAME) and page.view.isColumnHidden(Column.TYPE)

    def test_lines_come_when_they_are_looked_at(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        add_many(parts, 3 * PAGE)
        show(qtbot, page, 3 * PAGE)
        assert page.model.row_at(3 * PAGE - 1) is None
        page.view.scrollToBottom()
        qtbot.waitUntil(lambda: page.model.row_at(3 * PAGE - 1) is not None, timeout=PATIENCE)
        assert page.model.row_at(PAGE) is None

    def test_the_model_keeps_qts_rules(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> None:
        tester = ModelTester(None)
        tester.check(page.model)
        add_many(parts, PAGE + 5)
        show(qtbot, page, PAGE + 5)
        page.header.search.setText("edf")
        wait_for(qtbot, page, 21)
        page.view.scrollToBottom()
        tester.check(page.model)

    def test_what_is_collected_meanwhile_appears(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, desk: Desk
    ) -> None:
        account = parts.add_account("EDF")
        add_invoice(parts, account, "1")
        show(qtbot, page, 1)
        add_invoice(parts, account, "2", date(2026, 5, 5))
        desk.changed.emit()
        wait_for(qtbot, page, 2)
        assert column(page, Column.NUMBER) == ["2", "1"]

    def test_a_selection_survives_news_that_change_no_line(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, desk: Desk
    ) -> None:
        add_many(parts, 3)
        destination = parts.add_destination()
        show(qtbot, page, 3)
        page.view.select_line(0)
        export(parts, destination)
        desk.changed.emit()
        qtbot.waitUntil(lambda: cell(page, 0, Column.DELIVERED) == "Exported", timeout=PATIENCE)
        assert page.view.ranges == [(0, 0)]


class TestFilters:
    @pytest.fixture(autouse=True)
    def documents(self, parts: ServiceParts) -> None:
        add_many(parts, 30)

    def test_search_finds_words_of_the_text_as_one_types(self, qtbot: QtBot, page: DocumentsPage) -> None:
        show(qtbot, page, 30)
        page.header.search.setFocus()
        qtbot.keyClicks(page.header.search, "conso ed")
        wait_for(qtbot, page, 6)
        assert set(column(page, Column.COMPANY)) == {"EDF"}
        qtbot.keyClick(page.header.search, Qt.Key.Key_Escape)
        wait_for(qtbot, page, 30)

    def test_answers_to_older_questions_are_dropped(self, qtbot: QtBot, page: DocumentsPage) -> None:
        show(qtbot, page, 30)
        page.loader.show(DocumentFilter(undated=True), page.loader.order)
        page.loader.show(DocumentFilter(text="edf", undated=True), page.loader.order)
        wait_for(qtbot, page, 6)
        qtbot.waitUntil(lambda: page._desk.tasks.is_idle, timeout=PATIENCE)
        assert page.model.count == 6

    def test_company_type_and_period(self, qtbot: QtBot, page: DocumentsPage) -> None:
        show(qtbot, page, 30)
        choose(page, 0, "EDF")
        wait_for(qtbot, page, 6)
        choose(page, 1, "Credit note")
        wait_for(qtbot, page, 2)
        choose(page, 0, "All companies")
        wait_for(qtbot, page, 10)
        choose(page, 2, "Last year")  # 2025, seen from January 2026
        wait_for(qtbot, page, 4)
        choose(page, 2, "From … to …")
        assert page.header.filters._first.isVisible()
        page.header.filters._last.setDate(page.header.filters._first.date().addMonths(3))
        wait_for(qtbot, page, 1)
        page.header.filters._clear.click()
        wait_for(qtbot, page, 30)
        assert not page.header.filters._clear.isVisible()

    def test_nothing_fits_and_the_way_back(self, qtbot: QtBot, page: DocumentsPage) -> None:
        show(qtbot, page, 30)
        page.header.search.setText("nothing like it")
        qtbot.waitUntil(page.empty.isVisible, timeout=PATIENCE)
        assert page.empty.title.text() == "No document fits"
        page.empty.button.click()
        wait_for(qtbot, page, 30)
        assert page.header.search.text() == ""

    def test_delivered_or_not(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> None:
        destination = parts.add_destination(name="Compta")
        export(parts, destination)
        account = parts.store().accounts.all()[0]
        add_invoice(parts, account, "waits", date(2026, 2, 2))
        show(qtbot, page, 31)
        choose(page, 3, "Not delivered")
        wait_for(qtbot, page, 1)
        assert cell(page, 0, Column.DELIVERED) == "Waiting"
        choose(page, 3, "Delivered to Compta")
        wait_for(qtbot, page, 30)

    def test_somebody_leads_here(self, qtbot: QtBot, page: DocumentsPage, navigator: Navigator) -> None:
        show(qtbot, page, 30)
        account_id = 2
        navigator.documents_wanted.emit(DocumentFilter(account_id=account_id))
        wait_for(qtbot, page, 6)
        assert page.header.filters._company.currentText().startswith("Amazon Business")
        navigator.documents_wanted.emit(
            DocumentFilter(
                company="EDF", type=DocumentType.CREDIT_NOTE, text="F2", issued_from=date(2025, 1, 1)
            )
        )
        wait_for(qtbot, page, 1)
        bar = page.header.filters
        shown = (bar._company.currentText(), bar._type.currentText(), page.header.search.text())
        assert shown == ("EDF", "Credit note", "F2")

    def test_refused_at_a_destination(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, navigator: Navigator
    ) -> None:
        destination = parts.add_destination(name="Compta")
        [first, *_] = parts.store().outbox.open_deliveries(destination.id)
        parts.store().outbox.failed(first.id, "too_large", for_good=True)
        show(qtbot, page, 30)
        wanted = DocumentFilter(delivered=Delivered.REFUSED, destination_id=destination.id)
        navigator.documents_wanted.emit(wanted)
        wait_for(qtbot, page, 1)
        assert page.header.filters._delivered.currentText() == "Refused or removed at Compta"
