"""What runs in the background of the window."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome
from app.domain.schedules import Scheduled, Subject
from app.ports.collector import Visit
from app.services.collect_account import VisitReport
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.bridge.questions import Question

PATIENCE = 10_000


class Heard:
    """What the harvest told, on the GUI thread."""

    def __init__(self, desk: Desk) -> None:
        self.results: dict[Subject, object] = {}
        self.threads: set[str] = set()
        desk.harvest.ended.connect(self._on_ended)

    def _on_ended(self, subject: Subject, result: object) -> None:
        self.threads.add(threading.current_thread().name)
        self.results[subject] = result


@pytest.fixture
def heard(desk: Desk) -> Heard:
    return Heard(desk)


def subject_of(account_id: int) -> Subject:
    return Subject(Scheduled.ACCOUNT, account_id)


def test_what_is_due_is_collected_by_itself(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, heard: Heard
) -> None:
    account = parts.add_account()
    desk.harvest.start()
    qtbot.waitUntil(lambda: subject_of(account.id) in heard.results, timeout=PATIENCE)
    report = heard.results[subject_of(account.id)]
    assert isinstance(report, VisitReport)
    assert report.run.outcome is Outcome.OK
    assert not parts.scripted.visits[0].options.attended
    assert heard.threads == {"MainThread"}
    assert desk.harvest.running == frozenset()


def test_nothing_starts_while_it_is_paused_but_what_the_person_wants(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, heard: Heard
) -> None:
    waits, wanted = parts.add_account("EDF"), parts.add_account("Orange")
    desk.harvest.pause(True)
    desk.harvest.start()
    desk.harvest.collect([wanted.id])
    assert desk.harvest.running == {subject_of(wanted.id)}
    qtbot.waitUntil(lambda: subject_of(wanted.id) in heard.results, timeout=PATIENCE)
    assert [visit.account.id for visit in parts.scripted.visits] == [wanted.id]
    assert parts.scripted.visits[0].options.attended
    desk.harvest.pause(False)
    qtbot.waitUntil(lambda: subject_of(waits.id) in heard.results, timeout=PATIENCE)


def test_a_code_is_asked_on_the_gui_thread_and_answered(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, heard: Heard
) -> None:
    account, codes = parts.add_account(), list[str]()

    def asks(visit: Visit) -> None:
        codes.append(visit.prompter.ask(Challenge(ChallengeKind.CODE, "EDF")).text)

    parts.scripted.scripts[account.id] = asks
    desk.questions.asked.connect(lambda question: question.answer(Answer(AnswerKind.CODE, "123456")))
    desk.harvest.pause(True)
    desk.harvest.start()
    desk.harvest.collect([account.id])
    qtbot.waitUntil(lambda: subject_of(account.id) in heard.results, timeout=PATIENCE)
    assert codes == ["123456"]


def test_a_visit_that_waits_for_a_code_is_stopped_and_its_question_withdrawn(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, heard: Heard
) -> None:
    account = parts.add_account()
    parts.scripted.scripts[account.id] = lambda visit: (
        visit.prompter.ask(Challenge(ChallengeKind.CODE, "EDF")) and None
    )
    asked: list[Question] = []
    withdrawn: list[Question] = []
    desk.questions.asked.connect(asked.append)
    desk.questions.withdrawn.connect(withdrawn.append)
    desk.harvest.pause(True)
    desk.harvest.start()
    desk.harvest.collect([account.id])
    qtbot.waitUntil(lambda: bool(asked), timeout=PATIENCE)
    desk.harvest.stop(subject_of(account.id))
    qtbot.waitUntil(lambda: subject_of(account.id) in heard.results, timeout=PATIENCE)
    report = heard.results[subject_of(account.id)]
    assert isinstance(report, VisitReport)
    assert report.run.outcome is Outcome.CANCELLED
    assert withdrawn == asked


def test_a_wish_is_refused_while_another_program_holds_the_folder(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, access: WindowAccess, heard: Heard
) -> None:
    account = parts.add_account()
    access.busy = True
    desk.harvest.start()
    desk.harvest.collect([account.id])
    qtbot.waitUntil(lambda: subject_of(account.id) in heard.results, timeout=PATIENCE)
    error = heard.results[subject_of(account.id)]
    assert isinstance(error, MoissonError)
    assert error.code is ErrorCode.DATA_FOLDER_BUSY
    assert parts.scripted.visits == []


def test_another_timer_keeps_its_work(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, access: WindowAccess, heard: Heard
) -> None:
    due, wanted = parts.add_account("EDF"), parts.add_account("Orange")
    access.timer_elsewhere = True
    desk.harvest.start()
    qtbot.waitUntil(lambda: desk.harvest.runs_elsewhere, timeout=PATIENCE)
    desk.harvest.collect([wanted.id])
    qtbot.waitUntil(lambda: subject_of(wanted.id) in heard.results, timeout=PATIENCE)
    assert [visit.account.id for visit in parts.scripted.visits] == [wanted.id]
    access.timer_elsewhere = False
    qtbot.waitUntil(lambda: subject_of(due.id) in heard.results, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not desk.harvest.runs_elsewhere, timeout=PATIENCE)


def test_a_wish_before_the_start_is_taken_back(desk: Desk, parts: ServiceParts, heard: Heard) -> None:
    account = parts.add_account()
    desk.harvest.collect([account.id])
    desk.harvest.stop_all()
    assert isinstance(heard.results[subject_of(account.id)], CancelledError)
    assert desk.harvest.running == frozenset()


def test_closing_stops_what_runs_and_lets_the_folder_go(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, access: WindowAccess
) -> None:
    account, begun = parts.add_account(), threading.Event()

    def lasts(visit: Visit) -> None:
        begun.set()
        while True:
            visit.check_cancelled()

    parts.scripted.scripts[account.id] = lasts
    desk.harvest.start()
    assert begun.wait(10)
    assert access.held
    assert desk.close(10)
    assert not access.held
    assert parts.store().runs.last(account.id)[0].outcome is Outcome.CANCELLED


def test_nothing_starts_by_itself_while_a_wizard_works(
    qtbot: QtBot, desk: Desk, parts: ServiceParts, heard: Heard
) -> None:
    due, wanted = parts.add_account("EDF"), parts.add_account("Orange")
    with desk.harvest.held():
        desk.harvest.start()
        desk.harvest.collect([wanted.id])
        qtbot.waitUntil(lambda: subject_of(wanted.id) in heard.results, timeout=PATIENCE)
        assert [visit.account.id for visit in parts.scripted.visits] == [wanted.id]
    qtbot.waitUntil(lambda: subject_of(due.id) in heard.results, timeout=PATIENCE)
