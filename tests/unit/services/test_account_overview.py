"""How accounts stand, and what they ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.errors import Outcome
from app.services.account_overview import (
    AccountRow,
    Condition,
    RowAction,
    SortKey,
    Standing,
    account_rows,
    fitting,
    sorted_rows,
    tally_of,
)
from app.services.draw_consequences import draw_consequences
from tests.unit.services.service_parts import ServiceParts


def visited(parts: ServiceParts, account: Account, outcome: Outcome | None, **facts: str) -> None:
    run = parts.store().runs.start(account.id, parts.clock().now())
    if outcome:
        run = replace(run, outcome=outcome, facts=tuple(facts.items()))
        parts.store().runs.finish(run)
        draw_consequences(parts.store(), run)


def row_of(parts: ServiceParts, account: Account) -> AccountRow:
    return next(row for row in account_rows(parts.store(), parts.clock()) if row.id == account.id)


@pytest.mark.parametrize(
    ("outcome", "condition", "standing", "action"),
    [
        (Outcome.OK, Condition.CONNECTED, Standing.UP_TO_DATE, RowAction.SYNC),
        (Outcome.PARTIAL, Condition.DOCUMENTS_MISSING, Standing.TO_FIX, RowAction.RETRY),
        (
            Outcome.WRONG_CREDENTIALS,
            Condition.WRONG_CREDENTIALS,
            Standing.TO_FIX,
            RowAction.EDIT_CREDENTIALS,
        ),
        (Outcome.INTERACTION_REQUIRED, Condition.VERIFICATION, Standing.WAITING, RowAction.ANSWER),
        (Outcome.CHALLENGE_REFUSED, Condition.VERIFICATION, Standing.WAITING, RowAction.ANSWER),
        (Outcome.ACCESS_BLOCKED, Condition.ACCESS_BLOCKED, Standing.TO_FIX, RowAction.OPEN_PORTAL),
        (Outcome.PORTAL_UNAVAILABLE, Condition.UNAVAILABLE, Standing.UNAVAILABLE, RowAction.RETRY),
        (Outcome.PORTAL_CHANGED, Condition.PORTAL_CHANGED, Standing.TO_FIX, RowAction.SHOW_DOCUMENTS),
        (Outcome.HOST_NOT_ALLOWED, Condition.HOST_NOT_ALLOWED, Standing.TO_FIX, RowAction.ALLOW_HOST),
        (Outcome.CANCELLED, Condition.INTERRUPTED, Standing.IDLE, RowAction.SYNC),
        (None, Condition.INTERRUPTED, Standing.IDLE, RowAction.SYNC),
    ],
)
def test_an_account_stands_as_its_last_visit_ended(
    parts: ServiceParts,
    outcome: Outcome | None,
    condition: Condition,
    standing: Standing,
    action: RowAction,
) -> None:
    account = parts.add_account()
    visited(parts, account, outcome)
    row = row_of(parts, account)
    assert (row.condition, row.standing, row.action) == (condition, standing, action)
    assert row.last_visit is not None


def test_an_open_problem_speaks_before_the_last_visit(parts: ServiceParts) -> None:
    account = parts.add_account()
    visited(parts, account, Outcome.HOST_NOT_ALLOWED, host="sso.example")
    visited(parts, account, Outcome.CANCELLED)
    row = row_of(parts, account)
    assert row.condition is Condition.HOST_NOT_ALLOWED
    assert dict(row.facts) == {"host": "sso.example"}


def test_accounts_without_a_visit(parts: ServiceParts) -> None:
    fresh, paused = parts.add_account("Fresh"), parts.add_account("Paused")
    parts.store().accounts.update(replace(paused, paused=True))
    manual = parts.store().accounts.add(AccountDraft("Paper", AccountKind.MANUAL))
    conditions = [row_of(parts, account).condition for account in (fresh, paused, manual)]
    assert conditions == [Condition.NOT_VISITED, Condition.PAUSED, Condition.MANUAL]
    assert row_of(parts, fresh).next_visit is not None
    assert row_of(parts, paused).next_visit is None


def test_documents_are_counted_by_month(parts: ServiceParts) -> None:
    parts.time.time = datetime(2026, 2, 3, tzinfo=UTC)
    account, other = parts.add_account(), parts.add_account("Other")
    parts.add_documents(5, account)
    parts.add_documents(1, other, first=9)
    row = row_of(parts, account)
    assert (row.documents, row.newest) == (5, date(2026, 1, 5))
    assert row.counts == (0,) * 10 + (5, 0)


def test_rows_are_searched_sorted_and_counted(parts: ServiceParts) -> None:
    names = ("Zulu", "alpha", "Mike")
    accounts = {name: parts.add_account(name) for name in names}
    visited(parts, accounts["Mike"], Outcome.WRONG_CREDENTIALS)
    visited(parts, accounts["alpha"], Outcome.OK)
    rows = account_rows(parts.store(), parts.clock())
    assert [row.account.company for row in rows] == ["alpha", "Mike", "Zulu"]
    assert [row.account.company for row in sorted_rows(rows, SortKey.STATE)] == ["Mike", "Zulu", "alpha"]
    assert [row.account.company for row in sorted_rows(rows, SortKey.LAST_VISIT)] == ["Mike", "alpha", "Zulu"]
    assert [row.account.company for row in fitting(rows, "ME mik", None)] == ["Mike"]
    assert fitting(rows, "mike", Standing.UP_TO_DATE) == []
    tally = tally_of(rows)
    assert (tally[Standing.TO_FIX], tally[Standing.UP_TO_DATE], tally[Standing.IDLE]) == (1, 1, 1)
