"""What the timetable remembers, whoever runs something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.adapters.settings import SettingsFile
from app.domain.accounts import AccountDraft, AccountKind, Secrets
from app.domain.deliveries import ExportRule
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.planning import INTERRUPTED, Plan
from app.domain.runs import CollectionRun, VisitOptions
from app.domain.schedules import Hours, Scheduled, Subject
from app.domain.settings import Settings
from app.ports.collector import Visit
from app.services.manage_accounts import ManageAccounts
from app.services.timetable import Entry, Timetable, account_subject, destination_subject
from tests.unit.services.collecting import Collecting
from tests.unit.services.exporting import Exporting
from tests.unit.services.service_parts import ServiceParts

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def timetable(parts: ServiceParts) -> Timetable:
    return Timetable(parts.store(), parts.time)


def entry(timetable: Timetable, collecting: Collecting) -> Entry:
    found = timetable.entry(account_subject(collecting.account))
    assert found
    return found


def plan(parts: ServiceParts, collecting: Collecting) -> Plan:
    return parts.store().schedules.get(account_subject(collecting.account)).plan


class TestEntries:
    def test_accounts_with_a_portal_and_destinations(self, parts: ServiceParts, timetable: Timetable) -> None:
        account = parts.add_account()
        parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL))
        destination = parts.add_destination(ExportRule(interval=3 * HOUR))
        found = timetable.entries()
        assert [(e.subject, e.name) for e in found] == [
            (account_subject(account), "EDF"),
            (destination_subject(destination), "Factures"),
        ]
        assert [e.schedule.interval for e in found] == [DAY, 3 * HOUR]
        assert all(e.is_due(parts.time.now()) for e in found)
        assert timetable.has_work()

    def test_what_was_made_is_due_later(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting, exporting: Exporting
    ) -> None:
        collecting.end(Outcome.OK)
        exporting.export()
        timetable.update()
        assert not timetable.has_work()
        now = parts.time.now()
        assert [(e.next_due or now) - now > 5 * HOUR for e in timetable.entries()] == [True, True]
        parts.time.time += 2 * DAY
        assert timetable.has_work()

    def test_what_the_user_wishes(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        subject = account_subject(collecting.account)
        collecting.end(Outcome.OK)
        before = entry(timetable, collecting).next_due
        timetable.change(subject, interval=7 * DAY)
        after = entry(timetable, collecting)
        assert before and after.next_due and 5 * DAY < after.next_due - before < 7 * DAY
        timetable.change(subject, days=(0, 2), hours=Hours(time(8), time(9)))
        found = entry(timetable, collecting).schedule
        assert (found.interval, found.days, found.hours) == (7 * DAY, (0, 2), Hours(time(8), time(9)))
        timetable.change(subject, hours=Hours(time(0), time(0)))
        assert entry(timetable, collecting).schedule.hours is None

    def test_hours_of_the_settings_are_for_accounts_without_their_own(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting, exporting: Exporting
    ) -> None:
        SettingsFile(parts.folder.settings).save(Settings(allowed_hours="09:00-18:00"))
        assert entry(timetable, collecting).schedule.hours == Hours(time(9), time(18))
        export = timetable.entry(destination_subject(exporting.destination))
        assert export and export.schedule.hours is None
        subject = account_subject(collecting.account)
        timetable.change(subject, hours=Hours(time(8), time(9)))
        assert entry(timetable, collecting).schedule.hours == Hours(time(8), time(9))
        timetable.change(subject, hours=Hours(time(0), time(0)))
        assert entry(timetable, collecting).schedule.hours is None

    def test_a_wish_does_not_hurry_a_portal_that_is_left_alone(
        self, timetable: Timetable, collecting: Collecting
    ) -> None:
        for _ in range(3):
            collecting.end(Outcome.PORTAL_UNAVAILABLE)
        before = entry(timetable, collecting).next_due
        timetable.change(account_subject(collecting.account), interval=12 * HOUR)
        assert entry(timetable, collecting).next_due == before

    def test_removed_with_the_account(self, parts: ServiceParts, collecting: Collecting) -> None:
        other = parts.add_account("B")
        collecting.end(Outcome.OK)
        parts.store().schedules.plan(account_subject(other), Plan(result="ok"))
        for account, keep in ((collecting.account, True), (other, False)):
            parts.store().accounts.remove(account.id, keep_documents=keep)
        assert parts.store().schedules.all() == {}
        parts.store().schedules.plan(account_subject(other), Plan())
        parts.store().schedules.plan(account_subject(collecting.account), Plan())
        assert parts.store().schedules.all() == {}


class TestHeld:
    WAITING = (
        "wrong_credentials interaction_required challenge_expired challenge_refused account_locked "
        "access_blocked action_required host_not_allowed"
    ).split()

    @pytest.mark.parametrize("outcome", WAITING)
    def test_what_needs_the_user_waits_until_the_user_has_acted(
        self,
        parts: ServiceParts,
        timetable: Timetable,
        collecting: Collecting,
        manage: ManageAccounts,
        outcome: str,
    ) -> None:
        collecting.end(Outcome(outcome))
        parts.time.time += 30 * DAY
        found = entry(timetable, collecting)
        assert (found.held_by, found.next_due) == (outcome, None)
        assert timetable.update() == []
        manage.edit(collecting.account.id, paused=False)
        assert not parts.issues()
        assert entry(timetable, collecting).held_by is None
        timetable.update()
        parts.time.time += 5 * timedelta(minutes=1)
        assert [e.subject for e in timetable.update()] == [account_subject(collecting.account)]

    def test_what_the_user_paused(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        parts.store().accounts.update(replace(collecting.account, paused=True))
        assert entry(timetable, collecting).held_by == "paused"
        assert not timetable.has_work()

    @pytest.mark.parametrize("outcome", ["partial", "portal_unavailable", "portal_changed"])
    def test_what_may_end_by_itself_is_tried_again(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting, outcome: str
    ) -> None:
        for _ in range(3):
            collecting.end(Outcome(outcome))
        assert collecting.issues == [outcome]
        assert entry(timetable, collecting).held_by is None
        parts.time.time += 25 * HOUR
        assert timetable.has_work()

    def test_a_destination_without_access_waits_for_consent(
        self, parts: ServiceParts, timetable: Timetable, exporting: Exporting
    ) -> None:
        number = exporting.destination.id
        parts.store().issues.open("destination_reconnect", {}, destination_id=number)
        parts.store().issues.open("wrong_credentials", {}, account_id=parts.add_account().id)
        held = {e.subject: e.held_by for e in timetable.entries()}
        assert held[Subject(Scheduled.DESTINATION, number)] == "destination_reconnect"
        parts.store().issues.close(destination_id=number)
        assert [e.name for e in timetable.update()] == ["Factures"]


class TestRuns:
    def test_a_dry_run_plans_nothing(self, parts: ServiceParts, collecting: Collecting) -> None:
        collecting.visit(options=VisitOptions(dry_run=True))
        assert plan(parts, collecting) == Plan()

    def test_a_visit_says_that_it_goes_on(self, parts: ServiceParts, collecting: Collecting) -> None:
        seen = []
        collecting.visit(lambda visit: seen.append(plan(parts, collecting)))
        assert seen[0].started_at is not None
        ended = plan(parts, collecting)
        assert (ended.started_at, ended.result) == (None, "ok")
        assert ended.last_started_at == seen[0].started_at

    def test_what_goes_on_is_not_due(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        """A visit of an hour must not be planned anew in its middle."""
        timetable.update()

        def long(visit: Visit) -> None:
            before = plan(parts, collecting)
            parts.time.time += HOUR
            assert timetable.update() == []
            assert plan(parts, collecting) == before

        collecting.visit(long)
        assert plan(parts, collecting).result == "ok"

    def test_expected_errors_are_results(self, parts: ServiceParts, collecting: Collecting) -> None:
        parts.kept_secrets.forget(collecting.account.id)
        with pytest.raises(MoissonError):
            collecting.visit()
        assert plan(parts, collecting).result == "secret_missing"

        def full(visit: Visit) -> None:
            raise MoissonError(ErrorCode.DISK_FULL)

        parts.kept_secrets.save(collecting.account.id, Secrets("s3cret"))
        with pytest.raises(MoissonError):
            collecting.visit(full)
        assert (plan(parts, collecting).result, plan(parts, collecting).started_at) == ("disk_full", None)

    def test_internal_errors_are_results(self, parts: ServiceParts, collecting: Collecting) -> None:
        def crash(visit: Visit) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            collecting.visit(crash)
        assert plan(parts, collecting).result == "internal_error"

    def test_an_export_by_hand_counts(self, parts: ServiceParts, exporting: Exporting) -> None:
        exporting.export()
        stored = parts.store().schedules.get(destination_subject(exporting.destination)).plan
        assert (stored.result, stored.started_at) == ("ok", None)
        assert stored.next_due and stored.next_due - parts.time.now() > 5 * HOUR


class TestRecovery:
    def begun(self, parts: ServiceParts, collecting: Collecting) -> CollectionRun:
        """A visit whose process died."""
        planned = Plan(next_due=parts.time.now(), started_at=parts.time.now())
        parts.store().schedules.plan(account_subject(collecting.account), planned)
        return parts.store().runs.start(collecting.account.id, parts.time.now())

    def test_a_visit_that_was_cut_off_is_made_again_a_little_later(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        self.begun(parts, collecting)
        assert timetable.has_work()
        timetable.recover()
        found = plan(parts, collecting)
        assert (found.result, found.started_at) == (INTERRUPTED, None)
        assert found.next_due and 9 < (found.next_due - parts.time.now()).total_seconds() / 60 < 12

    def test_a_visit_that_had_ended_is_not_made_again(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        run = self.begun(parts, collecting)
        parts.store().runs.finish(replace(run, outcome=Outcome.OK))
        timetable.recover()
        found = plan(parts, collecting)
        assert found.result == "ok"
        assert found.next_due and found.next_due - parts.time.now() > 23 * HOUR

    def test_a_wrong_password_is_not_typed_again_after_a_death(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        """It died between the record of the visit and its consequences."""
        run = self.begun(parts, collecting)
        parts.store().runs.finish(replace(run, outcome=Outcome.WRONG_CREDENTIALS))
        timetable.recover()
        assert (collecting.issues, collecting.paused) == (["wrong_credentials"], True)
        assert timetable.update() == []

    def test_an_earlier_visit_says_nothing_of_the_one_that_died(
        self, parts: ServiceParts, timetable: Timetable, collecting: Collecting
    ) -> None:
        collecting.end(Outcome.OK)
        planned = replace(plan(parts, collecting), started_at=parts.time.now())
        parts.store().schedules.plan(account_subject(collecting.account), planned)
        timetable.recover()
        assert plan(parts, collecting).result == INTERRUPTED

    def test_an_export_that_was_cut_off(
        self, parts: ServiceParts, timetable: Timetable, exporting: Exporting
    ) -> None:
        subject = destination_subject(exporting.destination)
        parts.store().schedules.plan(subject, Plan(started_at=parts.time.now()))
        timetable.recover()
        assert parts.store().schedules.get(subject).plan.result == INTERRUPTED


def test_the_wishes_outlive_the_plans(parts: ServiceParts, collecting: Collecting) -> None:
    timetable = Timetable(parts.store(), parts.time)
    timetable.change(account_subject(collecting.account), interval=2 * DAY, days=(5, 6))
    collecting.end(Outcome.OK)
    stored = parts.store().schedules.get(account_subject(collecting.account))
    assert (stored.interval, stored.days, stored.plan.result) == (2 * DAY, (5, 6), "ok")
    assert stored.plan.next_due and stored.plan.next_due.date() > date(2026, 1, 16)
