"""The table of documents: sorted by its header, worked with the keyboard, dragged from."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDrag, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QTableView, QWidget

from app.i18n import mark, tr
from ui.documents.document_delegate import SHAPE_ROOM, DocumentDelegate
from ui.documents.documents_loader import Ranges
from ui.documents.documents_model import HEADINGS, SORT_KEYS, Column, DocumentsModel
from ui.look.palette import GRID, LINE_HEIGHT
from ui.look.theme import Theme
from ui.words import Words

_SAMPLES: Final = {
    Column.ISSUED: "30 sept. 2026",
    Column.TYPE: "Facture entrante",
    Column.NUMBER: "F2026-1234567",
    Column.TOTAL: "-12 345,67 €",
    Column.DELIVERED: "Export refusé",
    Column.COLLECTED: "30 sept. 2026",
    Column.FILE_NAME: "facture_2026-09_1234567.pdf",
    Column.SIZE: "123,4 Mio",
}
"""The company takes what is left."""
_SELDOM: Final = (Column.COLLECTED, Column.FILE_NAME, Column.SIZE)
_LEFT_OUT_BELOW: Final = {Column.TYPE: 720, Column.NUMBER: 420}
"""In a narrower table, the panel says it."""


class DocumentsView(QTableView):
    chosen = Signal()
    """Enter, or two clicks: the document is to be opened."""
    details_wanted = Signal()
    """The space bar."""
    copy_wanted = Signal()
    drag_wanted = Signal()
    selection_changed = Signal()

    def __init__(self, model: DocumentsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents = model
        self._sorted = (Column.ISSUED, Qt.SortOrder.DescendingOrder)
        self._hidden: frozenset[Column] = frozenset(_SELDOM)
        self.setItemDelegate(DocumentDelegate(theme, self))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._build_headers()
        self.doubleClicked.connect(self.chosen)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        Words(self).say(self.setAccessibleName, mark("Documents"))

    @property
    def documents(self) -> DocumentsModel:
        return self._documents

    @property
    def ranges(self) -> Ranges:
        """First and last line of what is selected, top down."""
        selection = self.selectionModel().selection()
        parts = (selection.at(place) for place in range(selection.size()))
        return sorted({(part.top(), part.bottom()) for part in parts})

    @property
    def selected_count(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    @property
    def lines_seen(self) -> tuple[int, int]:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return first, last if last >= 0 else max(0, self._documents.count - 1)

    def select_line(self, line: int) -> None:
        index = self._documents.index(line, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def begin_drag(self, mime: QMimeData) -> None:
        """Once the copies are there, if the button is still held."""
        if QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self)
            drag.setMimeData(mime)
            drag.exec(Qt.DropAction.CopyAction)

    def startDrag(self, actions: Qt.DropAction) -> None:  # noqa: N802  # Qt's name
        self.drag_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.details_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _build_headers(self) -> None:
        self.verticalHeader().hide()
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(max(LINE_HEIGHT, self.fontMetrics().lineSpacing() + 2 * GRID))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSortIndicator(*self._sorted)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        header.setSectionResizeMode(Column.COMPANY, QHeaderView.ResizeMode.Stretch)
        for column, sample in _SAMPLES.items():
            shape = SHAPE_ROOM if column is Column.DELIVERED else 0
            self.setColumnWidth(column, self.fontMetrics().horizontalAdvance(sample) + shape + 3 * GRID)
        self._arrange()
        self.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._on_sorted)

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        """What became of documents at several destinations has no order: the one before stays."""
        if Column(column) in SORT_KEYS:
            self._sorted = (Column(column), order)
        else:
            self.horizontalHeader().setSortIndicator(*self._sorted)

    def _arrange(self) -> None:
        width = self.viewport().width()
        for column in Column:
            is_shown = column not in self._hidden and width >= _LEFT_OUT_BELOW.get(column, 0)
            self.setColumnHidden(column, not is_shown)

    def _show_column(self, column: Column, shown: bool) -> None:
        self._hidden = self._hidden - {column} if shown else self._hidden | {column}
        self._arrange()

    @Slot(QPoint)
    def _on_header_menu(self, place: QPoint) -> None:
        self.columns_menu().exec(self.horizontalHeader().mapToGlobal(place))

    def columns_menu(self) -> QMenu:
        """Which columns are shown."""
        menu = QMenu(self)
        for column, heading in HEADINGS.items():
            action = QAction(tr(heading), menu, checkable=True, checked=column not in self._hidden)
            action.setEnabled(column not in (Column.ISSUED, Column.COMPANY))
            action.toggled.connect(partial(self._show_column, column))
            menu.addAction(action)
        return menu


def mime_of(paths: list[str]) -> QMimeData:
    """Files, for whoever takes them."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return mime
