"""One account of the appointment: who, why, and what came of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import CancelledError, Outcome
from app.i18n import mark, tr
from app.services.account_overview import Standing
from app.services.appointments import Appointment
from app.services.collect_account import VisitReport
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.errors import failure_text
from ui.texts.outcomes import outcome_text, outcome_word
from ui.widgets.labels import paragraph, subheading
from ui.widgets.shapes import ShapeLabel
from ui.words import Words

_RUNNING = mark("In progress")
_SKIPPED = mark("Skipped; it stays on the list.")
_GOOD = (Outcome.OK, Outcome.PARTIAL)


class AppointmentRow(QWidget):
    def __init__(self, appointment: Appointment, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.appointment = appointment
        self.result: VisitReport | Exception | None = None
        self._is_running = False
        self.shape = ShapeLabel(theme)
        self.name, self.state = subheading(), paragraph(role="muted")
        self.name.setText(appointment.account.company)
        texts = QVBoxLayout()
        texts.setSpacing(GRID // 2)
        texts.addWidget(self.name)
        texts.addWidget(self.state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        row.setSpacing(GRID + GRID // 2)
        row.addWidget(self.shape)
        row.addLayout(texts, 1)
        self._words = Words(self)
        self._words.also(self._say)

    def begin(self) -> None:
        self._is_running = True
        self._say()

    def end(self, result: VisitReport | Exception) -> None:
        self._is_running = False
        self.result = result
        self._say()

    @property
    def is_good(self) -> bool:
        return isinstance(self.result, VisitReport) and self.result.run.outcome in _GOOD

    def _say(self) -> None:
        self.state.setText(self._state_text())
        if self._is_running:
            self.shape.show_shape(Standing.RUNNING)
        elif self.is_good:
            self.shape.show_shape(Standing.UP_TO_DATE)
        else:
            self.shape.show_shape(Standing.WAITING)

    def _state_text(self) -> str:
        company = self.appointment.account.company
        if self._is_running:
            return tr(_RUNNING)
        if self.result is None:
            return outcome_word(self.appointment.kind)
        if isinstance(self.result, VisitReport):
            run = self.result.run
            if run.outcome is Outcome.CANCELLED:
                return tr(_SKIPPED)
            return outcome_text(run.outcome, company, dict(run.facts))
        return tr(_SKIPPED) if isinstance(self.result, CancelledError) else failure_text(self.result)
