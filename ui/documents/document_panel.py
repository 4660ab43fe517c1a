"""The selected document beside the table: its facts, its picture, its deliveries, what to do with it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.documents import Document, Source
from app.i18n import mark, tr
from app.services.document_details import DocumentDetails
from ui.bridge.desk import Desk
from ui.documents.preview import Preview
from ui.documents.receipts_view import ReceiptsView
from ui.look.icons import Symbol
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.documents import amount_text
from ui.texts.flows import TYPES
from ui.texts.times import day_text
from ui.widgets.buttons import IconButton, text_button
from ui.widgets.labels import paragraph, remark, separator, subheading
from ui.words import Words

_RECEIPTS_HEIGHT: Final = 16 * GRID


class DocumentPanel(QWidget):
    open_wanted = Signal()
    folder_wanted = Signal()
    correction_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document: Document | None = None
        self._words = Words(self)
        self.title, self.facts, self.hint = subheading(), paragraph(role="muted"), remark()
        self.title.setWordWrap(True)
        self.open, self.folder = text_button(primary=True), IconButton(theme, Symbol.FOLDER, quiet=False)
        self.correct = IconButton(theme, Symbol.EDIT, quiet=False)
        self.preview, self.receipts = Preview(desk), ReceiptsView(theme, desk.clock)
        self._close = IconButton(theme, Symbol.CLOSE, quiet=True)
        self._build()
        self._connect()

    def show_details(self, details: DocumentDetails) -> None:
        self._document = details.document
        self._say()
        self.receipts.show_receipts(details.receipts)
        self.preview.show_file(details.path, details.document.suffix, details.document.size)

    def clear(self) -> None:
        self._document = None
        self.preview.clear()

    def _build(self) -> None:
        top, buttons, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.title, 1)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        for button in (self.open, self.folder, self.correct):
            buttons.addWidget(button)
        buttons.addStretch(1)
        title, scroll = subheading(), QScrollArea()
        self._words.say(title.setText, mark("Deliveries"))
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.receipts)
        scroll.setFixedHeight(_RECEIPTS_HEIGHT)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addLayout(top)
        layout.addWidget(self.facts)
        layout.addWidget(self.hint)
        layout.addLayout(buttons)
        layout.addWidget(self.preview, 1)
        layout.addWidget(separator())
        layout.addWidget(title)
        layout.addWidget(scroll)

    def _connect(self) -> None:
        words = self._words
        words.say(self.open.setText, mark("Open"))
        words.say(self.folder.show_name, mark("Show in its folder"))
        words.say(self.correct.show_name, mark("Correct type, number, date or amount"))
        words.say(self._close.show_name, mark("Close the panel"))
        words.also(self._say)
        self.open.clicked.connect(self.open_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.correct.clicked.connect(self.correction_wanted)
        self._close.clicked.connect(self.closed)

    def _say(self) -> None:
        document = self._document
        if document is None:
            return
        facts = document.facts
        self.title.setText(document.company)
        day = day_text(facts.issued) if facts.issued else tr("no date")
        told = (tr(TYPES[facts.type]), facts.number or tr("no number"), day)
        amount = amount_text(facts.total, facts.currency) or tr("no amount")
        self.facts.setText(" · ".join((*told, amount)))
        self.hint.setText(tr("Corrected by hand") if facts.source is Source.MANUAL else document.file_name)
        self.hint.setToolTip(document.file_name)
