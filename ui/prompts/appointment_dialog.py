"""The 2FA appointment: the accounts that wait for a person, worked through one after the other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.domain.schedules import Subject
from app.i18n import mark, tr, trn
from app.services.appointments import Appointment, appointments
from app.services.collect_account import VisitReport
from app.services.timetable import account_subject
from ui.bridge.desk import Desk
from ui.look.palette import APPOINTMENT_SIZE, GRID
from ui.look.theme import Theme
from ui.prompts.appointment_row import AppointmentRow
from ui.texts.errors import failure_text
from ui.wizards.wizard_frame import CLOSE, WizardFrame

_TITLE: Final = mark("2FA appointment")
_HELP: Final = mark(
    "Have your phone and your mailbox at hand. The portals are visited one after the other, and each asks "
    "you for its code."
)
_NOBODY: Final = mark("No portal waits for you")
_NOBODY_HELP: Final = mark("Portals that ask for a code or an approval are gathered here.")
_UNDER_WAY: Final = mark("Visit {number} of {of}: {company}")
_OVER: Final = mark("The appointment is over")
_FAILED: Final = mark("The list cannot be read")
_BEGIN: Final = mark("Begin")
_SKIP: Final = mark("Skip this one")
_STOP: Final = mark("Stop")
_FINISH: Final = mark("Finish")


class AppointmentDialog(QDialog):
    """What portals ask is shown by the PromptDesk; this is not modal, so that it can be answered."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*APPOINTMENT_SIZE)
        self._desk, self._theme = desk, theme
        self.rows: list[AppointmentRow] = []
        self._number = -1
        self._is_stopping = False
        self.frame = WizardFrame()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self.frame.primary_pressed.connect(self._on_primary)
        self.frame.cancel_pressed.connect(self._on_cancel)
        desk.harvest.ended.connect(self._on_ended)
        self.frame.show_page(QWidget(), lambda: tr(_TITLE))
        self.frame.set_buttons("", cancel=CLOSE)

    def open(self) -> None:
        self.show()
        self._desk.read(lambda parts: appointments(parts.store()), self._on_read, self._on_failed)

    @property
    def current(self) -> AppointmentRow | None:
        """The one that is being visited."""
        return self.rows[self._number] if 0 <= self._number < len(self.rows) else None

    def reject(self) -> None:
        """What is under way ends; the others stay on the list."""
        if self.current is not None:
            self._is_stopping = True
            self._desk.harvest.stop(self._subject(self.current))
        super().reject()

    def _on_read(self, found: list[Appointment]) -> None:
        if not found:
            self.frame.show_page(QWidget(), lambda: tr(_NOBODY), lambda: tr(_NOBODY_HELP))
            self.frame.set_buttons("", cancel=CLOSE)
            return
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for appointment in found:
            row = AppointmentRow(appointment, self._theme)
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        self.frame.show_page(page, self._title, lambda: tr(_HELP))
        self.frame.set_buttons(_BEGIN, cancel=CLOSE)
        self.frame.primary.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.frame.show_page(QWidget(), lambda: tr(_FAILED), lambda: failure_text(error))
        self.frame.set_buttons("", cancel=CLOSE)

    def _title(self) -> str:
        if self.current is not None:
            company = self.current.appointment.account.company
            return tr(_UNDER_WAY, number=self._number + 1, of=len(self.rows), company=company)
        return tr(_OVER if self._number >= len(self.rows) else _TITLE)

    def _result(self) -> str:
        good = sum(row.is_good for row in self.rows)
        return trn("{count} of {of} was visited.", "{count} of {of} were visited.", good, of=len(self.rows))

    @Slot()
    def _on_primary(self) -> None:
        if self._number < 0:
            self._next()
        elif self.current is not None:
            self._desk.harvest.stop(self._subject(self.current))  # skipped
        else:
            self.accept()

    @Slot()
    def _on_cancel(self) -> None:
        if self.current is not None:
            self._is_stopping = True
            self.frame.cancel.setEnabled(False)
            self._desk.harvest.stop(self._subject(self.current))
        else:
            self.reject()

    def _next(self) -> None:
        self._number = len(self.rows) if self._is_stopping else self._number + 1
        row = self.current
        if row is None:
            self.frame.say_otherwise(self._title, self._result)
            self.frame.set_buttons(_FINISH, cancel="")
            return
        row.begin()
        self.frame.set_buttons(_SKIP, cancel=_STOP, is_expected=False)
        self._desk.harvest.collect([row.appointment.account.id])

    @Slot(object, object)
    def _on_ended(self, subject: Subject, result: VisitReport | Exception) -> None:
        row = self.current
        if row is not None and self._subject(row) == subject:
            row.end(result)
            self._next()

    def _subject(self, row: AppointmentRow) -> Subject:
        return account_subject(row.appointment.account)
