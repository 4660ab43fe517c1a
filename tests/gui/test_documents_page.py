"""The page of documents, through its widgets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.documents import Delivered, DocumentFilter, DocumentType
from app.i18n import set_language
from tests.gui.document_scene import add_invoice, add_many, delivered_files, export
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.documents.correct_dialog import CorrectDialog
from ui.documents.documents_model import PAGE, Column
from ui.documents.documents_page import DocumentsPage
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.words import choose_language

PATIENCE = 10_000


@pytest.fixture
def navigator() -> Navigator:
    return Navigator()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, navigator: Navigator) -> Iterator[DocumentsPage]:
    set_language("en")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    page = DocumentsPage(desk, Theme(application, Appearance.LIGHT), navigator)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    yield page
    page.commands.files.clear()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    found: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


def show(qtbot: QtBot, page: DocumentsPage, count: int) -> None:
    page.show()
    wait_for(qtbot, page, count)


def wait_for(qtbot: QtBot, page: DocumentsPage, count: int) -> None:
    def counted() -> bool:
        return page.model.count == count and page.loader.totals is not None

    qtbot.waitUntil(counted, timeout=PATIENCE)


def cell(page: DocumentsPage, line: int, column: Column) -> str:
    return str(page.model.data(page.model.index(line, column)))


def column(page: DocumentsPage, which: Column) -> list[str]:
    return [cell(page, line, which) for line in range(page.model.count)]


def choose(page: DocumentsPage, box_index: int, text: str) -> None:
    bar = page.header.filters
    box = (bar._company, bar._type, bar._period, bar._delivered)[box_index]
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


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


class TestSelection:
    def test_totals_of_the_selection(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> None:
        account = parts.add_account("EDF")
        for number in range(1, 5):
            add_invoice(parts, account, str(number), date(2026, 1, number), Decimal(number))
        show(qtbot, page, 4)
        page.view.select_line(0)
        flags = QItemSelectionModel.SelectionFlag
        page.view.selectionModel().select(page.model.index(2, 0), flags.Select | flags.Rows)
        qtbot.waitUntil(lambda: "2 selected: 6.00" in page.header.summary.text(), timeout=PATIENCE)

    def test_all_of_them_though_most_are_not_here(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        add_many(parts, 2 * PAGE)
        show(qtbot, page, 2 * PAGE)
        page.view.selectAll()
        qtbot.waitUntil(lambda: f"{2 * PAGE} selected" in page.header.summary.text(), timeout=PATIENCE)

    def test_panel_with_preview_and_receipts(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts
    ) -> None:
        account = parts.add_account("EDF")
        add_invoice(parts, account, "F-1")
        destination = parts.add_destination(name="Compta")
        export(parts, destination)
        show(qtbot, page, 1)
        page.header.search.setFocus()
        qtbot.keyClick(page.header.search, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: page.panel.preview.page_count == 1, timeout=PATIENCE)
        assert page.panel.isVisible() and page.panel.preview.text == ""
        assert page.panel.facts.text() == "Incoming invoice · F-1 · 10 Jan 2026 · 59.99\u00a0€"
        said = [label.text() for label in page.panel.receipts.findChildren(type(page.panel.facts))]
        [path] = delivered_files(destination)
        assert any(text.startswith("Compta: delivered on 15 Jan 2026, ") for text in said)
        assert str(path) in [text.replace("\u200b", "") for text in said]
        qtbot.keyClick(page.view, Qt.Key.Key_Escape)
        assert not page.panel.isVisible()

    def test_in_a_narrow_window_the_panel_comes_only_when_it_is_asked_for(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, desk: Desk
    ) -> None:
        add_many(parts, 2)
        page.resize(700, 600)
        show(qtbot, page, 2)
        page.view.setFocus()
        page.view.select_line(0)
        qtbot.waitUntil(lambda: not page._selecting.isActive() and desk.tasks.is_idle, timeout=PATIENCE)
        assert page.view.isVisible() and not page.panel.isVisible()
        qtbot.keyClick(page.view, Qt.Key.Key_Space)
        qtbot.waitUntil(page.panel.isVisible, timeout=PATIENCE)
        assert not page.view.isVisible()
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert page.view.isVisible() and not page.panel.isVisible()

    @pytest.mark.parametrize(
        ("suffix", "content", "said"),
        [
            (".xml", None, "no preview for this kind"),
            (".pdf", b"%PDF-1.4 broken", "cannot be drawn"),
            (".pdf", b"", "no longer on this computer"),
        ],
    )
    def test_what_cannot_be_drawn_says_so(
        self,
        qtbot: QtBot,
        page: DocumentsPage,
        parts: ServiceParts,
        suffix: str,
        content: bytes | None,
        said: str,
    ) -> None:
        document = add_invoice(parts, parts.add_account("EDF"), "F-1", suffix=suffix)
        if content is not None:
            path = parts.vault().path(document.sha256, document.suffix)
            path.chmod(0o600)
            path.unlink()
            if content:
                path.write_bytes(content)
        show(qtbot, page, 1)
        page.view.select_line(0)
        qtbot.waitUntil(lambda: said in page.panel.preview.text, timeout=PATIENCE)


class TestFiles:
    def test_open_gives_a_copy_with_a_readable_name(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, opened: list[QUrl]
    ) -> None:
        document = add_invoice(parts, parts.add_account("EDF"), "F-1")
        show(qtbot, page, 1)
        page.view.select_line(0)
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE)
        copy, kept = Path(opened[0].toLocalFile()), parts.vault().path(document.sha256, document.suffix)
        assert copy.name == "2026-01-10_EDF_F-1_59.99EUR.pdf"
        assert copy.read_bytes() == kept.read_bytes() and copy != kept
        assert copy.parent.parent.stat().st_mode & 0o077 == 0
        page.commands.files.clear()
        assert not copy.exists() and kept.exists()

    def test_where_it_was_delivered_else_a_copy(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, opened: list[QUrl]
    ) -> None:
        add_invoice(parts, parts.add_account("EDF"), "F-1")
        show(qtbot, page, 1)
        page.view.select_line(0)
        page.panel.folder.click()
        qtbot.waitUntil(lambda: len(opened) == 1, timeout=PATIENCE)
        assert len(list(Path(opened[0].toLocalFile()).iterdir())) == 1
        destination = parts.add_destination(name="Compta")
        export(parts, destination)
        page.panel.folder.click()
        qtbot.waitUntil(lambda: len(opened) == 2, timeout=PATIENCE)
        assert opened[1].toLocalFile() == destination.settings["path"]

    def test_files_for_the_clipboard_and_for_a_drag(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        add_many(parts, 2)
        show(qtbot, page, 2)
        page.view.selectAll()
        QApplication.clipboard().setText("something else")
        qtbot.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: len(QApplication.clipboard().mimeData().urls()) == 2, timeout=PATIENCE)
        dragged: list[QUrl] = []
        monkeypatch.setattr(page.view, "begin_drag", lambda mime: dragged.extend(mime.urls()))
        page.view.startDrag(Qt.DropAction.CopyAction)
        qtbot.waitUntil(lambda: len(dragged) == 2, timeout=PATIENCE)
        assert all(Path(url.toLocalFile()).suffix == ".pdf" for url in dragged)

    def test_too_many_at_once_are_refused(
        self,
        qtbot: QtBot,
        page: DocumentsPage,
        parts: ServiceParts,
        opened: list[QUrl],
        navigator: Navigator,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr("ui.documents.document_files.MOST_AT_ONCE", 2)
        add_many(parts, 3)
        show(qtbot, page, 3)
        page.view.selectAll()
        with qtbot.waitSignal(navigator.message_wanted, timeout=PATIENCE):
            page.commands.open()
        assert opened == []

    def test_a_lost_file_is_told(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, desk: Desk, opened: list[QUrl]
    ) -> None:
        document = add_invoice(parts, parts.add_account("EDF"), "F-1")
        parts.vault().remove(document.sha256, document.suffix)
        show(qtbot, page, 1)
        page.view.select_line(0)
        with qtbot.waitSignal(desk.tasks.failed, timeout=PATIENCE):
            page.panel.open.click()
        assert opened == []


class TestExport:
    @pytest.fixture
    def path(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "liste.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path.with_suffix("")), ""))
        return path

    def test_the_whole_list(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, path: Path, navigator: Navigator
    ) -> None:
        add_many(parts, 7)
        show(qtbot, page, 7)
        set_language("fr")
        with qtbot.waitSignal(navigator.message_wanted, timeout=PATIENCE) as told:
            page.header.export.click()
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 8 and ";19,99;EUR;" in lines[1]
        assert "liste.csv" in told.args[0]

    def test_only_the_selection(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, path: Path, navigator: Navigator
    ) -> None:
        add_many(parts, 7)
        show(qtbot, page, 7)
        page.view.selectAll()
        flags = QItemSelectionModel.SelectionFlag
        page.view.selectionModel().select(page.model.index(3, 0), flags.Deselect | flags.Rows)
        _, chosen = page.commands.export_menu().actions()
        with qtbot.waitSignal(navigator.message_wanted, timeout=PATIENCE):
            chosen.trigger()
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 7 and ";19.99;EUR;" in lines[1]

    def test_nothing_is_written_without_a_name(
        self,
        qtbot: QtBot,
        page: DocumentsPage,
        parts: ServiceParts,
        desk: Desk,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        add_many(parts, 1)
        show(qtbot, page, 1)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
        qtbot.waitUntil(lambda: desk.tasks.is_idle, timeout=PATIENCE)
        page.header.export.click()
        assert desk.tasks.is_idle


class TestCorrecting:
    def dialog(self, page: DocumentsPage) -> CorrectDialog:
        return page.findChild(CorrectDialog)  # type: ignore[no-any-return]

    @pytest.fixture
    def correcting(self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts) -> CorrectDialog:
        add_invoice(parts, parts.add_account("EDF"), "F-1")
        show(qtbot, page, 1)
        page.view.select_line(0)
        qtbot.keyClick(page, Qt.Key.Key_F2)
        return self.dialog(page)

    def test_what_is_said_is_stored_and_shown(
        self, qtbot: QtBot, page: DocumentsPage, parts: ServiceParts, correcting: CorrectDialog
    ) -> None:
        assert (correcting.number.text(), correcting.total.text()) == ("F-1", "59.99")
        correcting.kind.setCurrentIndex(1)
        correcting.number.setText("AV-9")
        correcting.dated.setChecked(False)
        correcting.total.setText("1,234.50")
        correcting.currency.setCurrentText("chf")
        qtbot.keyClick(correcting, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: cell(page, 0, Column.NUMBER) == "AV-9", timeout=PATIENCE)
        assert cell(page, 0, Column.TOTAL) == "1,234.50\u00a0CHF"
        assert cell(page, 0, Column.TYPE) == "Credit note"
        [document] = parts.documents()
        assert (document.facts.issued, document.facts.source.value) == (None, "manual")
        qtbot.waitUntil(lambda: page.panel.hint.text() == "Corrected by hand", timeout=PATIENCE)

    @pytest.mark.parametrize("written", ["abc", "1.234567", "1..2", "12e", "--1"])
    def test_a_wrong_amount_is_said_beside_it_and_put_right(
        self, qtbot: QtBot, parts: ServiceParts, correcting: CorrectDialog, written: str
    ) -> None:
        correcting.number.setText("kept")
        correcting.total.setText(written)
        correcting.yes.click()
        qtbot.waitUntil(correcting.wrong.isVisible, timeout=PATIENCE)
        assert correcting.total.property("wrong") and correcting.total.hasFocus()
        assert "for example 1234.56" in correcting.wrong.text()
        assert correcting.number.text() == "kept"
        correcting.total.setText("")
        with qtbot.waitSignal(correcting.accepted, timeout=PATIENCE):
            correcting.yes.click()
        assert parts.documents()[0].facts.total is None

    def test_a_folder_that_is_held_elsewhere(
        self, qtbot: QtBot, access: WindowAccess, correcting: CorrectDialog
    ) -> None:
        access.busy = True
        correcting.number.setText("new")
        correcting.yes.click()
        qtbot.waitUntil(lambda: "Another Moisson" in correcting.wrong.text(), timeout=PATIENCE)
        access.busy = False
        with qtbot.waitSignal(correcting.accepted, timeout=PATIENCE):
            correcting.yes.click()

    def test_escape_changes_nothing(
        self, qtbot: QtBot, parts: ServiceParts, correcting: CorrectDialog
    ) -> None:
        correcting.number.setText("new")
        with qtbot.waitSignal(correcting.rejected, timeout=PATIENCE):
            qtbot.keyClick(correcting, Qt.Key.Key_Escape)
        assert parts.documents()[0].facts.number == "F-1"
