"""What follows from how a visit ended: issues, and a pause of the account's schedule."""

from __future__ import annotations

from dataclasses import replace

from app.domain.accounts import Account
from app.domain.errors import Outcome
from app.domain.issues import Issue, reaction_to
from app.domain.runs import CollectionRun
from app.ports.store import Store

_SIGNED_IN = (Outcome.OK, Outcome.PARTIAL)


def draw_consequences(store: Store, run: CollectionRun) -> None:
    """Applies the table of design.md. The account is read anew: the user may have changed it meanwhile."""
    outcome, account = run.outcome, store.accounts.get(run.account_id)
    if account is None or outcome is None or outcome is Outcome.CANCELLED:
        return
    reaction = reaction_to(outcome)
    pausing = [issue for issue in store.issues.all_open() if _pauses(issue, account)]
    if reaction.action is None:
        store.issues.close(account_id=account.id)
    elif _failures_in_a_row(store, run) >= reaction.issue_after:
        # An unavailable or changed portal proves nothing about the credentials that stopped the schedule.
        if reaction.pauses or outcome in _SIGNED_IN or not pausing:
            store.issues.close(account_id=account.id, except_kind=outcome.value)
        store.issues.open(outcome.value, dict(run.facts), account_id=account.id)
    if reaction.pauses and not account.paused:
        store.accounts.update(replace(account, paused=True))
    # Without such an issue it was the user who paused the account, and it is for the user to go on.
    elif account.paused and outcome in _SIGNED_IN and pausing:
        store.accounts.update(replace(account, paused=False))


def _pauses(issue: Issue, account: Account) -> bool:
    return issue.account_id == account.id and reaction_to(Outcome(issue.kind)).pauses


def _failures_in_a_row(store: Store, run: CollectionRun) -> int:
    """This run included, whether it is recorded (as the last one) or not."""
    count = 0
    for earlier in store.runs.last(run.account_id, 3):
        if earlier.outcome is not run.outcome:
            break
        count += 1
    return max(count, 1)
