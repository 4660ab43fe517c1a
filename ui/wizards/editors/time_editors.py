"""Days and intervals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.i18n import mark, tr
from app.services.flows.steps import Field, Value
from ui.look.palette import GRID
from ui.wizards.editors.editor import Editor, NoWheel
from ui.words import Words, locale

_DAY: Final = timedelta(days=1)
_UNITS: Final = (
    (mark("minutes"), timedelta(minutes=1)),
    (mark("hours"), timedelta(hours=1)),
    (mark("days"), _DAY),
)
_FROM_A_DAY: Final = mark("Only documents from this day on")
_DAY_NAME: Final = mark("First day")
_NUMBER_NAME: Final = mark("Number")
_UNIT_NAME: Final = mark("Unit")


class DateEditor(Editor):
    """A day, or none: then everything counts."""

    says_itself = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.box = QCheckBox()
        self.day = QDateEdit()
        super().__init__(field, self.box, parent)
        self._words = Words(self)
        self._words.say(self.box.setText, _FROM_A_DAY)
        self._words.say(self.day.setAccessibleName, _DAY_NAME)
        self._words.also(self._say)
        self.day.setCalendarPopup(True)
        self.day.installEventFilter(NoWheel(self))
        chosen = field.value if isinstance(field.value, date) else None
        first = chosen or date(date.today().year, 1, 1)
        self.day.setDate(QDate(first.year, first.month, first.day))
        self.day.setEnabled(chosen is not None)
        self.box.setChecked(chosen is not None)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.box)
        row.addWidget(self.day)
        row.addStretch(1)
        self.box.toggled.connect(self._on_toggled)
        self.day.dateChanged.connect(self.changed)

    def _say(self) -> None:
        self.day.setLocale(locale())
        self.day.setDisplayFormat("d MMM yyyy")

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        self.day.setEnabled(on)
        self.changed.emit()

    @property
    def named(self) -> QWidget:
        return self

    def value(self) -> Value:
        if not self.box.isChecked():
            return None
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    def show_wrong(self, wrong: bool) -> None:
        self.day.setProperty("wrong", wrong)
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)


class IntervalEditor(Editor):
    """A number of minutes, hours or days."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.number = QSpinBox()
        self.unit = QComboBox()
        super().__init__(field, self.number, parent)
        self.number.setRange(1, 999)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._words = Words(self)
        for _ in _UNITS:
            self.unit.addItem("")
        self._words.also(self._say)
        self._words.say(self.unit.setAccessibleName, _UNIT_NAME)
        for box in (self.number, self.unit):
            box.installEventFilter(NoWheel(self))
        given = field.value if isinstance(field.value, timedelta) else _DAY
        unit = max(n for n, (_, length) in enumerate(_UNITS) if not given % length or not n)
        self.unit.setCurrentIndex(unit)
        self.number.setValue(given // _UNITS[unit][1])
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.number.valueChanged.connect(self.changed)
        self.unit.currentIndexChanged.connect(self.changed)

    def _say(self) -> None:
        for number, (source, _) in enumerate(_UNITS):
            self.unit.setItemText(number, tr(source))

    def value(self) -> Value:
        return self.number.value() * _UNITS[self.unit.currentIndex()][1]
