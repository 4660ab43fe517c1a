"""Documents: all there are, found as one types, with what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.documents import DocumentFilter
from app.i18n import tr
from app.ports.document_list import Order, Totals
from app.services.document_details import DocumentDetails, document_details
from ui.bridge.desk import Desk
from ui.bridge.tasks import Task
from ui.documents.document_actions import DocumentActions
from ui.documents.document_panel import DocumentPanel
from ui.documents.documents_header import DocumentsHeader
from ui.documents.documents_loader import DocumentsLoader
from ui.documents.documents_model import DocumentsModel
from ui.documents.documents_view import DocumentsView
from ui.look.icons import Symbol
from ui.look.palette import GRID, PREVIEW_WIDTH, WIDE
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.widgets.empty_view import EmptyView
from ui.widgets.labels import separator
from ui.words import Words

_TYPING_MS: Final = 15
_SELECTING_MS: Final = 60
_RENEWING_MS: Final = 300


class DocumentsPage(QWidget):
    """The panel lies beside the table, or over it where there is no room for both."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._navigator = desk, navigator
        self.model = DocumentsModel(self)
        self.loader = DocumentsLoader(desk, self.model, self)
        self.header, self.view = DocumentsHeader(theme, desk.clock), DocumentsView(self.model, theme)
        self.panel, self.empty = DocumentPanel(desk, theme), EmptyView(theme, Symbol.DOCUMENTS)
        self.commands = DocumentActions(desk, navigator, self.view, self.loader, self)
        self._lists, self._splitter = QStackedWidget(), QSplitter()
        self._order = Order()
        self._is_stale, self._has_begun, self._has_loaded = True, False, False
        self._is_panel_wanted, self._shown = True, 0
        self._details: Task | None = None
        self._typing = self._timer(_TYPING_MS, self._search)
        self._selecting = self._timer(_SELECTING_MS, self._follow_selection)
        self._renewing = self._timer(_RENEWING_MS, self._renew)
        self._build()
        self._connect()
        Words(self).also(self._retranslate)

    @Slot(object)
    def show_filter(self, wanted: DocumentFilter) -> None:
        """Lists these, whatever was listed before."""
        self.header.filters.show_filter(wanted)
        self.header.search.setText(wanted.text or "")
        self._search()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        if not self._has_begun:
            self._search()
        elif self._is_stale:
            self._renew()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F2:
            self.commands.correct()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.header.search.hasFocus() and self.header.search.text():
            self.header.search.clear()
        elif self.panel.isVisible():
            self._close_panel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _timer(self, wait_ms: int, reaction: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(reaction)
        return timer

    def _build(self) -> None:
        self._lists.addWidget(self.view)
        self._lists.addWidget(self.empty)
        self._lists.setContentsMargins(2 * GRID, 0, 0, 0)
        self._splitter.addWidget(self._lists)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setChildrenCollapsible(False)
        self.panel.setMinimumWidth(PREVIEW_WIDTH)
        self.panel.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(separator())
        layout.addWidget(self._splitter, 1)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _connect(self) -> None:
        header, view, loader, panel = self.header, self.view, self.loader, self.panel
        header.search.textChanged.connect(self._on_typed)
        header.search.left_downwards.connect(self._enter_table)
        header.filters.changed.connect(self._search)
        header.filters.cleared.connect(self._clear_filters)
        header.export_wanted.connect(self._export)
        self.model.order_wanted.connect(self._on_order_wanted)
        loader.begun.connect(self._on_begun)
        loader.counted.connect(self._on_counted)
        loader.surrounded.connect(header.filters.surround)
        view.selection_changed.connect(self._selecting.start)
        view.chosen.connect(self._open)
        view.details_wanted.connect(self._show_panel)
        view.copy_wanted.connect(self.commands.copy)
        view.drag_wanted.connect(self.commands.drag)
        view.customContextMenuRequested.connect(self._on_menu_wanted)
        panel.open_wanted.connect(self._open)
        panel.folder_wanted.connect(self.commands.show_in_folder)
        panel.correction_wanted.connect(self.commands.correct)
        panel.closed.connect(self._close_panel)
        self.empty.pressed.connect(self._on_empty_pressed)
        self._navigator.documents_wanted.connect(self.show_filter)
        self._desk.changed.connect(self._on_changed)

    def _retranslate(self) -> None:
        self.model.retranslate()
        self._show_lists()

    @Slot()
    def _on_typed(self) -> None:
        """At once, or when the hand rests for a moment: no more is asked than can be answered."""
        if self.loader.is_busy:
            self._typing.start()
        else:
            self._search()

    @Slot()
    def _search(self) -> None:
        self._typing.stop()
        self._has_begun, self._is_stale = True, False
        text = self.header.search.text().strip()
        self.loader.show(replace(self.header.filters.wanted, text=text or None), self._order)

    @Slot(object)
    def _on_order_wanted(self, order: Order) -> None:
        if order != self._order:
            self._order = order
            if self._has_begun:
                self._search()

    @Slot()
    def _on_begun(self) -> None:
        self._has_loaded = True
        self.header.show_totals(self.loader.totals)
        self.view.scrollToTop()
        self._show_lists()
        self._selecting.start()

    @Slot(object)
    def _on_counted(self, totals: Totals) -> None:
        self.header.show_totals(totals)
        self._show_lists()

    @Slot()
    def _on_changed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._renewing.start()

    @Slot()
    def _renew(self) -> None:
        self._is_stale = False
        self.loader.renew(*self.view.lines_seen)
        if self._shown:
            self._read_details(self._shown)

    def _show_lists(self) -> None:
        is_whole = self.loader.wanted == DocumentFilter(undated=True)
        is_filled = not self._has_loaded or self.model.count > 0
        self.header.set_idle(is_whole and not is_filled)
        if is_filled:
            self._lists.setCurrentWidget(self.view)
            return
        if not is_whole:
            self.empty.say(tr("No document fits"), "", tr("Clear the filters"))
        else:
            self.empty.say(
                tr("Your documents will be listed here"),
                tr(
                    "They come with the first visit to a portal, or when you add files to a customer account."
                ),
                tr("Add a portal"),
            )
        self._lists.setCurrentWidget(self.empty)

    @Slot()
    def _on_empty_pressed(self) -> None:
        if self.loader.wanted != DocumentFilter(undated=True):
            self._clear_filters()
        else:
            self._navigator.add_portal_wanted.emit()

    @Slot()
    def _clear_filters(self) -> None:
        self.show_filter(DocumentFilter())
        self.header.search.setFocus()

    @Slot()
    def _enter_table(self) -> None:
        if self.model.count:
            self.view.setFocus()
            if not self.view.ranges:
                self.view.select_line(0)

    @Slot()
    def _follow_selection(self) -> None:
        ranges = self.view.ranges
        count = self.view.selected_count
        if count > 1:
            self.loader.resolve(ranges, self._add_up)
        else:
            self.header.show_selected(None)
        current = self._current() if count else 0
        # Over the table it comes only when it is asked for: else nobody could go through the lines.
        may_come = self.width() >= WIDE or self.panel.isVisible()
        if current and self._is_panel_wanted and may_come:
            self._read_details(current)
        elif not count:
            self._shown = 0
            self.panel.hide()
            self.panel.clear()
            self._arrange()

    def _add_up(self, document_ids: list[int]) -> None:
        self._desk.read(
            lambda parts: parts.store().document_list.totals_of(document_ids), self.header.show_selected
        )

    def _current(self) -> int:
        """The document on the current line; 0 for none that is here."""
        row = self.model.row_at(self.view.currentIndex().row())
        return row.document.id if row else 0

    def _read_details(self, document_id: int) -> None:
        if self._details is not None:
            self._details.cancel()
        self._shown = document_id
        self._details = self._desk.read(partial(document_details, document_id=document_id), self._on_details)

    def _on_details(self, details: DocumentDetails | None) -> None:
        if details is None:
            self._close_panel()
            return
        self.panel.show_details(details)
        self.panel.show()
        self._arrange()

    @Slot()
    def _close_panel(self) -> None:
        self._is_panel_wanted, self._shown = False, 0
        self.panel.hide()
        self.panel.clear()
        self._arrange()
        self.view.setFocus()

    def _arrange(self) -> None:
        self._lists.setVisible(self.width() >= WIDE or self.panel.isHidden())

    @Slot()
    def _open(self) -> None:
        self._is_panel_wanted = True
        self.commands.open()

    @Slot()
    def _export(self) -> None:
        if self.view.selected_count > 1:
            button = self.header.export
            self.commands.export_menu().exec(button.mapToGlobal(button.rect().bottomLeft()))
        else:
            self.commands.export()

    @Slot(QPoint)
    def _on_menu_wanted(self, place: QPoint) -> None:
        if self.view.ranges:
            self.commands.menu(self._show_panel).exec(self.view.viewport().mapToGlobal(place))

    @Slot()
    def _show_panel(self) -> None:
        self._is_panel_wanted = True
        if current := self._current():
            self._read_details(current)
