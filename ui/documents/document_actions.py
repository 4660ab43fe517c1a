"""What the person does with the documents that are selected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import tr
from ui.bridge.desk import Desk
from ui.documents.correct_dialog import CorrectDialog
from ui.documents.document_files import DocumentFiles
from ui.documents.documents_loader import DocumentsLoader
from ui.documents.documents_model import DocumentsModel
from ui.documents.documents_view import DocumentsView, mime_of
from ui.documents.table_export import TableExport
from ui.navigation import Navigator


class DocumentActions(QObject):
    """`window`: what its dialogues belong to."""

    def __init__(
        self,
        desk: Desk,
        navigator: Navigator,
        view: DocumentsView,
        loader: DocumentsLoader,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._view, self._loader = view, loader
        self.files = DocumentFiles(desk, navigator, self)
        self.tables = TableExport(desk, navigator, window)

    @Slot()
    def open(self) -> None:
        self._with_selected(self.files.open)

    @Slot()
    def copy(self) -> None:
        self._with_selected(self.files.put_on_clipboard)

    @Slot()
    def drag(self) -> None:
        """Files, once they have their names."""
        self._with_selected(lambda document_ids: self.files.copies(document_ids, self._begin_drag))

    @Slot()
    def show_in_folder(self) -> None:
        row = self._model.row_at(self._view.currentIndex().row())
        if row is not None:
            self.files.show_in_folder(row.document.id)

    @Slot()
    def correct(self) -> None:
        row = self._model.row_at(self._view.currentIndex().row())
        if row is not None:
            dialog = CorrectDialog(self._desk, row.document, self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    @Slot()
    def export(self) -> None:
        """All that is listed."""
        self.tables.of_filter(self._loader.wanted, self._loader.order)

    @Slot()
    def export_selected(self) -> None:
        self._with_selected(self.tables.of)

    def export_menu(self) -> QMenu:
        """What the export is to be made of."""
        menu = QMenu(self._window)
        menu.addAction(tr("All that is listed")).triggered.connect(self.export)
        menu.addAction(tr("Only what is selected")).triggered.connect(self.export_selected)
        return menu

    def menu(self, show_details: Callable[[], None]) -> QMenu:
        """Everything that can be done with the selected documents."""
        menu = QMenu(self._window)
        for text, keys, reaction in (
            (tr("Open"), "Return", self.open),
            (tr("Details and preview"), "Space", show_details),
            (tr("Show in its folder"), "", self.show_in_folder),
            (tr("Copy the files"), "Ctrl+C", self.copy),
            (tr("Correct…"), "F2", self.correct),
            (tr("Export as CSV…"), "", self.export_selected),
        ):
            action = menu.addAction(text)
            action.setShortcut(keys)
            action.triggered.connect(reaction)
        return menu

    @property
    def _model(self) -> DocumentsModel:
        return self._view.documents

    def _with_selected(self, done: Callable[[list[int]], None]) -> None:
        if ranges := self._view.ranges:
            self._loader.resolve(ranges, done)

    def _begin_drag(self, paths: list[Path]) -> None:
        self._view.begin_drag(mime_of([str(path) for path in paths]))
