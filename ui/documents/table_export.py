"""The list as a CSV file, under a name that the person chooses."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.documents import DocumentFilter
from app.i18n import language, mark, tr
from app.ports.document_list import Order
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.export_table import ExportTable, TableColumn, TableForm
from ui.bridge.desk import Desk
from ui.navigation import Navigator
from ui.texts.documents import count_text
from ui.texts.flows import TYPES

_HEADINGS: Final = {
    TableColumn.COMPANY: mark("Company"),
    TableColumn.SUPPLIER: mark("Supplier"),
    TableColumn.TYPE: mark("Type"),
    TableColumn.NUMBER: mark("Number"),
    TableColumn.ISSUED: mark("Date"),
    TableColumn.TOTAL: mark("Amount"),
    TableColumn.CURRENCY: mark("Currency"),
    TableColumn.FILE_NAME: mark("File"),
    TableColumn.COLLECTED: mark("Collected"),
    TableColumn.DELIVERED: mark("Delivered to"),
}
_SUFFIX: Final = ".csv"


class TableExport(QObject):
    def __init__(self, desk: Desk, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._navigator, self._window = desk, navigator, window
        self._path: Path | None = None

    def of_filter(self, wanted: DocumentFilter, order: Order) -> None:
        if path := self._ask():
            form = table_form()

            def export(parts: Parts, cancellation: Cancellation) -> int:
                return ExportTable(parts, form, cancellation).of_filter(wanted, order, path)

            self._desk.search(export, self._on_exported)

    def of(self, document_ids: Sequence[int]) -> None:
        if path := self._ask():
            form = table_form()

            def export(parts: Parts, cancellation: Cancellation) -> int:
                return ExportTable(parts, form, cancellation).of(document_ids, path)

            self._desk.search(export, self._on_exported)

    def _ask(self) -> Path | None:
        clock = self._desk.clock
        name = f"{tr('documents')}-{clock.now().astimezone(clock.zone()):%Y-%m-%d}{_SUFFIX}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        kinds = tr("Tables (*.csv)")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export as CSV"), str(Path(folder) / name), kinds
        )
        if not chosen:
            return None
        path = Path(chosen)
        self._path = path if path.suffix else path.with_suffix(_SUFFIX)
        return self._path

    def _on_exported(self, count: int) -> None:
        name = self._path.name if self._path else ""
        said = tr("{documents} written to {name}.", documents=count_text(count), name=name)
        self._navigator.message_wanted.emit(said)


def table_form() -> TableForm:
    headings = {column: tr(source) for column, source in _HEADINGS.items()}
    types = {kind: tr(source) for kind, source in TYPES.items()}
    return TableForm(headings, types, decimal_comma=language() == "fr")
