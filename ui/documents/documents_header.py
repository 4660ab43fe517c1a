"""Above the table of documents: title, what is listed and what it adds up to, search, export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.i18n import mark, tr, trn
from app.ports.clock import Clock
from app.ports.document_list import Totals
from ui.documents.documents_model import PAGE
from ui.documents.filter_bar import FilterBar
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.documents import count_text, totals_text
from ui.texts.times import number_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import heading, paragraph
from ui.words import Words

_SEARCH_WIDTH = 280


class SearchField(QLineEdit):
    """Down and Enter lead to what was found."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class DocumentsHeader(QWidget):
    export_wanted = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words(self)
        self._totals: Totals | None = None
        self._selected: Totals | None = None
        self.summary, self.search = paragraph(role="muted"), SearchField()
        self.export, self.filters = text_button(), FilterBar(theme, clock)
        self._build()
        self._words.also(self._say)

    def show_totals(self, totals: Totals | None) -> None:
        """None while there are many that nobody has counted yet."""
        self._totals = totals
        self._say()

    def set_idle(self, idle: bool) -> None:
        """There is nothing to look for, and nothing to export."""
        for widget in (self.search, self.export, self.filters, self.summary):
            widget.setVisible(not idle)

    def show_selected(self, totals: Totals | None) -> None:
        """None where no more than one is selected."""
        self._selected = totals
        self._say()

    def _build(self) -> None:
        title, words = heading(), self._words
        words.say(title.setText, mark("Documents"))
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_WIDTH // 2)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        words.say(self.search.setPlaceholderText, mark("Number, supplier, words in the text…"))
        words.say(self.search.setAccessibleName, mark("Search the documents"))
        words.say(self.export.setText, mark("Export as CSV…"))
        self.export.clicked.connect(self.export_wanted)
        first, layout = QHBoxLayout(), QVBoxLayout(self)
        first.setSpacing(GRID)
        first.addWidget(title)
        first.addStretch(1)
        first.addWidget(self.search, 4)
        first.addWidget(self.export)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID + GRID // 2)
        layout.setSpacing(GRID)
        layout.addLayout(first)
        layout.addWidget(self.summary)
        layout.addWidget(self.filters)

    def _say(self) -> None:
        totals, selected = self._totals, self._selected
        if totals is None:
            self.summary.setText(tr("More than {number} documents", number=number_text(PAGE)))
            return
        said = " · ".join(part for part in (count_text(totals.count), totals_text(totals)) if part)
        if selected is not None:
            count = trn(
                "{number} selected", "{number} selected", selected.count, number=number_text(selected.count)
            )
            amounts = totals_text(selected)
            said += "   —   " + (f"{count}: {amounts}" if amounts else count)
        self.summary.setText(said)
        self.summary.setToolTip(tr("Credit notes are taken off.") if totals.amounts else "")
