"""The table of documents as Qt sees it: as many lines as there are, of which only some are here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.i18n import mark, tr
from app.ports.document_list import DocumentRow, Order, SortBy
from ui.texts.documents import (
    amount_text,
    deliveries_text,
    delivery_shape,
    delivery_word,
    size_text,
)
from ui.texts.flows import TYPES
from ui.texts.times import day_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
SHAPE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
PAGE: Final = 100
_MOST_PAGES: Final = 50
_NOT_HERE: Final = "…"
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    ISSUED = 0
    COMPANY = 1
    TYPE = 2
    NUMBER = 3
    TOTAL = 4
    DELIVERED = 5
    COLLECTED = 6
    FILE_NAME = 7
    SIZE = 8


HEADINGS: Final = {
    Column.ISSUED: mark("Date"),
    Column.COMPANY: mark("Company"),
    Column.TYPE: mark("Type"),
    Column.NUMBER: mark("Number"),
    Column.TOTAL: mark("Amount"),
    Column.DELIVERED: mark("Delivery"),
    Column.COLLECTED: mark("Collected"),
    Column.FILE_NAME: mark("File"),
    Column.SIZE: mark("Size"),
}
SORT_KEYS: Final = {
    Column.ISSUED: SortBy.ISSUED,
    Column.COMPANY: SortBy.COMPANY,
    Column.TYPE: SortBy.TYPE,
    Column.NUMBER: SortBy.NUMBER,
    Column.TOTAL: SortBy.TOTAL,
    Column.COLLECTED: SortBy.COLLECTED,
    Column.FILE_NAME: SortBy.FILE_NAME,
    Column.SIZE: SortBy.SIZE,
}
_ON_THE_RIGHT: Final = (Column.TOTAL, Column.SIZE)


class DocumentsModel(QAbstractTableModel):
    """Knows how many lines there are and holds the pages that were looked at last."""

    page_wanted = Signal(int)
    """A line of this page was asked for and is not here."""
    order_wanted = Signal(object)
    """Order"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[int, list[DocumentRow]] = {}
        self._count = 0
        self._zone: tzinfo = UTC
        self._destinations: Mapping[int, str] = {}

    @property
    def count(self) -> int:
        return self._count

    def describe(self, zone: tzinfo, destinations: Mapping[int, str]) -> None:
        """What the words of the cells need: the zone of the wall clock, names of destinations by id."""
        self._zone, self._destinations = zone, destinations

    def begin(self, rows: Sequence[DocumentRow], count: int) -> None:
        """Another list, of which these are the first lines."""
        self.beginResetModel()
        self._pages = {0: list(rows)} if rows else {}
        self._count = count
        self.endResetModel()

    def extend(self, count: int) -> None:
        """How many there really are, once they were counted."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def put(self, page: int, rows: Sequence[DocumentRow]) -> None:
        """One page that was asked for."""
        self._pages.pop(page, None)
        self._pages[page] = list(rows)
        while len(self._pages) > _MOST_PAGES:
            del self._pages[next(iter(self._pages))]
        first, last = page * PAGE, min(self._count, page * PAGE + len(rows)) - 1
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    def renew(self, pages: Mapping[int, Sequence[DocumentRow]], count: int) -> bool:
        """The same list, read again. False when its lines are others now: then `begin` it."""
        same = count == self._count and all(
            [row.document.id for row in self._pages.get(page, ())] == [row.document.id for row in rows]
            for page, rows in pages.items()
        )
        if same:
            self._pages = {page: self._pages[page] for page in pages if page in self._pages}
            for page, rows in pages.items():
                self.put(page, rows)
        return same

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if self._count:
            self.dataChanged.emit(self.index(0, 0), self.index(self._count - 1, len(Column) - 1))

    def row_at(self, row: int) -> DocumentRow | None:
        """None for a line that is not here."""
        rows = self._pages.get(row // PAGE, ())
        return rows[row % PAGE] if 0 <= row % PAGE < len(rows) and 0 <= row < self._count else None

    def line_of(self, document_id: int) -> int:
        """-1 for one that is not here."""
        for page, rows in self._pages.items():
            for place, row in enumerate(rows):
                if row.document.id == document_id:
                    return page * PAGE + place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(Column)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        key = SORT_KEYS.get(Column(column)) if column >= 0 else SortBy.ISSUED
        if key is not None:
            self.order_wanted.emit(Order(key, order == Qt.SortOrder.DescendingOrder))

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _ON_THE_RIGHT else _LEFT
        return tr(HEADINGS[Column(section)]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        row, column = self.row_at(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column in _ON_THE_RIGHT else _LEFT
        if row is None:
            if role == Qt.ItemDataRole.DisplayRole:
                self.page_wanted.emit(index.row() // PAGE)
                return _NOT_HERE if column is Column.ISSUED else ""
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text_of(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(HEADINGS[column])}: {self._text_of(row, column)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip_of(row, column)
        return delivery_shape(row.marks) if role == SHAPE_ROLE and column is Column.DELIVERED else None

    def _tip_of(self, row: DocumentRow, column: Column) -> str:
        return deliveries_text(row.marks, self._destinations) if column is Column.DELIVERED else ""

    def _text_of(self, row: DocumentRow, column: Column) -> str:
        document, facts = row.document, row.document.facts
        match column:
            case Column.ISSUED:
                return day_text(facts.issued) if facts.issued else ""
            case Column.COMPANY:
                return document.company
            case Column.TYPE:
                return tr(TYPES[facts.type])
            case Column.NUMBER:
                return facts.number or ""
            case Column.TOTAL:
                return amount_text(facts.total, facts.currency)
            case Column.DELIVERED:
                return delivery_word(row.marks)
            case Column.COLLECTED:
                return day_text(document.collected_at.astimezone(self._zone).date())
            case Column.FILE_NAME:
                return document.file_name
        return size_text(document.size)
