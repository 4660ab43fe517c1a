"""Life without a window: how it stands, what is said, how it ends. No tray is needed for it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.schedules import Scheduled, Subject
from app.ports.collector import Visit
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.pictures import TrayState
from ui.navigation import Navigator, PageName
from ui.tray import leaving
from ui.tray.background import Background
from ui.tray.notices import Notice
from ui.tray.question_box import QuestionBox
from ui.window_state import WindowStateFile

PATIENCE = 10_000


class Scene:
    """A background with a window, and what it says."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.navigator = Navigator()
        self.memory = WindowStateFile(folder / "window.ini")
        self.background = Background(desk, self.navigator, self.memory)
        self.window = QWidget()
        self.notices: list[Notice] = []
        self.pages: list[PageName] = []
        self.led: list[str] = []
        self.background.notified.connect(self.notices.append)
        self.background.window_wanted.connect(lambda: self.led.append("window"))
        self.navigator.page_wanted.connect(lambda page: self.led.append(page.value))
        self.navigator.appointment_wanted.connect(lambda: self.led.append("appointment"))
        self.background.keep(self.window)

    @property
    def box(self) -> QuestionBox | None:
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QuestionBox) and w.isVisible()]
        return boxes[0] if boxes else None

    def press(self, button: str) -> None:
        assert self.box
        found = {b.text(): b for b in self.box.findChildren(type(self.box.offer("x"))) if b.text()}
        found[button].click()


@pytest.fixture
def scene(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[Scene]:
    scene = Scene(desk, tmp_path)
    qtbot.addWidget(scene.window)
    qtbot.waitUntil(lambda: scene.background._known is not None, timeout=PATIENCE)
    yield scene
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QuestionBox):
            widget.close()


class Standstill:
    """A visit that goes on until it is let go or stopped."""

    def __init__(self) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, visit: Visit) -> None:
        self.begun.set()
        while not self.goes_on.wait(0.01):
            visit.check_cancelled()


@pytest.fixture
def standstill() -> Iterator[Standstill]:
    script = Standstill()
    yield script
    script.goes_on.set()


def start_visit(qtbot: QtBot, desk: Desk, parts: ServiceParts, script: Standstill) -> Subject:
    account = parts.add_account()
    parts.scripted.scripts[account.id] = script
    desk.harvest.start()
    desk.harvest.collect([account.id])
    qtbot.waitUntil(script.begun.is_set, timeout=PATIENCE)
    return Subject(Scheduled.ACCOUNT, account.id)


class TestState:
    def test_calm_when_nothing_is_there(self, scene: Scene) -> None:
        assert scene.background.state is TrayState.CALM
        assert scene.notices == []

    def test_running_while_something_runs(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts, standstill: Standstill
    ) -> None:
        start_visit(qtbot, scene.desk, parts, standstill)
        assert scene.background.state is TrayState.RUNNING
        standstill.goes_on.set()
        qtbot.waitUntil(lambda: scene.background.state is TrayState.CALM, timeout=PATIENCE)

    def test_whoever_waits_goes_before_what_is_wrong(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts
    ) -> None:
        account, destination = parts.add_account(), parts.add_destination()
        parts.store().issues.open(DeliveryOutcome.QUOTA.value, {}, destination_id=destination.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: scene.background.state is TrayState.PROBLEM, timeout=PATIENCE)
        parts.store().issues.open(Outcome.INTERACTION_REQUIRED.value, {}, account_id=account.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: scene.background.state is TrayState.WAITING, timeout=PATIENCE)
        assert (scene.background.waiting, scene.background.problems) == (1, 1)

    def test_a_question_waits_until_it_is_answered(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts
    ) -> None:
        account, codes, questions = parts.add_account(), list[str](), list[object]()
        challenge = Challenge(ChallengeKind.CODE, "EDF", words="Code envoyé au 06 ** ** ** 12")
        parts.scripted.scripts[account.id] = lambda visit: codes.append(visit.prompter.ask(challenge).text)
        scene.desk.questions.asked.connect(questions.append)
        scene.desk.harvest.start()
        scene.desk.harvest.collect([account.id])
        qtbot.waitUntil(lambda: scene.background.state is TrayState.WAITING, timeout=PATIENCE)
        assert [notice.text for notice in scene.notices] == ["Code envoyé au 06 ** ** ** 12"]
        questions[0].answer(Answer(AnswerKind.CODE, "123456"))  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: scene.background.state is TrayState.CALM, timeout=PATIENCE)
        assert codes == ["123456"]


