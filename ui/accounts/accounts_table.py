"""The table of accounts as a view: keys, presses, dropped files, columns that fit."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QItemSelection, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.domain.accounts import AccountKind
from app.i18n import mark
from app.services.account_overview import AccountRow
from ui.accounts.account_delegate import AccountDelegate, widest_action
from ui.accounts.accounts_model import ROW_ROLE, AccountsModel, Column
from ui.look.palette import BADGE_SIZE, GRID, MONTH_GAP, MONTH_SIZE, NAME_WIDTH, NARROW, ROOMY, ROW_HEIGHT
from ui.look.theme import Theme
from ui.words import Words

_LEFT_OUT: Final = {
    Column.NEXT_VISIT: ROOMY,
    Column.LAST_VISIT: NARROW,
    Column.DOCUMENTS: NARROW,
}
"""Which columns are there from which width of the table on."""
# Wide enough for the usual texts, in letters of average width.
_LETTERS: Final = {
    Column.STATE: 27,
    Column.LAST_VISIT: 17,
    Column.NEXT_VISIT: 16,
    Column.DOCUMENTS: 12,
}


class AccountsTable(QTableView):
    """Every signal names the account by its row."""

    action_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    removal_wanted = Signal(object)
    details_wanted = Signal(object)
    files_dropped = Signal(object, list)
    chosen = Signal(object)
    """AccountRow, or None when no line is selected"""

    def __init__(self, model: AccountsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts, self._theme = model, theme
        self._chosen: int | None = None
        self.delegate = AccountDelegate(theme, self)
        self._look_like_a_list()
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self._size_columns()
        self.setSortingEnabled(True)
        self.sortByColumn(Column.COMPANY, Qt.SortOrder.AscendingOrder)
        self.setAcceptDrops(True)
        Words(self).say(self.setAccessibleName, mark("Accounts"))
        self.delegate.action_pressed.connect(self._on_action_pressed)
        self.delegate.more_pressed.connect(self._on_more_pressed)
        self.doubleClicked.connect(self._on_double_clicked)
        model.modelReset.connect(self._on_model_reset)
        theme.changed.connect(self.viewport().update)

    def choose(self, account_id: int | None) -> None:
        """Selects the line of an account; none where it is not shown."""
        index = self._accounts.index_of(account_id) if account_id is not None else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.clearSelection()

    def restore_columns(self, columns: QByteArray) -> None:
        """Widths and order as they were; which columns are there depends on the room."""
        self.horizontalHeader().restoreState(columns)
        self._fit_actions()

    def row(self) -> AccountRow | None:
        """The selected one."""
        selected = self.selectionModel().selectedRows()
        return self._accounts.row_at(selected[0]) if selected else None

    def selectionChanged(  # noqa: N802  # Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        super().selectionChanged(selected, deselected)
        row = self.row()
        self._chosen = row.id if row else None
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        row = self.row()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row:
                self.action_wanted.emit(row)
            case Qt.Key.Key_Delete if row:
                self.removal_wanted.emit(row)
            case Qt.Key.Key_Space if row:
                self.details_wanted.emit(row)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        index = self.indexAt(event.pos())
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard or not index.isValid():
            index = self.currentIndex()
            corner = self.visualRect(index.siblingAtColumn(Column.ACTION)).bottomLeft()
            place = self.viewport().mapToGlobal(corner)
        row = self._accounts.row_at(index)
        if row is not None:
            self.menu_wanted.emit(row, place)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        for column, width in _LEFT_OUT.items():
            self.setColumnHidden(column, self.width() < width)
        header = self.horizontalHeader()
        self.setColumnHidden(Column.MONTHS, False)
        shown = [column for column in Column if not self.isColumnHidden(column)]
        others = sum(header.sectionSize(column) for column in shown if column != Column.COMPANY)
        self.setColumnHidden(Column.MONTHS, self.viewport().width() - others < NAME_WIDTH)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if _files_of(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        row = self._row_below(event)
        if row is None or not _files_of(event):
            event.ignore()
            return
        self.setCurrentIndex(self.indexAt(event.position().toPoint()))
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        row, files = self._row_below(event), _files_of(event)
        if row is None or not files:
            event.ignore()
            return
        event.acceptProposedAction()
        self.files_dropped.emit(row, files)

    def _row_below(self, event: QDropEvent) -> AccountRow | None:
        """A manual account: others fetch their documents themselves."""
        row = self._accounts.row_at(self.indexAt(event.position().toPoint()))
        return row if row and row.account.kind is AccountKind.MANUAL else None

    def _look_like_a_list(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)

    def _size_columns(self) -> None:
        metrics = QFontMetrics(self.font())
        lines, header = self.verticalHeader(), self.horizontalHeader()
        lines.hide()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(max(ROW_HEIGHT, 2 * metrics.lineSpacing() + 2 * GRID))
        header.setHighlightSections(False)
        header.setMinimumSectionSize(BADGE_SIZE + 4 * GRID)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(Column.COMPANY, QHeaderView.ResizeMode.Stretch)
        for column, letters in _LETTERS.items():
            header.resizeSection(column, letters * metrics.averageCharWidth() + 2 * GRID)
        header.setSectionResizeMode(Column.ACTION, QHeaderView.ResizeMode.Fixed)
        Words(self).also(self._fit_actions)
        header.resizeSection(Column.MONTHS, 12 * (MONTH_SIZE + MONTH_GAP) + 3 * GRID)

    def _fit_actions(self) -> None:
        """Every button fits, in any language."""
        self.horizontalHeader().resizeSection(Column.ACTION, widest_action(QFontMetrics(self.font())))
        self._fit_columns()

    @Slot()
    def _on_model_reset(self) -> None:
        chosen = self._chosen
        self.choose(chosen)
        if self.row() is None:
            self.chosen.emit(None)

    @Slot(QModelIndex)
    def _on_action_pressed(self, index: QModelIndex) -> None:
        self.action_wanted.emit(index.data(ROW_ROLE))

    @Slot(QModelIndex, object)
    def _on_more_pressed(self, index: QModelIndex, place: QPoint) -> None:
        self.menu_wanted.emit(index.data(ROW_ROLE), place)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.column() != Column.ACTION:
            self.details_wanted.emit(index.data(ROW_ROLE))


def _files_of(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
