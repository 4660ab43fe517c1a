"""What the panel of one account shows."""

from __future__ import annotations

from datetime import date

from app.ports.overview import month_of
from app.services.account_details import account_details
from tests.unit.services.service_parts import ServiceParts


def test_the_documents_of_a_month_are_named_the_first_few(parts: ServiceParts) -> None:
    account, other = parts.add_account(), parts.add_account("Other")
    parts.add_documents(6, account)
    parts.add_documents(2, other, first=10)
    found = account_details(parts.store(), parts.clock(), account.id)
    assert set(found.names) == {month_of(date(2026, 1, 1))}
    assert found.names[month_of(date(2026, 1, 1))] == ("F-5", "F-4", "F-3", "F-2")


def test_the_last_visits_newest_first(parts: ServiceParts) -> None:
    account = parts.add_account()
    runs = [parts.store().runs.start(account.id, parts.clock().now()) for _ in range(15)]
    found = account_details(parts.store(), parts.clock(), account.id)
    assert [run.id for run in found.runs] == [run.id for run in reversed(runs)][:12]
    assert all(run.outcome is None for run in found.runs)
