"""Corrections and tables, from the page of documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from tests.gui.document_scene import add_invoice, add_many
from tests.gui.documents.page_parts import PATIENCE, cell, show
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.documents.correct_dialog import CorrectDialog
from ui.documents.documents_model import Column
from ui.documents.documents_page import DocumentsPage
from ui.navigation import Navigator


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
