"""Tableau de bord: is everything there, does anybody wait, what went out, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import mark, tr
from app.ports.parts import Parts
from app.services.dashboard import Dashboard, dashboard
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.dashboard.cards import CompletenessCard, DeliveriesCard, RunsCard, WaitingCard
from ui.look.icons import Symbol
from ui.look.palette import GRID, TIGHT
from ui.look.theme import Theme
from ui.navigation import Navigator, PageName
from ui.widgets.empty_view import EmptyView
from ui.widgets.labels import heading
from ui.words import Words


class DashboardPage(QWidget):
    """Four cards, two beside each other where there is room."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._navigator, self._words = desk, navigator, Words(self)
        self._shown: Dashboard | None = None
        self.completeness, self.waiting = CompletenessCard(theme), WaitingCard(theme, desk.clock)
        self.deliveries, self.runs = DeliveriesCard(theme, desk.clock), RunsCard(theme, desk)
        self.cards = (self.completeness, self.waiting, self.deliveries, self.runs)
        self.empty = EmptyView(theme, Symbol.DASHBOARD)
        self._body, self._grid, self._stack = QWidget(), QGridLayout(), QStackedWidget()
        self._build()
        self.waiting.button.clicked.connect(navigator.appointment_wanted)
        self.completeness.button.clicked.connect(self._on_completeness_clicked)
        self.deliveries.button.clicked.connect(self._on_deliveries_clicked)
        self.empty.pressed.connect(navigator.add_portal_wanted)
        desk.harvest.state_changed.connect(self._say)
        self._words.also(self._say)
        Freshness(self, desk, _read, self._on_read)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        title = heading()
        self._words.say(title.setText, mark("Dashboard"))
        title.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * GRID)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(3 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        self._body.hide()
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addWidget(self._stack, 1)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= TIGHT else 1
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _on_read(self, found: Dashboard) -> None:
        self._shown = found
        self._say()

    @Slot()
    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            return
        self.empty.say(
            tr("What is there and what is missing will be shown here"),
            tr("Add the first portal: Moisson signs in, looks for your invoices and collects them."),
            tr("Add a portal"),
        )
        self._stack.setCurrentIndex(0 if shown.accounts else 1)
        self._body.show()
        for card in self.cards:
            card.show_facts(shown)

    @Slot()
    def _on_completeness_clicked(self) -> None:
        self._navigator.page_wanted.emit(PageName.COMPANIES)

    @Slot()
    def _on_deliveries_clicked(self) -> None:
        if self._shown is not None and not self._shown.destinations:
            self._navigator.add_destination_wanted.emit()
        else:
            self._navigator.page_wanted.emit(PageName.SYNC)


def _read(parts: Parts) -> Dashboard:
    return dashboard(parts.store(), parts.clock())
