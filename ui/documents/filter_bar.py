"""What narrows the list of documents: company, type, period, delivered or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QDate, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.documents import Delivered, DocumentFilter, DocumentType
from app.i18n import mark, tr
from app.ports.clock import Clock
from ui.documents.documents_loader import Surroundings
from ui.documents.period import NAMES, Period, days_of, period_of
from ui.look.icons import Symbol
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.flows import TYPES
from ui.widgets.buttons import IconButton
from ui.words import Words, locale

_DELIVERED: Final = {
    None: mark("Delivered or not"),
    Delivered.YES: mark("Delivered"),
    Delivered.NO: mark("Not delivered"),
    Delivered.WAITING: mark("Waiting for export"),
    Delivered.REFUSED: mark("Refused or removed"),
}
_AT: Final = {
    Delivered.YES: mark("Delivered to {name}"),
    Delivered.NO: mark("Not delivered to {name}"),
}
_AT_SELDOM: Final = {
    Delivered.WAITING: mark("Waiting for {name}"),
    Delivered.REFUSED: mark("Refused or removed at {name}"),
}
_LONGEST: Final = 24


class FilterBar(QWidget):
    """`changed` when the person narrows or widens the list; the text is somebody else's."""

    changed = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._wanted = DocumentFilter(undated=True)
        self._surroundings: Surroundings | None = None
        self._company, self._type, self._period, self._delivered = (QComboBox(self) for _ in range(4))
        self._first, self._last = QDateEdit(self), QDateEdit(self)
        self._from, self._to = QLabel(self), QLabel(self)
        self._clear = IconButton(theme, Symbol.CLOSE, self, quiet=True)
        self._build()
        words = Words(self)
        words.say(self._clear.show_name, mark("Clear the filters"))
        words.say(self._from.setText, mark("From"))
        words.say(self._to.setText, mark("to"))
        words.say(self._company.setAccessibleName, mark("Company"))
        words.say(self._type.setAccessibleName, mark("Type"))
        words.say(self._period.setAccessibleName, mark("Period"))
        words.say(self._delivered.setAccessibleName, mark("Delivery"))
        words.say(self._first.setAccessibleName, mark("First day"))
        words.say(self._last.setAccessibleName, mark("Last day"))
        words.also(self._fill)

    @property
    def wanted(self) -> DocumentFilter:
        """Without a text."""
        return self._wanted

    @property
    def is_narrowing(self) -> bool:
        return self._wanted != DocumentFilter(undated=True)

    def show_filter(self, wanted: DocumentFilter) -> None:
        """Sets every choice; tells nobody."""
        self._wanted = replace(wanted, text=None, undated=True, limit=None, offset=0)
        self._fill()

    @Slot(object)
    def surround(self, surroundings: Surroundings) -> None:
        """The companies and destinations there are."""
        if surroundings != self._surroundings:
            self._surroundings = surroundings
            self._fill()

    def _build(self) -> None:
        layout, dates, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (layout, dates, whole):
            part.setSpacing(GRID)
        for box in (self._company, self._type, self._period, self._delivered):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.setMaxVisibleItems(20)
            box.activated.connect(self._on_box_activated)
            layout.addWidget(box, 5 if box is self._company else 4)
        for edit in (self._first, self._last):
            edit.setCalendarPopup(True)
            edit.setKeyboardTracking(False)
            edit.dateChanged.connect(self._on_date_changed)
        for widget in (self._from, self._first, self._to, self._last):
            dates.addWidget(widget)
        dates.addStretch(1)
        layout.addWidget(self._clear)
        whole.addLayout(layout)
        whole.addLayout(dates)
        self._clear.clicked.connect(self.cleared)

    def _fill(self) -> None:
        wanted = self._wanted
        _choices(self._company, self._origins(), (wanted.company, wanted.account_id))
        _choices(self._type, [(None, tr("All types")), *((t, tr(TYPES[t])) for t in TYPES)], wanted.type)
        period = period_of((wanted.issued_from, wanted.issued_to), self._today())
        _choices(self._period, [(p, tr(NAMES[p])) for p in Period], period)
        _choices(self._delivered, self._deliveries(), (wanted.delivered, wanted.destination_id))
        self._show_dates(period)
        self._clear.setVisible(self.is_narrowing)

    def _origins(self) -> list[tuple[Any, str]]:
        """Companies; and the one account that somebody came from."""
        wanted, around = self._wanted, self._surroundings
        companies = list(around.companies if around else ())
        choices: list[tuple[Any, str]] = [((None, None), tr("All companies"))]
        if wanted.account_id is not None:
            name = around.accounts.get(wanted.account_id) if around else None
            choices.append(((wanted.company, wanted.account_id), name or tr("One account")))
        elif wanted.company and wanted.company not in companies:
            companies.append(wanted.company)
        return [*choices, *(((company, None), company) for company in companies)]

    def _deliveries(self) -> list[tuple[Any, str]]:
        choices: list[tuple[Any, str]] = [((key, None), tr(text)) for key, text in _DELIVERED.items()]
        known = self._surroundings.destinations if self._surroundings else {}
        for number, name in known.items():
            choices += [((key, number), tr(text, name=_short(name))) for key, text in _AT.items()]
            # These come from the page of destinations: as choices for everybody they would be too many.
            for key, text in _AT_SELDOM.items():
                if (key, number) == (self._wanted.delivered, self._wanted.destination_id):
                    choices.append(((key, number), tr(text, name=_short(name))))
        return choices

    def _show_dates(self, period: Period) -> None:
        with QSignalBlocker(self._first), QSignalBlocker(self._last):
            for edit, day in ((self._first, self._wanted.issued_from), (self._last, self._wanted.issued_to)):
                edit.setDate(_qt_day(day or self._today()))
                edit.setLocale(locale())
                edit.setDisplayFormat("d MMM yyyy")

        for widget in (self._from, self._first, self._to, self._last):
            widget.setVisible(period is Period.CHOSEN)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    @Slot()
    def _on_box_activated(self) -> None:
        delivered, destination_id = self._delivered.currentData()
        period = Period(self._period.currentData())
        first, last = days_of(period, self._today())
        if period is Period.CHOSEN:
            first, last = self._wanted.issued_from or self._today(), self._wanted.issued_to or self._today()
        company, account_id = self._company.currentData()
        kind = self._type.currentData()
        self._wanted = replace(
            self._wanted,
            company=company,
            account_id=account_id,
            type=DocumentType(kind) if kind else None,
            issued_from=first,
            issued_to=last,
            delivered=Delivered(delivered) if delivered else None,
            destination_id=destination_id,
        )
        self._show_dates(period)
        self._clear.setVisible(self.is_narrowing)
        self.changed.emit()

    @Slot()
    def _on_date_changed(self) -> None:
        first, last = (_day(edit.date()) for edit in (self._first, self._last))
        self._wanted = replace(self._wanted, issued_from=min(first, last), issued_to=max(first, last))
        self.changed.emit()


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _qt_day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _choices(box: QComboBox, choices: Sequence[tuple[Any, str]], chosen: Any) -> None:
    with QSignalBlocker(box):
        box.clear()
        for key, text in choices:
            box.addItem(text, key)
        keys = [key for key, _ in choices]
        box.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