class TestNotices:
    def test_what_was_wrong_before_is_not_said_again(
        self, qtbot: QtBot, desk: Desk, parts: ServiceParts, tmp_path: Path
    ) -> None:
        account = parts.add_account()
        parts.store().issues.open(Outcome.PORTAL_CHANGED.value, {}, account_id=account.id)
        scene = Scene(desk, tmp_path)
        qtbot.addWidget(scene.window)
        qtbot.waitUntil(lambda: scene.background.state is TrayState.PROBLEM, timeout=PATIENCE)
        assert scene.notices == []

    def test_a_new_problem_leads_to_the_problems(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts
    ) -> None:
        account = parts.add_account("Orange")
        parts.store().issues.open(Outcome.WRONG_CREDENTIALS.value, {}, account_id=account.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: bool(scene.notices), timeout=PATIENCE)
        [notice] = scene.notices
        assert "Orange" in notice.title
        assert notice.is_problem
        scene.background.follow(notice)
        assert scene.led == ["window", "problems"]
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: scene.desk.tasks.is_idle, timeout=PATIENCE)
        assert len(scene.notices) == 1

    def test_somebody_who_waits_leads_to_the_appointment(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts
    ) -> None:
        account = parts.add_account("Orange")
        parts.store().issues.open(Outcome.INTERACTION_REQUIRED.value, {}, account_id=account.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: bool(scene.notices), timeout=PATIENCE)
        scene.background.follow(scene.notices[0])
        assert scene.led == ["window", "appointment"]

    def test_several_are_one_notice(self, qtbot: QtBot, scene: Scene, parts: ServiceParts) -> None:
        for company in ("Orange", "EDF", "Free"):
            account = parts.add_account(company)
            parts.store().issues.open(Outcome.PORTAL_CHANGED.value, {}, account_id=account.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: bool(scene.notices), timeout=PATIENCE)
        [notice] = scene.notices
        assert "3" in notice.title
        assert notice.text == "Orange, EDF, Free"

    def test_nothing_is_said_to_somebody_who_looks(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts
    ) -> None:
        scene.window.show()
        scene.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is scene.window, timeout=PATIENCE)
        account = parts.add_account("Orange")
        parts.store().issues.open(Outcome.WRONG_CREDENTIALS.value, {}, account_id=account.id)
        scene.desk.changed.emit()
        qtbot.waitUntil(lambda: scene.background.state is TrayState.PROBLEM, timeout=PATIENCE)
        assert scene.notices == []


class TestClosing:
    def test_the_window_goes_into_the_tray_and_says_so_once(self, scene: Scene, tmp_path: Path) -> None:
        scene.background.has_tray = lambda: True
        for _ in range(2):
            scene.window.show()
            scene.window.close()
            assert not scene.window.isVisible()
        assert len(scene.notices) == 1
        assert WindowStateFile(tmp_path / "window.ini").was_told("tray")

    def test_without_a_tray_it_is_minimised_and_says_so_once(self, scene: Scene) -> None:
        scene.window.show()
        scene.window.close()
        assert scene.box is not None
        assert not scene.window.isMinimized()
        scene.box.accept()
        assert scene.window.isMinimized()
        scene.window.showNormal()
        scene.window.close()
        assert scene.box is None
        assert scene.window.isMinimized()
        assert scene.window.isVisible()

    def test_while_the_program_ends_it_is_really_closed(self, qtbot: QtBot, scene: Scene) -> None:
        scene.background.has_tray = lambda: True
        scene.window.show()
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.background.quit()
        assert scene.window.close()
        assert scene.notices == []


class TestQuitting:
    def test_at_rest_nothing_is_asked(self, qtbot: QtBot, scene: Scene) -> None:
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.background.quit()
        assert scene.box is None

    def test_a_run_is_asked_for_and_may_go_on(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts, standstill: Standstill
    ) -> None:
        subject = start_visit(qtbot, scene.desk, parts, standstill)
        scene.background.quit()
        scene.background.quit()
        assert scene.box and scene.box.accessibleName().startswith("1 ")
        qtbot.keyClick(scene.box, Qt.Key.Key_Escape)
        assert scene.box is None
        assert scene.desk.harvest.running == {subject}
        assert not scene.background.is_leaving

    def test_a_run_is_stopped_cleanly(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts, standstill: Standstill
    ) -> None:
        subject = start_visit(qtbot, scene.desk, parts, standstill)
        scene.background.quit()
        assert scene.box
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.box.accept()
        [run] = parts.store().runs.last(subject.id)
        assert run.outcome is Outcome.CANCELLED

    def test_the_system_does_not_wait_for_an_answer(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts, standstill: Standstill
    ) -> None:
        start_visit(qtbot, scene.desk, parts, standstill)
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.background.quit_now()
        assert scene.box is None

    def test_what_does_not_stop_is_ended(
        self,
        qtbot: QtBot,
        scene: Scene,
        parts: ServiceParts,
        access: WindowAccess,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """It is the processes that we started which are taken from it."""
        monkeypatch.setattr(leaving, "_CLOSING_S", 0.2)
        begun, taken = threading.Event(), threading.Event()

        def deaf(visit: Visit) -> None:
            begun.set()
            taken.wait(30)

        monkeypatch.setattr(access, "abandon", taken.set)
        account = parts.add_account()
        parts.scripted.scripts[account.id] = deaf
        scene.desk.harvest.start()
        scene.desk.harvest.collect([account.id])
        qtbot.waitUntil(begun.is_set, timeout=PATIENCE)
        scene.background.quit_now()
        assert scene.background.is_leaving
        assert not taken.is_set()
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.background.quit()  # once more: nothing is waited for
        assert taken.is_set()

    def test_patience_has_an_end(self, scene: Scene) -> None:
        assert 0 < leaving.PATIENCE_MS <= 30_000
        scene.background._leaving._patience.timeout.emit()
        assert scene.background._leaving._is_over

    def test_what_follows_is_kept_for_the_very_end(self, qtbot: QtBot, scene: Scene) -> None:
        done: list[str] = []
        with qtbot.waitSignal(scene.background.left, timeout=PATIENCE):
            scene.navigator.restart_wanted.emit(lambda: done.append("restored"))
        assert done == []
        assert scene.background.afterwards
        scene.background.afterwards()
        assert done == ["restored"]

    def test_who_lets_a_run_finish_restarts_nothing_later(
        self, qtbot: QtBot, scene: Scene, parts: ServiceParts, standstill: Standstill
    ) -> None:
        start_visit(qtbot, scene.desk, parts, standstill)
        scene.navigator.restart_wanted.emit(lambda: None)
        assert scene.box
        scene.box.reject()
        assert scene.background.afterwards is None
