"""Ways to look at the page of documents and to work it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.documents.documents_model import Column
from ui.documents.documents_page import DocumentsPage

PATIENCE = 10_000


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
