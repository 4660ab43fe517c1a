"""What a portal asks while a wizard signs in is answered in the wizard itself."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind, Channel, Option
from app.domain.errors import Outcome, VisitEndedError
from app.domain.runs import Phase
from app.ports.collector import Visit
from tests.gui.wizards.test_add_portal import at_credentials
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.account_requests import assert_nothing_is_stored
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from tests.unit.services.service_parts import Script
from ui.prompts.hand_over_note import HandOverNote

CODE = Challenge(
    ChallengeKind.CODE,
    "EDF",
    Channel.SMS,
    where="06 ** 12",
    words="Entrez le code",
    length=6,
    can_resend=True,
)


class Asking:
    """A portal that asks, and what it was answered."""

    def __init__(self, *challenges: Challenge) -> None:
        self.challenges = challenges
        self.answers: list[Answer] = []

    def __call__(self, visit: Visit) -> None:
        visit.enter(Phase.SIGNING_IN)
        for challenge in self.challenges:
            answer = visit.prompter.ask(challenge)
            self.answers.append(answer)
            if answer.kind is AnswerKind.CANCEL:
                raise VisitEndedError(Outcome.INTERACTION_REQUIRED, challenge="code")
        visit.save_session(b"cookies")

    @property
    def said(self) -> list[tuple[AnswerKind, str, int]]:
        return [(answer.kind, answer.text, answer.choice) for answer in self.answers]


def signing_in(wizard: Wizard, script: Script) -> None:
    wizard.parts.scripted.default = in_turn(script, sign_in)
    at_credentials(wizard)
    wizard.fill(username="me", password="s3cret")
    wizard.press()


def test_a_code_with_the_words_of_the_portal(wizard: Wizard) -> None:
    asking = Asking(CODE)
    signing_in(wizard, asking)
    view = wizard.until_question()
    texts = [label.text() for label in view.findChildren(type(wizard.view.title)) if label.text()]
    assert texts[:3] == ["EDF sends you a code by text message.", "Sent to 06 ** 12", "“Entrez le code”"]
    assert wizard.view.primary.text() == "Check the code"
    assert not wizard.view.primary.isEnabled()
    wizard.type_code("123456")
    wizard.press()
    wizard.until_message("EDF is connected")
    assert asking.said == [(AnswerKind.CODE, "123456", 0)]


def test_enter_gives_the_code(wizard: Wizard) -> None:
    asking = Asking(CODE)
    signing_in(wizard, asking)
    wizard.type_code("123456")
    view = wizard.question
    assert view.code is not None
    wizard.qtbot.keyClick(view.code.boxes[5], Qt.Key.Key_Return)
    wizard.until_message("EDF is connected")
    assert asking.said == [(AnswerKind.CODE, "123456", 0)]


def test_a_refused_code_is_corrected_in_the_same_place(wizard: Wizard) -> None:
    again = Challenge(ChallengeKind.CODE, "EDF", Channel.SMS, words="Code incorrect", length=6, attempt=2)
    asking = Asking(CODE, again)
    signing_in(wizard, asking)
    wizard.type_code("111111")
    first = wizard.question
    wizard.press()
    wizard.until(
        lambda: wizard.view.work_page is not None and wizard.view.work_page.view not in (None, first)
    )
    page = wizard.view.work_page
    assert page is not None
    assert page.line_texts == [
        "Credentials entered",
        "Code asked for",
        "Code refused",
        "The portal asks for a code",
    ]
    assert any(
        "EDF refused the code" in label.text() for label in wizard.question.findChildren(type(page.elsewhere))
    )
    wizard.type_code("222222")
    wizard.press()
    wizard.until_message("EDF is connected")
    assert [text for _, text, _ in asking.said] == ["111111", "222222"]


def test_another_code_is_sent(wizard: Wizard) -> None:
    asking = Asking(CODE, CODE)
    signing_in(wizard, asking)
    view = wizard.until_question()
    assert view.resend is not None
    view.resend.click()
    wizard.until(lambda: wizard.view.work_page is not None and wizard.view.work_page.view not in (None, view))
    wizard.type_code("123456")
    wizard.press()
    wizard.until_message("EDF is connected")
    assert [kind for kind, _, _ in asking.said] == [AnswerKind.RESEND, AnswerKind.CODE]


def test_the_way_of_the_code_is_chosen(wizard: Wizard) -> None:
    options = (Option(Channel.SMS, "SMS au 06 ** 12"), Option(Channel.EMAIL, "Courriel à m**@x.fr"))
    asking = Asking(Challenge(ChallengeKind.CHANNEL, "EDF", options=options))
    signing_in(wizard, asking)
    view = wizard.until_question()
    assert [button.text() for button in view.options] == ["SMS au 06 ** 12", "Courriel à m**@x.fr"]
    view.options[1].click()
    wizard.press()
    wizard.until_message("EDF is connected")
    assert asking.said == [(AnswerKind.CHOICE, "", 1)]


def test_an_approval_is_waited_for(wizard: Wizard) -> None:
    challenge = Challenge(ChallengeKind.PUSH, "EDF", Channel.PUSH, words="Numéro 42", answer_within_s=180)
    approved, seen = threading.Event(), threading.Event()
    answers: list[AnswerKind] = []

    def visit(visit: Visit) -> None:
        visit.enter(Phase.SIGNING_IN)
        answers.append(visit.prompter.ask(challenge).kind)
        visit.count(listed=1)
        assert approved.wait(10)
        visit.enter(Phase.FINDING)
        assert seen.wait(10)

    signing_in(wizard, visit)
    view = wizard.until_question()
    assert view.countdown.text().startswith("Time left: ")
    assert not wizard.view.primary.isVisible()
    wizard.until(lambda: answers == [AnswerKind.DONE])
    assert wizard.question is view
    approved.set()
    wizard.until(lambda: wizard.view.work_page is not None and wizard.view.work_page.view is None)
    seen.set()
    wizard.until_message("EDF is connected")


def test_what_the_person_does_in_the_browser(wizard: Wizard) -> None:
    go_on: list[bool] = []

    def visit(visit: Visit) -> None:
        visit.enter(Phase.SIGNING_IN)
        assert visit.prompter.hand_over(Challenge(ChallengeKind.CAPTCHA, "EDF", words="Cochez la case"))
        while not go_on:
            visit.check_cancelled()
        visit.enter(Phase.FINDING)
        visit.save_session(b"cookies")

    signing_in(wizard, visit)
    wizard.until(lambda: wizard.title == "Please go on in the browser window" and bool(notes()))
    page = wizard.view.work_page
    assert page is not None
    assert page.elsewhere.text() == "EDF wants to know that you are a person."
    assert page.portal_says.text() == "Cochez la case"
    [note] = notes()
    assert note.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    go_on.append(True)
    wizard.until_message("EDF is connected")
    assert notes() == []


def notes() -> list[HandOverNote]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, HandOverNote) and w.isVisible()]


@pytest.mark.parametrize("closes", [False, True])
def test_stopped_while_a_code_is_asked_for(wizard: Wizard, closes: bool) -> None:
    signing_in(wizard, Asking(CODE))
    wizard.until_question()
    if closes:
        wizard.escape()
        wizard.until_asked()
        wizard.agree()
        wizard.until_closed()
    else:
        wizard.press_cancel()
        assert wizard.until_form("credentials").values()["password"] == "s3cret"
    assert_nothing_is_stored(wizard.parts)


def test_a_pasted_code_fills_the_boxes(wizard: Wizard) -> None:
    asking = Asking(CODE)
    signing_in(wizard, asking)
    view = wizard.until_question()
    assert view.code is not None
    QGuiApplication.clipboard().setText(" 123-456\n")
    wizard.qtbot.keyClick(view.code.boxes[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert view.code.text == "123456"
    wizard.press()
    wizard.until_message("EDF is connected")
    assert asking.said == [(AnswerKind.CODE, "123456", 0)]
