"""Two who want to visit one account: the second waits."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import CancelledError, Outcome
from app.domain.runs import VisitOptions
from app.ports.collector import Visit
from app.services.cancellation import Cancellation
from app.services.collect_account import CollectAccount
from app.services.one_visit import alone_with
from tests.unit.services.service_parts import Person, ServiceParts


def test_two_visits_to_one_account_are_made_one_after_the_other(parts: ServiceParts) -> None:
    account, at_once, most = parts.add_account(), list[int](), list[int]()
    begun, go_on = threading.Event(), threading.Event()

    def visited(visit: Visit) -> None:
        at_once.append(1)
        most.append(len(at_once))
        begun.set()
        assert go_on.wait(10)
        at_once.pop()

    parts.scripted.default = visited
    collect = CollectAccount(parts, parts.progress, parts.cancellation)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(collect, account, VisitOptions(), Person()) for _ in range(2)]
        assert begun.wait(10)
        go_on.set()
        outcomes = [run.result(10).run.outcome for run in runs]
    assert (outcomes, most) == ([Outcome.OK, Outcome.OK], [1, 1])


def test_a_visit_that_was_stopped_before_it_could_begin_is_told_as_cancelled(parts: ServiceParts) -> None:
    account, stopped = parts.add_account(), Cancellation()
    stopped.cancel()
    with alone_with(parts.store().installation, account.id, Cancellation()):
        report = CollectAccount(parts, parts.progress, stopped)(account, VisitOptions(), Person())
    assert (report.run.id, report.run.outcome) == (0, Outcome.CANCELLED)
    assert parts.scripted.visits == []


def test_who_waits_can_be_stopped() -> None:
    waits = Cancellation()
    waits.cancel()
    with alone_with("here", 1, Cancellation()):
        with alone_with("here", 2, waits), alone_with("elsewhere", 1, waits):
            pass
        with pytest.raises(CancelledError), alone_with("here", 1, waits):
            pass
    with alone_with("here", 1, waits):
        pass
