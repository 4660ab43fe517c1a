"""Problems with the names of what they are about."""

from __future__ import annotations

from app.domain.errors import DeliveryOutcome, Outcome
from app.services.open_issues import open_issues
from tests.unit.services.service_parts import ServiceParts


def test_problems_have_names_newest_first(parts: ServiceParts) -> None:
    account, destination = parts.add_account("EDF"), parts.add_destination(name="Drive")
    parts.store().issues.open(Outcome.PORTAL_CHANGED.value, {}, account_id=account.id)
    parts.store().issues.open(DeliveryOutcome.QUOTA.value, {}, destination_id=destination.id)
    found = open_issues(parts.store())
    assert [(one.name, one.issue.kind) for one in found] == [
        ("Drive", DeliveryOutcome.QUOTA),
        ("EDF", Outcome.PORTAL_CHANGED),
    ]


def test_an_account_that_was_removed_has_no_problem(parts: ServiceParts) -> None:
    account = parts.add_account("EDF")
    parts.store().issues.open(Outcome.PORTAL_CHANGED.value, {}, account_id=account.id)
    parts.store().accounts.remove(account.id, keep_documents=True)
    assert open_issues(parts.store()) == []
    assert parts.store().issues.all_open() == []
