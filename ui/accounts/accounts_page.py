"""Entreprises & Portails: every account, how it stands, and what to do about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QCursor, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolTip, QVBoxLayout, QWidget

from app.i18n import tr
from app.ports.parts import Parts
from app.services.account_details import AccountDetails, account_details
from app.services.account_overview import AccountRow, Standing, account_rows
from ui.accounts import account_cells as cells
from ui.accounts.account_actions import AccountActions
from ui.accounts.account_menu import account_menu
from ui.accounts.account_panel import AccountPanel
from ui.accounts.accounts_header import AccountsHeader
from ui.accounts.accounts_model import ROW_ROLE, AccountsModel
from ui.accounts.accounts_table import AccountsTable
from ui.accounts.live_visits import LiveVisits
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.look.icons import Symbol
from ui.look.palette import GRID, PANEL_WIDTH, WIDE
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.widgets.empty_view import EmptyView
from ui.widgets.labels import separator
from ui.windows.synchronising import synchronise_all
from ui.words import Words


class AccountsPage(QWidget):
    """The panel lies beside the table, or over it where there is no room for both."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self._wanted: int | None = None
        self._hovered: tuple[int, int, QPoint] | None = None
        self.model = AccountsModel(desk.clock, self)
        self.visits = LiveVisits(desk, self.model)
        self.header, self.table = AccountsHeader(theme), AccountsTable(self.model, theme)
        self.panel, self.empty = AccountPanel(theme, desk.clock), EmptyView(theme, Symbol.COMPANIES)
        self._actions = AccountActions(desk, navigator, self)
        self._lists = QStackedWidget()
        self._has_loaded = False
        self._build()
        self._connect()
        self._freshness = Freshness(self, desk, _read_rows, self._on_rows_read)
        Words(self).also(self._retranslate)

    def columns(self) -> bytes:
        return bytes(self.table.horizontalHeader().saveState().data())

    def set_columns(self, columns: bytes) -> None:
        self.table.restore_columns(QByteArray(columns))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.header.search.hasFocus() and self.header.is_searching:
            self.header.clear_search()
        elif self.panel.isVisible():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        self._lists.addWidget(self.table)
        self._lists.setContentsMargins(2 * GRID, 0, 0, 0)
        self._lists.addWidget(self.empty)
        self.panel.hide()
        across, layout = QHBoxLayout(), QVBoxLayout(self)
        across.setSpacing(0)
        across.addWidget(self._lists, 1)
        across.addWidget(self.panel)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(separator())
        layout.addLayout(across, 1)

    def _connect(self) -> None:
        header, table, navigator = self.header, self.table, self._navigator
        header.searched.connect(self._on_searched)
        header.all_wanted.connect(self._on_all_wanted)
        header.portal_wanted.connect(navigator.add_portal_wanted)
        header.manual_wanted.connect(navigator.add_manual_wanted)
        table.action_wanted.connect(self._on_action_wanted)
        table.menu_wanted.connect(self._on_menu_wanted)
        table.removal_wanted.connect(self._on_removal_wanted)
        table.details_wanted.connect(self._on_details_wanted)
        table.files_dropped.connect(self._on_files_dropped)
        table.chosen.connect(self._on_chosen)
        table.delegate.month_hovered.connect(self._on_month_hovered)
        self.panel.action_wanted.connect(self._on_action_wanted)
        self.panel.documents_wanted.connect(self._on_documents_wanted)
        self.panel.closed.connect(self._close_panel)
        self.empty.pressed.connect(self._on_empty_pressed)
        navigator.account_wanted.connect(self._on_account_wanted)
        self.visits.changed.connect(self._on_visit_changed)
        self.visits.number_changed.connect(self._on_number_changed)

    def _retranslate(self) -> None:
        self.model.retranslate()
        self._show_lists()

    def _on_rows_read(self, rows: list[AccountRow]) -> None:
        self._has_loaded = True
        self.model.load(rows)
        self._show_lists()
        if self._wanted is not None:
            self._choose(self._wanted)
        self._refresh_panel(read_details=True)

    def _show_lists(self) -> None:
        if not self._has_loaded:
            return
        self.header.show_rows(self.model.rows, self.visits.running)
        if self.model.rowCount():
            self._lists.setCurrentWidget(self.table)
            return
        if self.model.rows:
            self.empty.say(tr("No account fits"), "", tr("Show all"))
        else:
            self.empty.say(
                tr("Your companies and their portals will be listed here"),
                tr("Add the first portal: Moisson signs in, looks for your invoices and collects them."),
                tr("Add a portal"),
            )
        self._lists.setCurrentWidget(self.empty)

    def _refresh_panel(self, *, read_details: bool = False) -> None:
        row = self.table.row()
        if row is None:
            self.panel.hide()
            return
        if self.panel.isVisible():
            self.panel.show_row(row, self.model.live.get(row.id))
            if read_details:
                self._read_details(row.id)

    def _open_panel(self, row: AccountRow) -> None:
        self.panel.show_row(row, self.model.live.get(row.id))
        self.panel.show()
        self._arrange()
        self._read_details(row.id)

    @Slot()
    def _close_panel(self) -> None:
        self.panel.hide()
        self._arrange()
        self.table.setFocus()

    def _arrange(self) -> None:
        wide = self.width() >= WIDE
        self.panel.setMaximumWidth(PANEL_WIDTH if wide else self.width())
        self.panel.setMinimumWidth(PANEL_WIDTH)
        self._lists.setVisible(wide or self.panel.isHidden())

    def _read_details(self, account_id: int) -> None:
        def read(parts: Parts) -> AccountDetails:
            return account_details(parts.store(), parts.clock(), account_id)

        self._desk.read(read, self._on_details_read)

    def _on_details_read(self, details: AccountDetails) -> None:
        self.panel.show_details(details)
        if self._hovered is None or self._hovered[0] != details.account_id:
            return
        _, place, at = self._hovered
        index = self.model.index_of(details.account_id)
        row = self.model.row_at(index)
        if row is not None and (QCursor.pos() - at).manhattanLength() <= _STILL:
            names = details.names.get(row.first_month + place, ())
            QToolTip.showText(at, cells.month_tip(row, place, names), self.table)

    def _choose(self, account_id: int) -> None:
        self.table.choose(account_id)
        row = self.table.row()
        if row is not None and row.id == account_id:
            self._wanted = None
            self._open_panel(row)

    @Slot(int)
    def _on_account_wanted(self, account_id: int) -> None:
        self._wanted = account_id
        self.header.clear_search()
        if self._has_loaded:
            self._choose(account_id)

    @Slot(str, object)
    def _on_searched(self, text: str, standing: Standing | None) -> None:
        self.model.search(text, standing)
        self._show_lists()

    @Slot()
    def _on_all_wanted(self) -> None:
        if self.visits.running:
            self.visits.stop_all()
        else:
            synchronise_all(self._desk, self._navigator)

    @Slot(object)
    def _on_action_wanted(self, row: AccountRow) -> None:
        action = cells.action_of(row, self.model.live.get(row.id))
        self._actions.perform(row.account, action, dict(row.facts))

    @Slot(object, QPoint)
    def _on_menu_wanted(self, row: AccountRow, at: QPoint) -> None:
        account_menu(row, self._actions, self._theme, lambda: self._show_history(row), self).popup(at)

    def _show_history(self, row: AccountRow) -> None:
        self._open_panel(row)
        self.panel.show_history()

    @Slot(object)
    def _on_removal_wanted(self, row: AccountRow) -> None:
        self._actions.ask_removal(row.account, row.documents)

    @Slot(object)
    def _on_details_wanted(self, row: AccountRow) -> None:
        if self.panel.isVisible() and self.panel.row is not None and self.panel.row.id == row.id:
            self._close_panel()
        else:
            self._open_panel(row)

    @Slot(object, list)
    def _on_files_dropped(self, row: AccountRow, files: list[Path]) -> None:
        self._actions.add_files(row.account, files)

    @Slot(object)
    def _on_chosen(self, row: AccountRow | None) -> None:
        """In a wide page the panel follows the selection; in a narrow one it would hide the table."""
        if row is None:
            self.panel.hide()
            self._arrange()
        elif self.width() >= WIDE or self.panel.isVisible():
            self._open_panel(row)

    @Slot(QModelIndex, int, object)
    def _on_month_hovered(self, index: QModelIndex, place: int, at: QPoint) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.counts[place]:
            self._hovered = (row.id, place, at)
            self._read_details(row.id)

    @Slot(object)
    def _on_documents_wanted(self, row: AccountRow) -> None:
        self._actions.show_documents(row.account)

    @Slot()
    def _on_empty_pressed(self) -> None:
        if self.model.rows:
            self.header.clear_search()
        else:
            self._navigator.add_portal_wanted.emit()

    @Slot()
    def _on_number_changed(self) -> None:
        if self._has_loaded:
            self.header.show_rows(self.model.rows, self.visits.running)

    @Slot(int)
    def _on_visit_changed(self, account_id: int) -> None:
        if self.panel.row is not None and self.panel.row.id == account_id:
            self._refresh_panel()


_STILL = 12
"""A pointer that has moved no farther, in pixels, still asks for the tip that was read meanwhile."""


def _read_rows(parts: Parts) -> list[AccountRow]:
    return account_rows(parts.store(), parts.clock())
