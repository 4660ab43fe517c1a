"""Questions of visits that no wizard watches: one at a time, in order, gone when they came to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.challenges import AnswerKind, Challenge, ChallengeKind, Channel
from app.domain.runs import Phase
from app.domain.schedules import Scheduled, Subject
from ui.bridge.desk import Desk
from ui.bridge.questions import Question
from ui.look.theme import Theme
from ui.prompts.challenge_dialog import ChallengeDialog
from ui.prompts.hand_over_note import HandOverNote
from ui.prompts.passphrase_dialog import PassphraseDialog
from ui.prompts.prompt_desk import PromptDesk


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def prompts(desk: Desk, theme: Theme, window: QWidget) -> Iterator[PromptDesk]:
    prompts = PromptDesk(desk, theme, window)
    yield prompts
    while prompts.dialog is not None:
        prompts.dialog.reject()


def ask(
    desk: Desk, company: str = "EDF", kind: ChallengeKind = ChallengeKind.CODE, **more: object
) -> Question:
    question = Question(Challenge(kind, company, **more))  # type: ignore[arg-type]
    desk.questions.asked.emit(question)
    return question


def shown(prompts: PromptDesk) -> ChallengeDialog:
    assert isinstance(prompts.dialog, ChallengeDialog) and prompts.dialog.isVisible()
    return prompts.dialog


def enter(desk: Desk, account_id: int, company: str, phase: Phase) -> None:
    desk.progress.visit_entered(account_id, company, phase)


def test_one_after_the_other_in_the_order_asked(qtbot: QtBot, desk: Desk, prompts: PromptDesk) -> None:
    questions = [ask(desk, company, length=4) for company in ("EDF", "Orange", "OVH")]
    assert (prompts.waiting, shown(prompts).left.text()) == (3, "2 more questions wait")
    for question, company in zip(questions, ("EDF", "Orange", "OVH"), strict=True):
        dialog = shown(prompts)
        assert dialog.company == company
        assert dialog.view.code is not None
        dialog.view.code.fill("1234")
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
        assert question.reply is not None
        assert (question.reply.kind, question.reply.text) == (AnswerKind.CODE, "1234")
    assert prompts.waiting == 0
    assert shown(prompts).checking.isVisible()


def test_a_refused_code_is_asked_again_in_the_same_window(desk: Desk, prompts: PromptDesk) -> None:
    ask(desk, length=4)
    dialog = shown(prompts)
    assert dialog.view.code is not None
    dialog.view.code.fill("1234")
    dialog.view.submit()
    again = ask(desk, length=4, attempt=2)
    assert shown(prompts) is dialog
    assert (dialog.view.question, dialog.is_open, dialog.checking.isVisible()) == (again, True, False)


def test_the_window_goes_when_the_visit_goes_on(desk: Desk, prompts: PromptDesk) -> None:
    enter(desk, 1, "EDF", Phase.SIGNING_IN)
    ask(desk, length=4)
    dialog = shown(prompts)
    enter(desk, 2, "Orange", Phase.FINDING)
    enter(desk, 1, "EDF", Phase.SIGNING_IN)
    assert shown(prompts) is dialog
    assert dialog.view.code is not None
    dialog.view.code.fill("1234")
    dialog.view.submit()
    enter(desk, 2, "Orange", Phase.LISTING)
    assert shown(prompts) is dialog
    enter(desk, 1, "EDF", Phase.FINDING)
    assert prompts.dialog is None


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_question_that_came_to_nothing_vanishes(desk: Desk, prompts: PromptDesk, is_shown: bool) -> None:
    first, second = ask(desk, "EDF"), ask(desk, "Orange")
    desk.questions.withdrawn.emit(first if is_shown else second)
    assert (shown(prompts).company, prompts.waiting) == ("Orange" if is_shown else "EDF", 1)
    assert shown(prompts).left.text() == ""


def test_esc_gives_no_answer_and_shows_the_next(qtbot: QtBot, desk: Desk, prompts: PromptDesk) -> None:
    first = ask(desk, "EDF")
    ask(desk, "Orange")
    qtbot.keyClick(shown(prompts), Qt.Key.Key_Escape)
    assert first.reply is not None and first.reply.kind is AnswerKind.CANCEL
    assert shown(prompts).company == "Orange"


def test_an_approval_waits_until_the_visit_goes_on(desk: Desk, prompts: PromptDesk) -> None:
    enter(desk, 1, "EDF", Phase.SIGNING_IN)
    question = ask(desk, kind=ChallengeKind.PUSH, channel=Channel.PUSH, answer_within_s=180.0)
    assert question.reply is not None and question.reply.kind is AnswerKind.DONE
    dialog = shown(prompts)
    assert dialog.view.countdown.text() in ("Time left: 3:00", "Time left: 2:59")
    assert not dialog.primary.isVisible()
    desk.harvest.ended.emit(Subject(Scheduled.ACCOUNT, 1), RuntimeError())
    assert prompts.dialog is None


def test_a_question_does_not_wait_behind_an_approval(desk: Desk, prompts: PromptDesk) -> None:
    ask(desk, kind=ChallengeKind.PUSH)
    ask(desk, "Orange")
    assert shown(prompts).company == "Orange"


def notes() -> list[HandOverNote]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, HandOverNote) and w.isVisible()]


@pytest.mark.parametrize("ends", [False, True])
def test_the_note_goes_away_by_itself(desk: Desk, prompts: PromptDesk, ends: bool) -> None:
    enter(desk, 1, "EDF", Phase.SIGNING_IN)
    desk.questions.handed_over.emit(Challenge(ChallengeKind.CAPTCHA, "EDF", words="Cochez"))
    [note] = notes()
    assert "EDF" in note.windowTitle()
    if ends:
        desk.harvest.ended.emit(Subject(Scheduled.ACCOUNT, 1), RuntimeError())
    else:
        enter(desk, 1, "EDF", Phase.FINDING)
    assert notes() == []


def test_a_note_that_was_hidden_by_hand_does_no_harm(qtbot: QtBot, desk: Desk, prompts: PromptDesk) -> None:
    enter(desk, 1, "EDF", Phase.SIGNING_IN)
    desk.questions.handed_over.emit(Challenge(ChallengeKind.CAPTCHA, "EDF"))
    qtbot.mouseClick(notes()[0].hide_button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    enter(desk, 1, "EDF", Phase.FINDING)
    assert notes() == []


def test_the_passphrase(qtbot: QtBot, desk: Desk, prompts: PromptDesk) -> None:
    question = Question(None)
    desk.questions.asked.emit(question)
    dialog = prompts.dialog
    assert isinstance(dialog, PassphraseDialog)
    assert not dialog.primary.isEnabled()
    qtbot.keyClicks(dialog.passphrase.line, "correct horse")
    qtbot.keyClick(dialog.passphrase.line, Qt.Key.Key_Return)
    assert (question.text, question.is_answered, prompts.dialog) == ("correct horse", True, None)


def test_a_passphrase_that_is_not_said(desk: Desk, prompts: PromptDesk) -> None:
    question = Question(None)
    desk.questions.asked.emit(question)
    cast(PassphraseDialog, prompts.dialog).reject()
    assert (question.text, question.is_answered) == (None, True)


def test_a_new_passphrase_is_said_twice(qtbot: QtBot, theme: Theme) -> None:
    question = Question(None)
    dialog = PassphraseDialog(question, theme, is_new=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.passphrase.line, "correct horse")
    qtbot.keyClicks(dialog.again.line, "correct hose")
    assert (dialog.primary.isEnabled(), dialog.different.isVisible()) == (False, True)
    dialog.again.line.setText("correct horse")
    assert (dialog.primary.isEnabled(), dialog.different.isVisible()) == (True, False)
    dialog.accept()
    assert question.text == "correct horse"
