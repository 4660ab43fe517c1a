"""Everything about the selected account, beside the table."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.domain.accounts import AccountKind
from app.i18n import mark, tr
from app.ports.clock import Clock
from app.services.account_details import AccountDetails
from app.services.account_overview import AccountRow, Standing
from ui.accounts import account_cells as cells
from ui.accounts.account_cells import LiveVisit
from ui.accounts.history import History
from ui.accounts.month_strip import MonthStrip
from ui.accounts.painting import paint_badge
from ui.look.icons import Symbol
from ui.look.palette import BADGE_SIZE, GRID
from ui.look.theme import Theme
from ui.texts.conditions import explanation
from ui.texts.times import day_text, moment_text
from ui.widgets.buttons import IconButton, text_button
from ui.widgets.labels import paragraph, remark, separator, subheading
from ui.widgets.shapes import ShapeLabel
from ui.words import Words

_URGENT = (Standing.WAITING, Standing.TO_FIX)


class AccountPanel(QWidget):
    action_wanted = Signal(object)
    """AccountRow"""
    documents_wanted = Signal(object)
    """AccountRow"""
    closed = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._clock, self._words = theme, clock, Words(self)
        self._row: AccountRow | None = None
        self._live: LiveVisit | None = None
        self._details: AccountDetails | None = None
        self.badge, self.company, self.user = _Badge(theme), subheading(), remark()
        self.shape, self.state = ShapeLabel(theme), subheading()
        self.state.setWordWrap(True)
        self.explanation, self.action = paragraph(), text_button()
        self.values = {name: QLabel() for name in _FACTS}
        self.documents = text_button()
        self.months, self.history = MonthStrip(theme), History(theme, clock)
        self.history_title = subheading()
        self._build()
        self._words.also(self._say)

    @property
    def row(self) -> AccountRow | None:
        return self._row

    def show_row(self, row: AccountRow, live: LiveVisit | None) -> None:
        if self._row is None or row.id != self._row.id:
            self._details = None
            self._scroll.verticalScrollBar().setValue(0)
        self._row, self._live = row, live
        self._say()

    def show_details(self, details: AccountDetails) -> None:
        """Those of an account that is not shown any more come too late."""
        if self._row is not None and details.account_id == self._row.id:
            self._details = details
            self._say_details()

    def show_history(self) -> None:
        self._scroll.ensureWidgetVisible(self.history_title)
        self._scroll.verticalScrollBar().setValue(self.history_title.y() - GRID)

    def _build(self) -> None:
        close = IconButton(self._theme, Symbol.CLOSE, quiet=True)
        close.clicked.connect(self.closed)
        self._words.say(close.show_name, mark("Close the panel"))
        self.user.setWordWrap(True)
        self.company.setWordWrap(True)
        names, top = QVBoxLayout(), QHBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.company)
        names.addWidget(self.user)
        top.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, GRID // 2, 0)
        layout.setSpacing(2 * GRID)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)

    def _content(self) -> QWidget:
        content, standing = QWidget(), QHBoxLayout()
        standing.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.state, 1)
        self.action.clicked.connect(self._on_action_clicked)
        self.documents.clicked.connect(self._on_documents_clicked)
        self._words.say(self.documents.setText, mark("Show the documents"))
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, GRID + GRID // 2, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addLayout(standing)
        layout.addWidget(self.explanation)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(separator())
        layout.addLayout(self._facts())
        layout.addWidget(self.documents, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(separator())
        months_title = subheading()
        self._words.say(months_title.setText, mark("Twelve months"))
        layout.addWidget(months_title)
        layout.addWidget(self.months)
        layout.addWidget(separator())
        self._words.say(self.history_title.setText, mark("Last visits"))
        layout.addWidget(self.history_title)
        layout.addWidget(self.history)
        layout.addStretch(1)
        return content

    def _facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for source, value in self.values.items():
            title = paragraph(role="muted")
            title.setWordWrap(False)
            self._words.say(title.setText, source)
            value.setWordWrap(True)
            form.addRow(title, value)
        self._form = form
        return form

    def _say(self) -> None:
        row = self._row
        if row is None:
            return
        account, by_hand = row.account, row.account.kind is AccountKind.MANUAL
        standing = cells.standing_of(row, self._live)
        self.badge.show_name(account.company)
        self.company.setText(account.company)
        self.user.setText(account.username)
        self.user.setVisible(bool(account.username))
        self.shape.show_shape(standing)
        self.state.setText(cells.state_text(row, self._live))
        self.explanation.setText("" if self._live else explanation(row))
        self.explanation.setVisible(not self._live)
        self.action.setText(cells.action_text(row, self._live))
        role = "primary" if standing in _URGENT else ""
        if self.action.property("role") != role:
            self.action.setProperty("role", role)
            self.action.style().polish(self.action)
        for source, text in self._fact_texts(row).items():
            self.values[source].setText(text)
            self._form.setRowVisible(self.values[source], bool(text))
        self.documents.setVisible(row.documents > 0)
        self.months.show_row(row)
        self.history.setVisible(not by_hand)
        self.history_title.setVisible(not by_hand)
        self._say_details()

    def _fact_texts(self, row: AccountRow) -> dict[str, str]:
        now, zone = self._clock.now(), self._clock.zone()
        newest = day_text(row.newest) if row.newest else ""
        if row.account.kind is AccountKind.MANUAL:
            visits = ("", "")
        else:
            after = tr("when you have acted") if row.next_visit is None else ""
            visits = (
                moment_text(row.last_visit, now, zone) or tr("none so far"),
                moment_text(row.next_visit, now, zone) or after,
            )
        return dict(zip(_FACTS, (*visits, cells.documents_text(row), newest, cells.remark(row)), strict=True))

    def _say_details(self) -> None:
        if self._details is not None and self._row is not None:
            self.months.show_names(self._details.names)
            self.history.show_runs(self._row.account.company, self._details.runs)

    @Slot()
    def _on_action_clicked(self) -> None:
        self.action_wanted.emit(self._row)

    @Slot()
    def _on_documents_clicked(self) -> None:
        self.documents_wanted.emit(self._row)


_FACTS = (
    mark("Last visit"),
    mark("Next visit"),
    mark("Documents"),
    mark("Newest document"),
    mark("Overdue"),
)


class _Badge(QWidget):
    """The coloured initials of a company."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._name = theme, ""
        self.setFixedSize(QSize(BADGE_SIZE, BADGE_SIZE))
        theme.changed.connect(self.update)

    def show_name(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QRectF(self.rect()), self._name, self._theme.palette, self.font())
        painter.end()
