"""The table of accounts as Qt sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.runs import Counts, Phase
from app.i18n import mark, tr
from app.ports.clock import Clock
from app.services.account_overview import AccountRow, SortKey, Standing, fitting, sorted_rows
from ui.accounts import account_cells as cells
from ui.accounts.account_cells import LiveVisit
from ui.texts.times import moment_text

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
LIVE_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Column(IntEnum):
    COMPANY = 0
    STATE = 1
    LAST_VISIT = 2
    NEXT_VISIT = 3
    MONTHS = 4
    DOCUMENTS = 5
    ACTION = 6


HEADINGS: Final = {
    Column.COMPANY: mark("Company"),
    Column.STATE: mark("State"),
    Column.LAST_VISIT: mark("Last visit"),
    Column.NEXT_VISIT: mark("Next visit"),
    Column.MONTHS: mark("Twelve months"),
    Column.DOCUMENTS: mark("Documents"),
}
_SORT_KEYS: Final = {
    Column.COMPANY: SortKey.COMPANY,
    Column.STATE: SortKey.STATE,
    Column.LAST_VISIT: SortKey.LAST_VISIT,
    Column.NEXT_VISIT: SortKey.NEXT_VISIT,
    Column.MONTHS: SortKey.COMPLETENESS,
    Column.DOCUMENTS: SortKey.DOCUMENTS,
}


class AccountsModel(QAbstractTableModel):
    """Rows as the store gave them, searched, filtered and sorted."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._now, self._zone = clock.now(), clock.zone()
        self._all: list[AccountRow] = []
        self._fitting: list[AccountRow] = []
        self._live: dict[int, LiveVisit] = {}
        self._text = ""
        self._standing: Standing | None = None
        self._key, self._descending = SortKey.COMPANY, False

    @property
    def rows(self) -> Sequence[AccountRow]:
        """All of them, whatever is searched for."""
        return self._all

    @property
    def live(self) -> dict[int, LiveVisit]:
        return dict(self._live)

    def load(self, rows: Sequence[AccountRow]) -> None:
        """What the store has now. Where the same accounts are shown as before, the view stays as it is."""
        self._now, self._zone = self._clock.now(), self._clock.zone()
        before = [row.id for row in self._fitting]
        self._all = list(rows)
        found = self._select()
        if [row.id for row in found] == before and before:
            self._fitting = found
            self._say_changed(0, len(self._fitting) - 1)
        else:
            self._reset(found)

    def search(self, text: str, standing: Standing | None) -> None:
        self._text, self._standing = text, standing
        self._reset(self._select())

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._say_changed(0, len(self._fitting) - 1)

    def visit_entered(self, account_id: int, phase: Phase) -> None:
        self._live[account_id] = replace(self._live.get(account_id, LiveVisit()), phase=phase)
        self._say_account_changed(account_id)

    def visit_counted(self, account_id: int, counts: Counts) -> None:
        self._live[account_id] = replace(self._live.get(account_id, LiveVisit()), counts=counts)
        self._say_account_changed(account_id)

    def visit_wanted(self, account_id: int) -> None:
        """It waits for its turn."""
        if account_id not in self._live:
            self._live[account_id] = LiveVisit()
            self._say_account_changed(account_id)

    def visit_ended(self, account_id: int) -> None:
        if self._live.pop(account_id, None) is not None:
            self._say_account_changed(account_id)

    def row_at(self, index: Index) -> AccountRow | None:
        return self._fitting[index.row()] if index.isValid() and index.row() < len(self._fitting) else None

    def index_of(self, account_id: int) -> QModelIndex:
        """Invalid when the account is not shown."""
        for number, row in enumerate(self._fitting):
            if row.id == account_id:
                return self.index(number, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self._fitting)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(Column)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._key = _SORT_KEYS.get(Column(column), SortKey.COMPANY) if column >= 0 else SortKey.COMPANY
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._reset(self._select())

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section == Column.DOCUMENTS
            return _RIGHT if right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        heading = HEADINGS.get(Column(section))
        return tr(heading) if heading and role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        live, column = self._live.get(row.id), Column(index.column())
        if role == ROW_ROLE:
            return row
        if role == LIVE_ROLE:
            return live
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text_of(row, live, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = HEADINGS.get(column)
            said = self._text_of(row, live, column)
            return f"{tr(heading)}: {said}" if heading else said
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.DOCUMENTS:
            return _RIGHT
        return None

    def _text_of(self, row: AccountRow, live: LiveVisit | None, column: Column) -> str:
        now, zone = self._now, self._zone
        match column:
            case Column.COMPANY:
                return row.account.company
            case Column.STATE:
                return cells.state_text(row, live)
            case Column.LAST_VISIT:
                return moment_text(row.last_visit, now, zone)
            case Column.NEXT_VISIT:
                return moment_text(row.next_visit, now, zone)
            case Column.MONTHS:
                return cells.months_text(row)
            case Column.DOCUMENTS:
                return cells.documents_text(row)
        return cells.action_text(row, live)

    def _select(self) -> list[AccountRow]:
        return sorted_rows(
            fitting(self._all, self._text, self._standing), self._key, descending=self._descending
        )

    def _reset(self, rows: list[AccountRow]) -> None:
        self.beginResetModel()
        self._fitting = rows
        self.endResetModel()

    def _say_account_changed(self, account_id: int) -> None:
        number = self.index_of(account_id).row()
        if number >= 0:
            self._say_changed(number, number)

    def _say_changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))
