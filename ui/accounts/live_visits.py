"""What is under way, told to the table as it happens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.runs import Counts, Phase
from app.domain.schedules import Scheduled, Subject
from ui.accounts.accounts_model import AccountsModel
from ui.bridge.desk import Desk


class LiveVisits(QObject):
    changed = Signal(int)
    """An account's visit began, went on or ended."""
    number_changed = Signal()
    """Others are running than before."""

    def __init__(self, desk: Desk, model: AccountsModel) -> None:
        super().__init__(model)
        self._harvest, self._model = desk.harvest, model
        desk.progress.entered.connect(self._on_entered)
        desk.progress.counted.connect(self._on_counted)
        desk.harvest.ended.connect(self._on_ended)
        desk.harvest.state_changed.connect(self._on_state_changed)
        self._on_state_changed()

    @property
    def running(self) -> frozenset[int]:
        """Accounts that are being visited or wait for their turn."""
        return frozenset(s.id for s in self._harvest.running if s.kind is Scheduled.ACCOUNT)

    def stop_all(self) -> None:
        for account_id in self.running:
            self._harvest.stop(Subject(Scheduled.ACCOUNT, account_id))

    @Slot(int, object)
    def _on_entered(self, account_id: int, phase: Phase) -> None:
        if account_id in self.running:
            self._model.visit_entered(account_id, phase)
            self.changed.emit(account_id)

    @Slot(int, object)
    def _on_counted(self, account_id: int, counts: Counts) -> None:
        if account_id in self.running:
            self._model.visit_counted(account_id, counts)
            self.changed.emit(account_id)

    @Slot(object, object)
    def _on_ended(self, subject: Subject, result: object) -> None:
        if subject.kind is Scheduled.ACCOUNT:
            self._model.visit_ended(subject.id)
            self.changed.emit(subject.id)

    @Slot()
    def _on_state_changed(self) -> None:
        for account_id in self.running - set(self._model.live):
            self._model.visit_wanted(account_id)
            self.changed.emit(account_id)
        self.number_changed.emit()
