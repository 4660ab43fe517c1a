"""Visits that are stopped, or that an error of ours ends."""

from __future__ import annotations

import pytest

from app.domain.errors import (
    CancelledError,
    ErrorCode,
    MoissonError,
    Outcome,
    VisitEndedError,
)
from app.domain.runs import Phase, VisitOptions
from app.ports.collector import Visit
from tests.unit.services.collecting import Collecting
from tests.unit.services.service_parts import ServiceParts, make_fetched


class TestStopping:
    def test_stopped_by_the_user(self, parts: ServiceParts, collecting: Collecting) -> None:
        def fetch(visit: Visit) -> None:
            visit.keep(make_fetched(visit.work_dir, 1))
            parts.cancellation.cancel()
            visit.enter(Phase.LISTING)

        run = collecting.visit(fetch).run
        assert (run.outcome, run.phase, run.counts.new) == (Outcome.CANCELLED, Phase.OPENING, 1)
        assert (collecting.issues, collecting.paused) == ([], False)
        assert parts.store().runs.last(collecting.account.id)[0].outcome is Outcome.CANCELLED

    @pytest.mark.parametrize(
        "error", [VisitEndedError(Outcome.PORTAL_UNAVAILABLE), OSError("browser gone"), CancelledError()]
    )
    def test_what_breaks_by_stopping_is_no_problem(
        self, parts: ServiceParts, collecting: Collecting, error: Exception
    ) -> None:
        def fetch(visit: Visit) -> None:
            parts.cancellation.cancel()
            raise error

        assert collecting.visit(fetch).run.outcome is Outcome.CANCELLED

    def test_a_refused_password_counts_also_while_stopping(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def fetch(visit: Visit) -> None:
            parts.cancellation.cancel()
            raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

        assert collecting.visit(fetch).run.outcome is Outcome.WRONG_CREDENTIALS
        assert collecting.paused

    def test_done_just_before_the_wish_to_stop(self, parts: ServiceParts, collecting: Collecting) -> None:
        assert collecting.visit(lambda visit: parts.cancellation.cancel()).run.outcome is Outcome.OK

    @pytest.mark.parametrize(
        ("error", "outcome"), [(OSError("disk"), None), (KeyboardInterrupt(), Outcome.CANCELLED)]
    )
    def test_an_error_of_ours_is_raised_and_recorded(
        self, parts: ServiceParts, collecting: Collecting, error: BaseException, outcome: Outcome | None
    ) -> None:
        def fetch(visit: Visit) -> None:
            visit.enter(Phase.FETCHING)
            visit.keep(make_fetched(visit.work_dir, 1))
            raise error

        with pytest.raises(type(error)):
            collecting.visit(fetch)
        [run] = parts.store().runs.last(collecting.account.id)
        assert (run.outcome, run.phase, run.counts.new) == (outcome, Phase.FETCHING, 1)
        assert (collecting.issues, collecting.paused) == ([], False)
        assert not list(parts.root.glob("run-*"))

    def test_a_dry_run_leaves_no_record_of_an_error(
        self, parts: ServiceParts, collecting: Collecting
    ) -> None:
        def fail(visit: Visit) -> None:
            raise OSError

        with pytest.raises(OSError):
            collecting.visit(fail, VisitOptions(dry_run=True))
        assert not parts.store().runs.last(collecting.account.id)

    def test_without_secrets_no_visit(self, parts: ServiceParts, collecting: Collecting) -> None:
        """An empty password would be a wrong one."""
        parts.kept_secrets.forget(collecting.account.id)
        with pytest.raises(MoissonError) as error:
            collecting.visit()
        assert error.value.code is ErrorCode.SECRET_MISSING
        assert not parts.scripted.visits
        assert not parts.store().runs.last(collecting.account.id)
