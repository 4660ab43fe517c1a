"""What follows from how a visit ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import (
    Outcome,
    VisitEndedError,
)
from app.domain.issues import reaction_to
from app.ports.collector import Visit
from tests.unit.services.collecting import Collecting, ending
from tests.unit.services.service_parts import ServiceParts

FAILURES = [o for o in Outcome if o not in (Outcome.OK, Outcome.PARTIAL, Outcome.CANCELLED)]


class TestConsequences:
    @pytest.mark.parametrize("outcome", FAILURES)
    def test_each_outcome(self, collecting: Collecting, outcome: Outcome) -> None:
        assert collecting.end(outcome) is outcome
        waits = reaction_to(outcome).issue_after > 1
        assert collecting.issues == ([] if waits else [outcome.value])
        assert collecting.paused is reaction_to(outcome).pauses

    @pytest.mark.parametrize("outcome", FAILURES)
    def test_success_puts_everything_right(self, collecting: Collecting, outcome: Outcome) -> None:
        collecting.end(outcome)
        collecting.end(Outcome.OK)
        assert (collecting.issues, collecting.paused) == ([], False)

    @pytest.mark.parametrize("outcome", FAILURES)
    def test_a_partial_run_has_signed_in(self, collecting: Collecting, outcome: Outcome) -> None:
        collecting.end(outcome)
        collecting.end(Outcome.PARTIAL)
        assert (collecting.issues, collecting.paused) == (["partial"], False)

    def test_the_third_time_a_portal_is_unavailable(self, collecting: Collecting) -> None:
        told = []
        for _ in range(4):
            collecting.end(Outcome.PORTAL_UNAVAILABLE)
            told.append(collecting.issues)
        assert told == [[], [], ["portal_unavailable"], ["portal_unavailable"]]

    def test_only_in_a_row(self, collecting: Collecting) -> None:
        for outcome in (
            Outcome.PORTAL_UNAVAILABLE,
            Outcome.PORTAL_UNAVAILABLE,
            Outcome.OK,
            Outcome.PORTAL_UNAVAILABLE,
        ):
            collecting.end(outcome)
        assert collecting.issues == []

    def test_another_problem_takes_the_place_of_the_first(self, collecting: Collecting) -> None:
        collecting.end(Outcome.PORTAL_CHANGED)
        collecting.end(Outcome.INTERACTION_REQUIRED)
        assert collecting.issues == ["interaction_required"]

    def test_the_same_problem_keeps_its_beginning(self, parts: ServiceParts, collecting: Collecting) -> None:
        collecting.visit(ending(Outcome.HOST_NOT_ALLOWED, host="a.example"))
        [first] = parts.store().issues.all_open()
        collecting.visit(ending(Outcome.HOST_NOT_ALLOWED, host="b.example"))
        [again] = parts.store().issues.all_open()
        assert (again.since, again.facts["host"]) == (first.since, "b.example")

    @pytest.mark.parametrize(
        "then", [Outcome.PORTAL_UNAVAILABLE, Outcome.PORTAL_CHANGED, Outcome.INTERACTION_REQUIRED]
    )
    def test_a_wrong_password_is_not_forgotten_over_another_problem(
        self, collecting: Collecting, then: Outcome
    ) -> None:
        """Else the schedule would type it again."""
        collecting.end(Outcome.WRONG_CREDENTIALS)
        for _ in range(3):
            collecting.end(then)
        assert collecting.paused
        assert collecting.issues == ["wrong_credentials", then.value]
        collecting.end(Outcome.ACCOUNT_LOCKED)
        assert (collecting.issues, collecting.paused) == (["account_locked"], True)

    @pytest.mark.parametrize("outcome", [Outcome.OK, Outcome.PARTIAL, Outcome.PORTAL_CHANGED])
    def test_what_the_user_paused_stays_paused(
        self, parts: ServiceParts, collecting: Collecting, outcome: Outcome
    ) -> None:
        parts.store().accounts.update(replace(collecting.account, paused=True))
        collecting.end(outcome)
        assert collecting.paused

    def test_what_the_user_changed_meanwhile_stays_changed(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def end(visit: Visit) -> None:
            parts.store().accounts.update(replace(visit.account, username="new"))
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        collecting.visit(end)
        assert parts.account(collecting.account.id).username == "new"
        assert collecting.paused

    def test_an_account_that_was_removed_meanwhile(self, parts: ServiceParts, collecting: Collecting) -> None:
        def end(visit: Visit) -> None:
            parts.store().accounts.remove(visit.account.id, keep_documents=False)
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        assert collecting.visit(end).run.outcome is Outcome.WRONG_CREDENTIALS
        assert parts.issues() == []

    def test_issues_of_other_accounts_stay(self, parts: ServiceParts, collecting: Collecting) -> None:
        parts.store().issues.open("wrong_credentials", {}, account_id=parts.add_account("B").id)
        destination = parts.add_destination()
        parts.store().issues.open("destination_quota", {}, destination_id=destination.id)
        collecting.end(Outcome.PORTAL_CHANGED)
        collecting.end(Outcome.OK)
        assert [kind for kind, _, _ in parts.issues()] == ["wrong_credentials", "destination_quota"]
