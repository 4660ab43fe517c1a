"""Shows what visits ask of the person: one question at a time, in the order in which they were asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from app.domain.challenges import Challenge
from app.domain.runs import Phase
from app.domain.schedules import Scheduled, Subject
from ui.bridge.desk import Desk
from ui.bridge.questions import Question
from ui.look.theme import Theme
from ui.prompts.challenge_dialog import ChallengeDialog
from ui.prompts.hand_over_note import HandOverNote
from ui.prompts.passphrase_dialog import PassphraseDialog


class PromptDesk(QObject):
    """Questions of wizards stay with their wizard: it has `Questions` of its own."""

    def __init__(self, desk: Desk, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._theme, self._window = desk, theme, window
        self._queue: list[Question] = []
        self._notes: dict[str, HandOverNote] = {}
        self.dialog: ChallengeDialog | PassphraseDialog | None = None
        desk.questions.asked.connect(self._on_asked)
        desk.questions.withdrawn.connect(self._on_withdrawn)
        desk.questions.handed_over.connect(self._on_handed_over)
        desk.progress.entered.connect(self._on_entered)
        desk.harvest.ended.connect(self._on_ended)

    @property
    def waiting(self) -> int:
        """Questions that nobody has answered yet."""
        return len(self._queue) + bool(self.dialog is not None and self._is_open)

    def show(self) -> None:
        """The question in front of everything."""
        if self.dialog is not None:
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    @property
    def _is_open(self) -> bool:
        return isinstance(self.dialog, PassphraseDialog) or (
            isinstance(self.dialog, ChallengeDialog) and self.dialog.is_open
        )

    @Slot(object)
    def _on_asked(self, question: Question) -> None:
        challenge, dialog = question.challenge, self.dialog
        if challenge is not None:
            self._drop_note(challenge.company)
            if isinstance(dialog, ChallengeDialog) and dialog.waits_for(challenge.company):
                dialog.show_question(question)
                self.show()
                return
        self._queue.append(question)
        self._next()

    @Slot(object)
    def _on_withdrawn(self, question: Question) -> None:
        if question in self._queue:
            self._queue.remove(question)
            self._say_others()
        elif self._shows(question):
            self._put_away()

    def _shows(self, question: Question) -> bool:
        dialog = self.dialog
        shown = dialog.view.question if isinstance(dialog, ChallengeDialog) else dialog and dialog.question
        return shown is question

    @Slot(object)
    def _on_handed_over(self, challenge: Challenge) -> None:
        self._went_on(challenge.company)
        note = self._notes[challenge.company] = HandOverNote(challenge, self._theme, self._window)
        note.show()

    @Slot(int, object)
    def _on_entered(self, account_id: int, phase: Phase) -> None:
        if company := self._desk.progress.companies.get(account_id):
            self._went_on(company)

    @Slot(object, object)
    def _on_ended(self, subject: Subject, result: object) -> None:
        if subject.kind is Scheduled.ACCOUNT and subject.id in self._desk.progress.companies:
            self._went_on(self._desk.progress.companies[subject.id])

    def _went_on(self, company: str) -> None:
        """Its visit does: whatever was asked is over."""
        self._drop_note(company)
        dialog = self.dialog
        if isinstance(dialog, ChallengeDialog) and dialog.waits_for(company):
            self._put_away()

    def _drop_note(self, company: str) -> None:
        note = self._notes.pop(company, None)
        if note is not None and isValid(note):  # the person may have closed it
            note.close()

    def _next(self) -> None:
        """What is answered makes room when another question waits."""
        if self._queue and (self.dialog is None or not self._is_open):
            self._close_dialog()
            question = self._queue.pop(0)
            self.dialog = self._dialog_for(question)
            self.dialog.finished.connect(self._on_finished)
            self.show()
        self._say_others()

    def _dialog_for(self, question: Question) -> ChallengeDialog | PassphraseDialog:
        if question.challenge is None:
            is_new = self._desk.wiring.needs_new_passphrase()
            return PassphraseDialog(question, self._theme, self._window, is_new=is_new)
        dialog = ChallengeDialog(question, self._window)
        dialog.answered.connect(self._next)
        dialog.stopped.connect(self._on_stopped)
        return dialog

    def _say_others(self) -> None:
        if isinstance(self.dialog, ChallengeDialog):
            self.dialog.show_others(len(self._queue))

    def _put_away(self) -> None:
        self._close_dialog()
        self._next()

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.finished.disconnect(self._on_finished)
            QDialog.done(dialog, QDialog.DialogCode.Accepted)

    @Slot(int)
    def _on_finished(self, result: int) -> None:
        self.dialog = None
        self._next()

    @Slot(str)
    def _on_stopped(self, company: str) -> None:
        names = self._desk.progress.companies
        for subject in self._desk.harvest.running:
            if subject.kind is Scheduled.ACCOUNT and names.get(subject.id) == company:
                self._desk.harvest.stop(subject)
