"""What the page of documents shows and does of what is selected."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.document_scene import add_invoice, add_many, delivered_files, export
from tests.gui.documents.page_parts import PATIENCE, show
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.documents.documents_model import PAGE
from ui.documents.documents_page import DocumentsPage
from ui.navigation import Navigator


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    found: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return found


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
