"""The 2FA appointment: one account after the other, skipped, stopped, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.accounts import Account
from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import Outcome
from app.domain.runs import Phase
from app.ports.collector import Visit
from tests.unit.services.collecting import ending
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.prompts.appointment_dialog import AppointmentDialog
from ui.prompts.challenge_dialog import ChallengeDialog
from ui.prompts.prompt_desk import PromptDesk

PATIENCE_MS = 10_000


class Appointed:
    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme, parts: ServiceParts) -> None:
        self.qtbot, self.desk, self.theme, self.parts = qtbot, desk, theme, parts
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.prompts = PromptDesk(desk, theme, self.window)
        self.dialog: AppointmentDialog

    def wait_for(self, company: str) -> Account:
        account = self.parts.add_account(company)
        self.parts.store().issues.open(
            Outcome.INTERACTION_REQUIRED.value, {"challenge": "sms"}, account_id=account.id
        )
        return account

    def open(self, rows: int) -> None:
        self.dialog = AppointmentDialog(self.desk, self.theme, self.window)
        self.dialog.open()
        self.until(lambda: len(self.dialog.rows) == rows)

    def until(self, reached: object) -> None:
        self.qtbot.waitUntil(reached, timeout=PATIENCE_MS)  # type: ignore[arg-type]

    def press(self) -> None:
        self.qtbot.mouseClick(self.dialog.frame.primary, Qt.MouseButton.LeftButton)

    def press_cancel(self) -> None:
        self.qtbot.mouseClick(self.dialog.frame.cancel, Qt.MouseButton.LeftButton)

    def until_over(self) -> str:
        self.until(lambda: self.dialog.frame.title.text() == "The appointment is over")
        return self.dialog.frame.help.text()

    @property
    def states(self) -> list[str]:
        return [row.state.text() for row in self.dialog.rows]


@pytest.fixture
def appointed(qtbot: QtBot, desk: Desk, theme: Theme, parts: ServiceParts) -> Iterator[Appointed]:
    desk.harvest.pause(True)
    desk.harvest.start()
    appointed = Appointed(qtbot, desk, theme, parts)
    yield appointed
    if isValid(appointed.dialog) and appointed.dialog.isVisible():
        appointed.dialog.reject()


def ask_for_a_code(visit: Visit) -> None:
    visit.enter(Phase.SIGNING_IN)
    visit.prompter.ask(Challenge(ChallengeKind.CODE, visit.account.company, length=4))


def until_asked(appointed: Appointed, company: str) -> ChallengeDialog:
    prompts = appointed.prompts
    appointed.until(lambda: isinstance(prompts.dialog, ChallengeDialog) and prompts.dialog.company == company)
    assert isinstance(prompts.dialog, ChallengeDialog)
    return prompts.dialog


def answer(appointed: Appointed, company: str) -> None:
    dialog = until_asked(appointed, company)
    assert dialog.view.code is not None
    dialog.view.code.fill("1234")
    dialog.view.submit()


def test_one_after_the_other(appointed: Appointed) -> None:
    appointed.parts.scripted.default = ask_for_a_code
    for company in ("EDF", "Orange"):
        appointed.wait_for(company)
    appointed.open(2)
    assert appointed.states == ["Verification required"] * 2
    appointed.press()
    assert appointed.dialog.frame.title.text() == "Visit 1 of 2: EDF"
    answer(appointed, "EDF")
    answer(appointed, "Orange")
    assert appointed.until_over() == "2 of 2 were visited."
    assert all("everything new was collected" in state for state in appointed.states)
    assert (appointed.parts.issues(), appointed.prompts.dialog) == ([], None)
    appointed.press()
    appointed.until(lambda: not isValid(appointed.dialog) or not appointed.dialog.isVisible())


def test_each_says_what_came_of_it(appointed: Appointed) -> None:
    first, second = appointed.wait_for("EDF"), appointed.wait_for("Orange")
    appointed.parts.scripted.scripts[first.id] = ending(Outcome.CHALLENGE_REFUSED)
    appointed.parts.kept_secrets.forget(second.id)
    appointed.open(2)
    appointed.press()
    assert appointed.until_over() == "0 of 2 were visited."
    assert appointed.states[0].startswith("EDF refused the code.")
    assert appointed.states[1].startswith("The password of")


def test_one_is_skipped(appointed: Appointed) -> None:
    first, _ = appointed.wait_for("EDF"), appointed.wait_for("Orange")
    appointed.parts.scripted.scripts[first.id] = ask_for_a_code
    appointed.open(2)
    appointed.press()
    until_asked(appointed, "EDF")
    appointed.press()
    assert appointed.until_over() == "1 of 2 was visited."
    assert appointed.states[0] == "Skipped; it stays on the list."
    assert [account for _, account, _ in appointed.parts.issues()] == [first.id]
    assert appointed.prompts.dialog is None


def test_stopped_the_others_stay_on_the_list(appointed: Appointed) -> None:
    appointed.parts.scripted.default = ask_for_a_code
    for company in ("EDF", "Orange"):
        appointed.wait_for(company)
    appointed.open(2)
    appointed.press()
    until_asked(appointed, "EDF")
    appointed.press_cancel()
    appointed.until_over()
    assert appointed.states == ["Skipped; it stays on the list.", "Verification required"]
    assert len(appointed.parts.scripted.visits) == 1


def test_closing_it_ends_the_visit(appointed: Appointed, desk: Desk) -> None:
    appointed.parts.scripted.default = ask_for_a_code
    appointed.wait_for("EDF")
    appointed.open(1)
    appointed.press()
    until_asked(appointed, "EDF")
    appointed.dialog.reject()
    appointed.until(lambda: not desk.harvest.running)
    assert appointed.prompts.dialog is None


def test_nobody_waits(appointed: Appointed) -> None:
    appointed.open(0)
    appointed.until(lambda: appointed.dialog.frame.title.text() == "No portal waits for you")
    assert not appointed.dialog.frame.primary.isVisible()
