"""The numbers of the dashboard and of the frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.accounts import Account
from app.domain.deliveries import Receipt
from app.domain.documents import DocumentFacts, DocumentType, NewDocument
from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.schedules import Scheduled
from app.ports.overview import month_of
from app.services.dashboard import MonthSummary, NamedAccount, dashboard, frame_facts
from app.services.timetable import account_subject
from tests.unit.services.service_parts import ServiceParts

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def november(parts: ServiceParts) -> None:
    parts.time.time = NOW


def bill(parts: ServiceParts, account: Account, *months: int) -> None:
    for month in months:
        name = f"{account.id}-{month}"
        path = parts.root / f"{name}.pdf"
        path.write_bytes(b"%PDF-1.4 " + name.encode())
        facts = DocumentFacts(DocumentType.INCOMING_INVOICE, name, date(2026, month, 5))
        file = parts.vault().put(path, ".pdf")
        parts.store().documents.add(account.id, None, NewDocument(name, path.name, facts), file)


def months(parts: ServiceParts) -> tuple[MonthSummary, MonthSummary]:
    return dashboard(parts.store(), parts.clock()).months


def companies(named: tuple[NamedAccount, ...]) -> list[str]:
    return [account.company for account in named]


def test_completeness_of_this_month_and_the_last(parts: ServiceParts) -> None:
    there, late, soon = (parts.add_account(name) for name in ("There", "Late", "Soon"))
    parts.add_account("Without rhythm")
    bill(parts, there, *range(5, 12))
    bill(parts, late, *range(5, 10))
    bill(parts, soon, *range(5, 11))
    this, last = months(parts)
    assert (this.month, last.month) == (month_of(date(2026, 11, 1)), month_of(date(2026, 10, 1)))
    assert companies(this.present) == ["There"]
    assert companies(this.awaited) == ["Late", "Soon"]
    assert companies(this.missing) == []
    assert companies(last.present) == ["Soon", "There"]
    assert companies(last.missing) == ["Late"]
    assert companies(last.awaited) == []
    assert (this.documents, last.documents) == (1, 2)
    assert (this.expected, last.expected) == (3, 3)


def test_a_quarterly_bill_is_expected_in_its_month_only(parts: ServiceParts) -> None:
    account = parts.add_account("Water")
    bill(parts, account, 2, 5, 8)
    assert companies(months(parts)[0].awaited) == ["Water"]
    assert months(parts)[1].expected == 0


def test_what_ended_long_ago_is_not_awaited_for_ever(parts: ServiceParts) -> None:
    account = parts.add_account("Old")
    bill(parts, account, 1, 2, 3, 4)
    assert months(parts)[0].expected == 0


def test_who_waits_for_a_person(parts: ServiceParts) -> None:
    first, second = parts.add_account("First"), parts.add_account("Second")
    parts.store().issues.open(Outcome.INTERACTION_REQUIRED.value, {}, account_id=first.id)
    parts.store().issues.open(Outcome.WRONG_CREDENTIALS.value, {}, account_id=second.id)
    waiting = dashboard(parts.store(), parts.clock()).waiting
    assert [appointment.account.company for appointment in waiting] == ["First"]


def test_the_last_deliveries_newest_first(parts: ServiceParts) -> None:
    destination = parts.add_destination()
    parts.add_documents(7)
    open_ones = parts.store().outbox.open_deliveries(destination.id)
    for number, delivery in enumerate(open_ones[:6]):
        receipt = Receipt(f"p{number}", delivery.document.sha256, delivery.document.size)
        parts.store().outbox.delivered(delivery.id, receipt, NOW + timedelta(minutes=number))
    found = dashboard(parts.store(), parts.clock())
    assert [d.label for d in found.deliveries] == [f"F-{number}" for number in (5, 4, 3, 2, 1)]
    assert {(d.company, d.destination_id) for d in found.deliveries} == {("EDF", destination.id)}
    assert found.deliveries[0].delivered_at == NOW + timedelta(minutes=5)
    assert found.destinations[0].waiting == 1


def test_the_next_runs_in_their_order(parts: ServiceParts) -> None:
    accounts = [parts.add_account(f"A{number}") for number in range(8)]
    for number, account in enumerate(accounts):
        plan = parts.store().schedules.get(account_subject(account)).plan
        due = NOW + timedelta(hours=10 - number)
        parts.store().schedules.plan(account_subject(account), replace(plan, next_due=due))
    held = parts.account(accounts[7].id)
    parts.store().accounts.update(replace(held, paused=True))
    found = dashboard(parts.store(), parts.clock())
    assert [run.name for run in found.next_runs] == ["A6", "A5", "A4", "A3", "A2", "A1"]
    assert all(run.subject.kind is Scheduled.ACCOUNT for run in found.next_runs)
    assert (found.held, found.accounts) == (1, 8)


def test_the_frame_counts_problems_and_what_waits(parts: ServiceParts) -> None:
    destination = parts.add_destination()
    account = parts.add_account()
    parts.add_documents(3, account)
    parts.store().outbox.set_outcome(destination.id, DeliveryOutcome.QUOTA)
    parts.store().issues.open(DeliveryOutcome.QUOTA.value, {}, destination_id=destination.id)
    parts.store().issues.open(Outcome.PARTIAL.value, {}, account_id=account.id)
    facts = frame_facts(parts.store())
    assert facts.problems == 2
    assert [(s.destination.outcome, s.waiting) for s in facts.destinations] == [(DeliveryOutcome.QUOTA, 3)]
