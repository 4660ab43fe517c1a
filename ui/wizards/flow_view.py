"""Draws any flow: its forms, its work, its questions, its end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.challenges import Challenge
from app.i18n import mark, tr
from app.services.flows.steps import Abort, Done, External, Form, Step, Work
from ui.bridge.desk import Desk
from ui.bridge.questions import Question
from ui.look.theme import Theme
from ui.prompts.challenge_view import ChallengeView
from ui.prompts.hand_over_note import HandOverNote
from ui.texts.errors import failure_text
from ui.texts.explanation import filled
from ui.texts.flows import FORMS, PRIMARIES, WORKS
from ui.texts.results import result_text, result_title
from ui.wizards.editors.totp_editor import TotpEditor
from ui.wizards.flow_session import FlowSession, MakeFlow
from ui.wizards.pages.form_page import FormPage
from ui.wizards.pages.make_page import make_page
from ui.wizards.pages.message_page import MessagePage
from ui.wizards.pages.work_page import WorkPage
from ui.wizards.wizard_frame import CANCEL, CLOSE, WizardFrame

STOP: Final = mark("Stop")
FINISH: Final = mark("Finish")
_TRY_AGAIN: Final = mark("Try again")
_OPENING: Final = mark("One moment")
_STOPPING: Final = mark("Stopping")
_FAILED: Final = mark("This cannot go on yet")
_LOSES: Final = mark("What you entered here will be lost.")
_WORKS: Final = mark("This is still under way.")
_DISCARD: Final = mark("Discard it")
_STOP_IT: Final = mark("Stop it and close")
_GO_ON: Final = mark("Go on here")


class FlowView(WizardFrame):
    """One flow from its first form to its end; `ended` when the data folder is free again."""

    ended = Signal(object)
    """Done, or None when nothing came of it"""
    form_shown = Signal(object)
    """FormPage"""
    asked_in_place = Signal(object)
    """ChallengeView"""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        make: MakeFlow,
        parent: QWidget | None = None,
        *,
        leave: str = CANCEL,
        finish: str = FINISH,
    ) -> None:
        """`leave`, `finish`: sources of what these buttons say."""
        super().__init__(parent)
        self._leave, self._finish = leave, finish
        self._desk = desk
        self.session = FlowSession(desk, make, self)
        self._theme = theme
        self._facts: dict[str, object] = {}
        self._was_touched = self._is_closing = False
        self._result: Done | None = None
        self._note: HandOverNote | None = None
        self.session.stepped.connect(self._on_stepped)
        self.session.told.connect(self._on_told)
        self.session.failed.connect(self._on_failed)
        self.session.released.connect(self._on_released)
        self.session.questions.asked.connect(self._on_asked)
        self.session.questions.withdrawn.connect(self._on_withdrawn)
        self.session.questions.handed_over.connect(self._on_handed_over)
        self.primary_pressed.connect(self._on_primary)
        self.back_pressed.connect(self._on_back)
        self.cancel_pressed.connect(self._on_cancel)
        self._show_waiting(_OPENING)

    def open(self) -> None:
        self.session.open()

    @property
    def form_page(self) -> FormPage | None:
        return self.page if isinstance(self.page, FormPage) else None

    @property
    def work_page(self) -> WorkPage | None:
        return self.page if isinstance(self.page, WorkPage) else None

    def leave(self) -> None:
        """The person wants to close: asks when something would be lost."""
        if self.is_asking:
            self.stop_asking()
        elif self._is_closing:
            return
        elif self._result is not None:
            self._release()
        elif self.work_page is not None and self.session.is_open:
            self.ask(_WORKS, _STOP_IT, _GO_ON, self._cancel)
        elif self._is_touched:
            self.ask(_LOSES, _DISCARD, _GO_ON, self._cancel)
        else:
            self._cancel()

    @property
    def _is_touched(self) -> bool:
        page = self.form_page
        return self._was_touched or (page is not None and page.is_touched)

    # What the flow says.

    @Slot(object)
    def _on_stepped(self, step: Step | None) -> None:
        self._drop_note()
        if isinstance(step, Form):
            self._show_form(step)
        elif isinstance(step, Done):
            self._show_done(step)
        elif isinstance(step, Abort) or step is None:
            self._release()

    @Slot(object)
    def _on_told(self, work: Work) -> None:
        if self._is_closing:
            return
        page = self.work_page
        if page is None:
            page = WorkPage(self._facts, self._theme)
            self.show_page(page, str)
        if not isinstance(work, External):
            self._drop_note()
        text = WORKS[work.name]
        self.say_otherwise(lambda: filled((text.title,), self._facts), lambda: tr(text.help))
        page.show_work(work)
        if page.view is None:
            self.set_buttons("", cancel=STOP)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_closing = False
        self._drop_note()
        page = MessagePage(lambda: failure_text(error), self._theme, good=False)
        self.show_page(page, lambda: tr(_FAILED))
        self.set_buttons(_TRY_AGAIN, cancel=CLOSE)

    @Slot()
    def _on_released(self) -> None:
        self.ended.emit(self._result)

    # What portals ask.

    @Slot(object)
    def _on_asked(self, question: Question) -> None:
        page = self.work_page
        if page is None:
            return
        view = ChallengeView(question)
        page.ask(view)
        view.changed.connect(self._on_answer_changed)
        view.answered.connect(partial(self._on_answered, view))
        self.set_buttons(view.primary, cancel=STOP)
        self._on_answer_changed()
        self.asked_in_place.emit(view)
        self.area.ensureWidgetVisible(view)
        self.window().raise_()
        self.window().activateWindow()

    @Slot()
    def _on_answer_changed(self) -> None:
        page = self.work_page
        if page is not None and page.view is not None:
            self.primary.setEnabled(page.view.is_complete)

    def _on_answered(self, view: ChallengeView) -> None:
        page = self.work_page
        if page is not None and page.view is view:
            page.withdraw()
        self.set_buttons("", cancel=STOP)

    @Slot(object)
    def _on_withdrawn(self, question: Question) -> None:
        page = self.work_page
        if page is not None and page.view is not None and page.view.question is question:
            page.withdraw()
            self.set_buttons("", cancel=STOP)

    @Slot(object)
    def _on_handed_over(self, challenge: Challenge) -> None:
        self._drop_note()
        self._note = HandOverNote(challenge, self._theme, self)
        self._note.show()

    def _drop_note(self) -> None:
        if self._note is not None and isValid(self._note):  # the person may have closed it
            self._note.close()
        self._note = None

    # What the person does.

    @Slot()
    def _on_primary(self) -> None:
        page = self.page
        if isinstance(page, FormPage):
            if page.is_complete:
                self._was_touched = self._is_touched
                self.set_busy(True)
                self.session.submit(page.values())
        elif isinstance(page, WorkPage):
            if page.view is not None:
                page.view.submit()
        elif self._result is not None:
            self._release()
        else:
            self._try_again()

    @Slot()
    def _on_back(self) -> None:
        page = self.form_page
        if page is not None:
            self._was_touched = self._is_touched
            self.set_busy(True)
            self.session.back(page.values())

    @Slot()
    def _on_cancel(self) -> None:
        if self.work_page is not None and self.session.is_open:
            self.cancel.setEnabled(False)
            self.session.stop()
        else:
            self.leave()

    def _try_again(self) -> None:
        self._show_waiting(_OPENING)
        if self.session.is_open:
            self.session.again()
        else:
            self.session.open()

    def _cancel(self) -> None:
        self._is_closing = True
        self._show_waiting(_STOPPING)
        self.session.cancel()

    def _release(self) -> None:
        self._is_closing = True
        self.set_busy(True)
        self.session.release()

    # Pages.

    def _show_form(self, form: Form) -> None:
        self._is_closing = False
        self._facts |= form.facts
        page = make_page(form, dict(self._facts), self._theme, self.session.catalogue)
        text = FORMS[(form.name, form.primary)]
        page.changed.connect(self._on_page_changed)
        page.submitted.connect(self._on_primary)
        facts = page.facts
        self.show_page(page, lambda: filled((text.title,), facts), lambda: _help(text.help, facts))
        self.set_buttons(PRIMARIES[form.primary], can_go_back=form.can_go_back, cancel=self._leave)
        self._on_page_changed()
        for editor in page.findChildren(TotpEditor):
            editor.picture_chosen.connect(partial(self._read_picture, editor))
        self.form_shown.emit(page)
        # Only what is shown can take the focus.
        QTimer.singleShot(0, page, self._focus_page)

    def _read_picture(self, editor: TotpEditor, path: Path) -> None:
        read = self._desk.wiring.read_qr
        self._desk.tasks.run(lambda _: read(path), editor.take, editor.refuse)

    @Slot()
    def _focus_page(self) -> None:
        page = self.form_page
        if page is not None:
            page.focus_first()
            if (focused := page.focusWidget()) is not None:
                self.area.ensureWidgetVisible(focused)

    @Slot()
    def _on_page_changed(self) -> None:
        page = self.form_page
        if page is not None:
            self.primary.setEnabled(page.is_complete)

    def _show_done(self, done: Done) -> None:
        self._is_closing = False
        self._result = done
        page = MessagePage(lambda: result_text(done), self._theme, good=True)
        self.show_page(page, lambda: result_title(done))
        self.set_buttons(self._finish, cancel="")
        self.primary.setFocus()

    def _show_waiting(self, title: str) -> None:
        self.show_page(WorkPage(self._facts, self._theme), lambda: tr(title))
        self.set_buttons("", cancel="" if self._is_closing else CANCEL)


def _help(source: str, facts: Mapping[str, object]) -> str:
    return filled((source,), facts) if source else ""
