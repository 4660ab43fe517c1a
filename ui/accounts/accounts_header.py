"""Above the table of accounts: title, summary, search, filter, what to add, synchronise all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from app.domain.accounts import AccountKind
from app.i18n import mark, tr, trn
from app.services.account_overview import AccountRow, Standing, tally_of
from ui.look.icons import Symbol, icon
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.conditions import STANDINGS
from ui.widgets.buttons import IconButton, text_button
from ui.widgets.labels import heading, paragraph
from ui.words import Words

_SEARCH_WIDTH = 220
_TOLD = (Standing.WAITING, Standing.TO_FIX, Standing.UNAVAILABLE, Standing.PAUSED)


class AccountsHeader(QWidget):
    searched = Signal(str, object)
    """text, Standing or None for all"""
    all_wanted = Signal()
    """Synchronise all, or stop all while something runs."""
    portal_wanted = Signal()
    manual_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, Words(self)
        self._rows: Sequence[AccountRow] = ()
        self._running: frozenset[int] = frozenset()
        self.summary, self.search, self.filter = paragraph(role="muted"), QLineEdit(), QComboBox()
        self.add, self.all = IconButton(theme, Symbol.ADD, quiet=False), text_button(primary=True)
        self._build()
        self._words.also(self._say)

    def show_rows(self, rows: Sequence[AccountRow], running: frozenset[int]) -> None:
        """`running`: ids of the accounts that are being visited."""
        self._rows, self._running = rows, running
        for control in (self.search, self.filter, self.all):
            control.setVisible(bool(rows))  # without accounts there is one thing to do: add one
        self._say()

    def clear_search(self) -> None:
        self.search.clear()
        self.filter.setCurrentIndex(0)

    @property
    def is_searching(self) -> bool:
        return bool(self.search.text().strip()) or self.filter.currentData() is not None

    def _build(self) -> None:
        title, words = heading(), self._words
        words.say(title.setText, mark("Companies & portals"))
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        words.say(self.search.setPlaceholderText, mark("Search…"))
        words.say(self.search.setAccessibleName, mark("Search the accounts"))
        words.say(self.filter.setAccessibleName, mark("Show only"))
        words.also(self._name_filters)
        self._build_add()
        self.search.textChanged.connect(self._on_searched)
        self.filter.currentIndexChanged.connect(self._on_searched)
        self.all.clicked.connect(self.all_wanted)
        first, second, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        first.addWidget(title, 1)
        first.addWidget(self.search)
        first.addWidget(self.add)
        second.addWidget(self.summary, 1)
        second.addWidget(self.filter)
        second.addWidget(self.all)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID + GRID // 2)
        layout.setSpacing(GRID)
        layout.addLayout(first)
        layout.addLayout(second)

    def _build_add(self) -> None:
        menu = QMenu(self.add)
        portal = self._portal = menu.addAction("")
        manual = self._manual = menu.addAction("")
        portal.triggered.connect(self.portal_wanted)
        manual.triggered.connect(self.manual_wanted)
        self._words.say(portal.setText, mark("Online portal…"))
        self._words.say(manual.setText, mark("Customer account (by hand)…"))
        self._words.say(self.add.show_name, mark("Add"))
        self.add.setMenu(menu)
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @Slot()
    def _on_theme_changed(self) -> None:
        colour = self._theme.palette.text
        self._portal.setIcon(icon(Symbol.PORTAL, colour))
        self._manual.setIcon(icon(Symbol.FILES, colour))

    def _name_filters(self) -> None:
        chosen = max(self.filter.currentIndex(), 0)
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(tr("All states"), None)
        for standing in Standing:
            if standing is not Standing.RUNNING:
                self.filter.addItem(tr(STANDINGS[standing]), standing)
        self.filter.setCurrentIndex(chosen)
        self.filter.blockSignals(False)

    def _say(self) -> None:
        self.summary.setText(summary_text(self._rows, len(self._running)))
        self.all.setText(tr("Stop all") if self._running else tr("Synchronise all"))
        role = "" if self._running else "primary"
        if self.all.property("role") != role:
            self.all.setProperty("role", role)
            self.all.style().polish(self.all)

    @Slot()
    def _on_searched(self) -> None:
        self.searched.emit(self.search.text(), self.filter.currentData())


def summary_text(rows: Sequence[AccountRow], running: int) -> str:
    """“12 portals · 11 up to date · 1 waits for you”"""
    portals = [row for row in rows if row.account.kind is AccountKind.PORTAL]
    if not portals:
        return ""
    tally = tally_of(portals)
    said = [
        trn("{count} portal", "{count} portals", len(portals)),
        trn("{count} up to date", "{count} up to date", tally[Standing.UP_TO_DATE]),
    ]
    if running:
        said.append(trn("{count} in progress", "{count} in progress", running))
    counted = {
        Standing.WAITING: trn("{count} waits for you", "{count} wait for you", tally[Standing.WAITING]),
        Standing.TO_FIX: trn("{count} to put right", "{count} to put right", tally[Standing.TO_FIX]),
        Standing.UNAVAILABLE: trn("{count} unavailable", "{count} unavailable", tally[Standing.UNAVAILABLE]),
        Standing.PAUSED: trn("{count} paused", "{count} paused", tally[Standing.PAUSED]),
    }
    return " · ".join([*said, *(counted[standing] for standing in _TOLD if tally[standing])])
