"""Several accounts at once, each on its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.errors import ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.runs import VisitOptions
from app.ports.collector import Visit
from app.services.collect_account import VisitReport
from app.services.collect_accounts import CollectAccounts
from tests.unit.services.service_parts import Person, ServiceParts, make_fetched


def collect(parts: ServiceParts, *account_ids: int) -> list[VisitReport]:
    service = CollectAccounts(parts, parts.progress, parts.cancellation)
    return service(account_ids, VisitOptions(), Person())


def outcomes(reports: Sequence[VisitReport]) -> list[tuple[int, Outcome | None]]:
    return [(report.run.account_id, report.run.outcome) for report in reports]


@pytest.fixture
def accounts(parts: ServiceParts) -> list[Account]:
    return [parts.add_account(name) for name in ("A", "B", "C", "D")]


def test_all_accounts_in_order(parts: ServiceParts, accounts: list[Account]) -> None:
    parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL))
    parts.scripted.scripts[accounts[0].id] = lambda visit: time.sleep(0.05)
    assert outcomes(collect(parts)) == [(account.id, Outcome.OK) for account in accounts]


def test_nobody_to_visit(parts: ServiceParts) -> None:
    assert collect(parts) == []


def test_named_accounts_once_each(parts: ServiceParts, accounts: list[Account]) -> None:
    wanted = (accounts[2].id, accounts[0].id, accounts[2].id)
    assert outcomes(collect(parts, *wanted)) == [(wanted[0], Outcome.OK), (wanted[1], Outcome.OK)]
    assert len(parts.scripted.visits) == 2


def test_a_paused_account_is_visited_only_by_name(parts: ServiceParts, accounts: list[Account]) -> None:
    def refuse(visit: Visit) -> None:
        raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

    first = accounts[0]
    parts.scripted.scripts[first.id] = refuse
    parts.store().accounts.update(replace(accounts[1], paused=True))
    collect(parts, first.id)
    visits = len(parts.scripted.visits)
    assert outcomes(collect(parts)) == [
        (first.id, Outcome.WRONG_CREDENTIALS),
        (accounts[1].id, None),  # never visited yet
        (accounts[2].id, Outcome.OK),
        (accounts[3].id, Outcome.OK),
    ]
    assert len(parts.scripted.visits) == visits + 2
    assert outcomes(collect(parts, accounts[1].id)) == [(accounts[1].id, Outcome.OK)]


@pytest.mark.parametrize("slots", [1, 3])
def test_not_more_at_once_than_there_are_slots(
    parts: ServiceParts, accounts: list[Account], slots: int
) -> None:
    parts.slots = slots
    running, most, lock, full = 0, 0, threading.Lock(), threading.Event()

    def look(visit: Visit) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
            if running == slots:
                full.set()
        assert full.wait(10)
        time.sleep(0.05)
        with lock:
            running -= 1

    parts.scripted.default = look
    collect(parts)
    assert most == slots


@pytest.mark.logs_warnings
def test_one_crash_does_not_stop_the_others(
    parts: ServiceParts, accounts: list[Account], caplog: pytest.LogCaptureFixture
) -> None:
    def crash(visit: Visit) -> None:
        raise ZeroDivisionError

    def fetch(visit: Visit) -> None:
        time.sleep(0.05)
        visit.keep(make_fetched(visit.work_dir, visit.account.id))

    parts.scripted.default = fetch
    parts.scripted.scripts[accounts[0].id] = crash
    with pytest.raises(ZeroDivisionError):
        collect(parts)
    assert {document.account_id for document in parts.documents()} == {a.id for a in accounts[1:]}
    assert all(parts.store().runs.last(a.id)[0].outcome is Outcome.OK for a in accounts[1:])
    assert f"visit to account {accounts[0].id} failed" in caplog.text


def test_an_expected_error_is_reported_beside_the_others(
    parts: ServiceParts, accounts: list[Account]
) -> None:
    def fail(visit: Visit) -> None:
        visit.keep(make_fetched(visit.work_dir, 1))
        raise MoissonError(ErrorCode.DISK_FULL)

    parts.scripted.scripts[accounts[0].id] = fail
    parts.kept_secrets.forget(accounts[1].id)
    collect(parts, accounts[1].id)
    reports = collect(parts)
    assert [report.error and report.error.code for report in reports] == [
        ErrorCode.DISK_FULL,
        ErrorCode.SECRET_MISSING,
        None,
        None,
    ]
    assert [report.run.outcome for report in reports] == [None, None, Outcome.OK, Outcome.OK]
    # What the broken visit stored is in its report; a visit that was not made has no record.
    assert reports[0].run.counts.new == 1
    assert reports[0].run.id and not reports[1].run.id
    assert not parts.store().runs.last(accounts[1].id)


def test_after_the_wish_to_stop_nobody_else_is_visited(parts: ServiceParts, accounts: list[Account]) -> None:
    parts.slots = 1
    parts.scripted.scripts[accounts[1].id] = lambda visit: parts.cancellation.cancel()
    assert [outcome for _, outcome in outcomes(collect(parts))] == [
        Outcome.OK,
        Outcome.OK,
        Outcome.CANCELLED,
        Outcome.CANCELLED,
    ]
    assert len(parts.scripted.visits) == 2
    assert not parts.store().runs.last(accounts[2].id)


def test_an_interruption_stops_the_visits_under_way(
    parts: ServiceParts, accounts: list[Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C reaches the main thread, which waits; the visits see it at their next step."""
    parts.slots = 1
    started = threading.Event()

    def look(visit: Visit) -> None:
        started.set()
        while True:
            visit.check_cancelled()
            time.sleep(0.01)

    parts.scripted.default = look

    def interrupted(*_: object) -> None:
        started.wait()
        raise KeyboardInterrupt

    monkeypatch.setattr("concurrent.futures.Future.exception", interrupted)
    with pytest.raises(KeyboardInterrupt):
        collect(parts)
    assert [visit.account.id for visit in parts.scripted.visits] == [accounts[0].id]
    assert parts.store().runs.last(accounts[0].id)[0].outcome is Outcome.CANCELLED


@pytest.mark.parametrize(
    ("manual", "code"), [(False, ErrorCode.ACCOUNT_NOT_FOUND), (True, ErrorCode.ACCOUNT_HAS_NO_PORTAL)]
)
def test_names_that_cannot_be_visited(
    parts: ServiceParts, accounts: list[Account], manual: bool, code: ErrorCode
) -> None:
    wrong = parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL)).id if manual else 999
    with pytest.raises(MoissonError) as error:
        collect(parts, accounts[0].id, wrong)
    assert error.value.code is code
    assert not parts.scripted.visits
