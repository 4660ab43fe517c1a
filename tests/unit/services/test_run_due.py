"""What is due is run: so many at once, nobody twice, and what needs a person is left to that person."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.deliveries import DestinationKind
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.runs import VisitOptions
from app.domain.schedules import Scheduled, Subject
from app.ports.collector import Visit
from app.services.appointments import KeepAppointment, appointments
from app.services.run_due import RunDue, Wish
from app.services.timetable import Timetable
from tests.unit.services.collecting import Collecting, ending
from tests.unit.services.exporting import Exporting
from tests.unit.services.failing_destination import FailingFactory
from tests.unit.services.service_parts import Person, Script, ServiceParts
from tests.unit.services.simulated_time import Diary, Woken

DAY = timedelta(days=1)


@contextmanager
def service(parts: ServiceParts, diary: Diary, woken: Woken) -> Iterator[RunDue]:
    with RunDue(
        parts,
        parts.progress,
        parts.cancellation,
        told=diary,
        wake=woken.wake,
    ) as due:
        yield due


def work(parts: ServiceParts) -> Diary:
    diary, woken = Diary(), Woken()
    with service(parts, diary, woken) as due:
        due.until_idle(woken.wait)
    return diary


def names(diary: Diary) -> list[str]:
    return [entry.name for entry in diary.begun]


def test_accounts_are_visited_alone_and_documents_exported(parts: ServiceParts, exporting: Exporting) -> None:
    parts.add_documents(3)
    diary = work(parts)
    assert sorted(names(diary)) == ["EDF", "Factures"]
    assert [report.run.outcome for report in diary.reports] == [Outcome.OK]
    assert [result.delivered for result in diary.results] == [3]
    [visit] = parts.scripted.visits
    assert not visit.options.attended and not visit.prompter.attended
    assert work(parts).begun == []
    parts.time.time += DAY
    begun = names(work(parts))
    parts.time.time += timedelta(minutes=5)  # what is long overdue is caught up with a little later
    assert begun + names(work(parts)) == ["EDF", "Factures"]


def test_not_more_visits_at_once_than_slots_and_exports_beside_them(parts: ServiceParts) -> None:
    accounts = [parts.add_account(str(number)) for number in range(5)]
    parts.add_destination()
    lock, exported, running, most = threading.Lock(), threading.Event(), set[int](), 0

    def look(visit: Visit) -> None:
        nonlocal most
        with lock:
            assert visit.account.id not in running
            running.add(visit.account.id)
            most = max(most, len(running))
        assert exported.wait(20), "the export waits for visits"
        time.sleep(0.02)
        with lock:
            running.remove(visit.account.id)

    parts.scripted.default = look
    real = parts.factories[DestinationKind.FOLDER]

    class Told(FailingFactory):
        def open(self, destination, pause):  # type: ignore[no-untyped-def]
            exported.set()
            return super().open(destination, pause)

    parts.factories[DestinationKind.FOLDER] = Told(real)
    diary = work(parts)
    assert most == parts.slots
    assert sorted(report.run.account_id for report in diary.reports) == [account.id for account in accounts]


def test_the_longest_overdue_comes_first(parts: ServiceParts) -> None:
    parts.slots = 1
    for name in ("A", "B", "C"):
        parts.add_account(name)
        work(parts)
        parts.time.time += timedelta(hours=1)
    parts.time.time += 3 * DAY
    Timetable(parts.store(), parts.time).update()
    parts.time.time += timedelta(minutes=5)
    assert names(work(parts)) == ["A", "B", "C"]


@pytest.mark.logs_warnings
def test_one_that_fails_does_not_stop_the_others(
    parts: ServiceParts, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(visit: Visit) -> None:
        raise ZeroDivisionError

    def full(visit: Visit) -> None:
        raise MoissonError(ErrorCode.DISK_FULL)

    scripts: list[Script] = [crash, full, lambda visit: None]
    for number, script in enumerate(scripts):
        parts.scripted.scripts[parts.add_account(str(number)).id] = script
    diary = work(parts)
    assert {type(error) for error in diary.errors} == {ZeroDivisionError, MoissonError}
    assert len(diary.reports) == 1
    assert "account 1 failed" in caplog.text
    assert work(parts).begun == [], "they are left alone for a while"
    parts.time.time += timedelta(minutes=12)
    assert sorted(names(work(parts))) == ["0", "1"]


def test_a_stop_lets_nothing_else_begin(parts: ServiceParts) -> None:
    parts.slots = 1
    for name in ("A", "B"):
        parts.scripted.scripts[parts.add_account(name).id] = lambda visit: parts.cancellation.cancel()
    assert names(work(parts)) == ["A"]


def test_an_interruption_asks_what_is_under_way_to_stop(parts: ServiceParts) -> None:
    account, seen = parts.add_account(), threading.Event()

    def look(visit: Visit) -> None:
        seen.set()
        while True:
            visit.check_cancelled()
            time.sleep(0.005)

    parts.scripted.default = look

    def interrupted() -> None:
        assert seen.wait(20)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), service(parts, Diary(), Woken()) as due:
        due.until_idle(interrupted)
    assert parts.store().runs.last(account.id)[0].outcome is Outcome.CANCELLED


def test_what_goes_on_in_a_new_service_after_a_stop(parts: ServiceParts) -> None:
    parts.scripted.default = lambda visit: parts.cancellation.cancel() or visit.check_cancelled()
    parts.add_account()
    [report] = work(parts).reports
    assert report.run.outcome is Outcome.CANCELLED
    parts.scripted.default = lambda visit: None
    parts.cancellation = type(parts.cancellation)()
    assert work(parts).begun == []
    parts.time.time += timedelta(minutes=13)
    assert [report.run.outcome for report in work(parts).reports] == [Outcome.OK]


class TestAppointment:
    """An account whose portal sends a code each time, and whose sessions last an hour."""

    @pytest.fixture
    def asking(self, parts: ServiceParts, collecting: Collecting) -> Collecting:
        def ask(visit: Visit) -> None:
            if not visit.options.attended:
                ending(Outcome.INTERACTION_REQUIRED, challenge="sms")(visit)
            visit.note(challenge="sms", next_sign_in="person")

        parts.scripted.scripts[collecting.account.id] = ask
        return collecting

    def keep(self, parts: ServiceParts) -> list[Outcome | None]:
        keep = KeepAppointment(parts, parts.progress, parts.cancellation)
        return [report.run.outcome for report in keep(VisitOptions(), Person())]

    def test_one_visit_finds_out_and_the_list_has_it(self, parts: ServiceParts, asking: Collecting) -> None:
        assert [report.run.outcome for report in work(parts).reports] == [Outcome.INTERACTION_REQUIRED]
        [made] = appointments(parts.store())
        assert (made.account.id, made.kind, made.challenge) == (
            asking.account.id,
            Outcome.INTERACTION_REQUIRED,
            "sms",
        )
        parts.time.time += 3 * DAY
        assert work(parts).begun == []
        assert self.keep(parts) == [Outcome.OK]
        assert appointments(parts.store()) == []

    def test_known_to_need_a_person_it_is_not_started_alone_again(
        self, parts: ServiceParts, asking: Collecting
    ) -> None:
        work(parts)
        self.keep(parts)
        visits = len(parts.scripted.visits)
        parts.time.time += DAY + timedelta(minutes=10)
        work(parts)
        parts.time.time += timedelta(minutes=10)
        work(parts)
        assert len(parts.scripted.visits) == visits
        [made] = appointments(parts.store())
        assert (made.account.id, made.challenge) == (asking.account.id, "sms")
        assert self.keep(parts) == [Outcome.OK]

    def test_a_session_that_may_last_is_tried_once(self, parts: ServiceParts, asking: Collecting) -> None:
        asking.visit()
        parts.time.time += DAY
        assert [report.run.outcome for report in work(parts).reports] == [Outcome.INTERACTION_REQUIRED]

    def test_an_authenticator_needs_nobody(self, parts: ServiceParts, asking: Collecting) -> None:
        work(parts)
        self.keep(parts)
        secrets = parts.kept_secrets.secrets[asking.account.id]
        parts.kept_secrets.save(asking.account.id, replace(secrets, totp="BASE32"))
        visits = len(parts.scripted.visits)
        parts.time.time += DAY
        work(parts)
        assert len(parts.scripted.visits) == visits + 1

    def test_one_after_the_other_longest_waiting_first(self, parts: ServiceParts) -> None:
        told, together = [], []
        accounts = [parts.add_account(name) for name in ("A", "B", "C", "D")]
        for kind, account in zip(
            ("challenge_expired", "action_required", "interaction_required", "wrong_credentials"),
            reversed(accounts),
            strict=True,
        ):
            parts.store().issues.open(kind, {}, account_id=account.id)
        parts.store().issues.open("destination_reconnect", {}, destination_id=parts.add_destination().id)
        assert [made.account.company for made in appointments(parts.store())] == ["D", "C", "B"]
        inside = threading.Lock()

        def look(visit: Visit) -> None:
            together.append(inside.acquire(blocking=False))
            time.sleep(0.02)
            inside.release()

        parts.scripted.default = look
        keep = KeepAppointment(parts, parts.progress, parts.cancellation)
        keep(
            VisitOptions(), Person(), lambda made, number, of: told.append((made.account.company, number, of))
        )
        assert told == [("D", 1, 3), ("C", 2, 3), ("B", 3, 3)]
        assert together == [True, True, True]
        assert appointments(parts.store()) == []

    def test_what_is_left_after_a_stop_stays(self, parts: ServiceParts) -> None:
        for name in ("A", "B"):
            parts.store().issues.open("interaction_required", {}, account_id=parts.add_account(name).id)
        parts.scripted.default = lambda visit: parts.cancellation.cancel()
        assert self.keep(parts) == [Outcome.OK]
        assert [made.account.company for made in appointments(parts.store())] == ["B"]


def test_a_wish_is_granted_though_nothing_is_due(parts: ServiceParts) -> None:
    work(parts)
    diary, woken = Diary(), Woken()
    account = parts.add_account()
    with service(parts, diary, woken) as due:
        due.wish(
            Wish(Subject(Scheduled.ACCOUNT, account.id), VisitOptions(attended=True), lambda _: Person())
        )
        due.until_idle(woken.wait)
    assert [report.run.account_id for report in diary.reports] == [account.id]
    assert parts.scripted.visits[-1].options.attended
    assert parts.scripted.visits[-1].prompter.attended


def test_wishes_are_granted_while_what_is_due_has_to_wait(parts: ServiceParts) -> None:
    diary, woken = Diary(), Woken()
    account = parts.add_account()
    with RunDue(
        parts, parts.progress, parts.cancellation, told=diary, wake=woken.wake, looks=lambda: False
    ) as due:
        due.until_idle(woken.wait)
        assert diary.begun == []
        due.wish(Wish(Subject(Scheduled.ACCOUNT, account.id)))
        due.until_idle(woken.wait)
    assert names(diary) == [account.company]


def test_a_wish_for_what_is_gone_is_withdrawn(parts: ServiceParts) -> None:
    diary, woken = Diary(), Woken()
    gone = Subject(Scheduled.ACCOUNT, 4711)
    with service(parts, diary, woken) as due:
        due.wish(Wish(gone))
        due.until_idle(woken.wait)
    assert diary.withdrawn_subjects == [gone]


def test_one_visit_is_stopped_and_the_others_go_on(parts: ServiceParts) -> None:
    diary, woken = Diary(), Woken()
    subject = Subject(Scheduled.ACCOUNT, parts.add_account().id)
    with service(parts, diary, woken) as due:

        def stops_itself(visit: Visit) -> None:
            due.stop(subject)
            visit.check_cancelled()

        parts.scripted.scripts[subject.id] = stops_itself
        due.until_idle(woken.wait)
    assert [report.run.outcome for report in diary.reports] == [Outcome.CANCELLED]
    assert not parts.cancellation.cancelled
