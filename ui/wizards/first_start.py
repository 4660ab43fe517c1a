"""The first start: a portal, or the demonstration portal to see it work; where to deliver; done."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.i18n import mark, tr
from app.ports.parts import Parts
from app.services.flows.add_account import AddAccountFlow
from app.services.flows.paged_flow import PagedFlow
from app.services.flows.steps import Done
from ui.bridge.desk import Desk
from ui.look.palette import GRID, WIZARD_SIZE
from ui.look.theme import Theme
from ui.prompts.challenge_view import ChallengeView
from ui.texts.errors import failure_text
from ui.texts.flows import FieldText
from ui.widgets.labels import paragraph, remark
from ui.wiring import DemonstrationPortal
from ui.wizards.flow_session import FlowSession, MakeFlow
from ui.wizards.flow_view import FINISH, FlowView
from ui.wizards.making import add_destination, add_portal
from ui.wizards.option_page import OptionPage
from ui.wizards.pages.form_page import FormPage
from ui.wizards.pages.message_page import MessagePage
from ui.wizards.wizard_frame import WizardFrame
from ui.words import Words

DEMO_ID: Final = "demo"
_STEP: Final = mark("Step {number} of {of}")
_STEPS: Final = 3
_WELCOME: Final = mark("How do you want to begin?")
_WELCOME_HELP: Final = mark(
    "Moisson collects your invoices from the portals of your suppliers, on this computer, and delivers them "
    "where you need them."
)
OPTIONS: Final = (
    FieldText(
        mark("With one of my portals"),
        mark("You need the user name and the password that you have there, and perhaps your phone."),
    ),
    FieldText(
        mark("With the demonstration portal"),
        mark("It runs on this computer only: you see a sign-in, a code and invoices without an account."),
    ),
)
_CONTINUE: Final = mark("Continue")
_LATER: Final = mark("Later")
_READY: Final = mark("Everything is ready")
_READY_TEXT: Final = mark(
    "Moisson visits your portals by itself and tells you when one of them needs you. With the plus sign you "
    "add other portals."
)
_NOTHING_TEXT: Final = mark("With the plus sign you add a portal whenever you want.")
_DEMO_CODE: Final = mark("The demonstration portal would send this code to your phone: {code}")


class FirstStartDialog(QDialog):
    """What was done stays, whenever it is closed. Who leaves a portal is asked again how to begin; who leaves
    the delivery comes to the end."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*WIZARD_SIZE)
        self._desk, self._theme = desk, theme
        self._number = 1
        self._demonstration: DemonstrationPortal | None = None
        self.results: list[Done] = []
        self.step = remark()
        self.step.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.step)
        self.shown: WizardFrame = WizardFrame()
        self._column.addWidget(self.shown, 1)
        self._words = Words(self)
        self._words.also(self._say)
        self._welcome()

    def open(self) -> None:
        self.show()

    def reject(self) -> None:
        """Esc."""
        if isinstance(self.shown, FlowView):
            self.shown.leave()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt's name
        if isinstance(self.shown, FlowView):
            event.ignore()
            self.shown.leave()
        else:
            super().closeEvent(event)

    def _say(self) -> None:
        self.step.setText(tr(_STEP, number=self._number, of=_STEPS))

    def _swap(self, frame: WizardFrame, number: int) -> None:
        old, self.shown, self._number = self.shown, frame, number
        self._column.replaceWidget(old, frame)
        old.hide()
        old.deleteLater()
        self._say()

    def _welcome(self) -> None:
        frame = WizardFrame()
        self._options = OptionPage(OPTIONS)
        frame.show_page(self._options, lambda: tr(_WELCOME), lambda: tr(_WELCOME_HELP))
        frame.set_buttons(_CONTINUE, cancel=_LATER)
        frame.primary_pressed.connect(self._on_begun)
        frame.cancel_pressed.connect(self.reject)
        self._swap(frame, 1)
        frame.say()

    @Slot()
    def _on_begun(self) -> None:
        if self._options.chosen == 0:
            self._flow(add_portal, 1)
            return
        self.shown.set_busy(True)
        start = self._desk.wiring.demonstration
        self._desk.tasks.run(lambda _: start(), self._on_demonstration, self._on_no_demonstration)

    def _on_demonstration(self, portal: DemonstrationPortal) -> None:
        self._demonstration = portal
        view = self._flow(partial(add_demonstration, portal.url), 1)
        view.form_shown.connect(self._fill)
        view.asked_in_place.connect(self._tell_code)

    def _on_no_demonstration(self, error: Exception) -> None:
        self.shown.set_busy(False)
        self.shown.say_otherwise(lambda: tr(_WELCOME), lambda: failure_text(error))

    def _flow(self, make: MakeFlow, number: int) -> FlowView:
        view = FlowView(self._desk, self._theme, make, leave=_LATER, finish=_CONTINUE)
        view.ended.connect(self._on_ended)
        self._swap(view, number)
        view.open()
        return view

    @Slot(object)
    def _on_ended(self, done: Done | None) -> None:
        if done is not None:
            self.results.append(done)
        if self._number == 1 and done is None:
            self._welcome()
        elif self._number == 1:
            self._flow(add_destination, 2)
        else:
            self._finish()

    def _finish(self) -> None:
        frame = WizardFrame()
        text = _READY_TEXT if self.results else _NOTHING_TEXT
        frame.show_page(MessagePage(lambda: tr(text), self._theme, good=True), lambda: tr(_READY))
        frame.set_buttons(FINISH, cancel="")
        frame.primary_pressed.connect(self.accept)
        self._swap(frame, _STEPS)
        frame.say()
        frame.primary.setFocus()

    @Slot(object)
    def _fill(self, page: FormPage) -> None:
        """Nobody has an account at the demonstration portal: its own is filled in."""
        portal = self._demonstration
        if portal is None or page.form.name != "credentials":
            return
        for key, text in (("username", portal.username), ("password", portal.password)):
            page.boxes[key].put_text(text)

    @Slot(object)
    def _tell_code(self, view: ChallengeView) -> None:
        portal = self._demonstration
        if portal is not None and portal.last_code:
            label = paragraph()
            label.setText(tr(_DEMO_CODE, code=portal.last_code))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            view.add_below(label)


def add_demonstration(url: str, parts: Parts, session: FlowSession) -> PagedFlow:
    """As the catalogue has it, where it has it at this address."""
    portal = parts.catalogue().get(DEMO_ID)
    if portal is not None and url in portal.addresses:
        return add_portal(parts, session, DEMO_ID)
    flow = AddAccountFlow(parts, session.prompter, new_cancellation=session.new_cancellation)
    flow.submit({"url": url})
    return flow
