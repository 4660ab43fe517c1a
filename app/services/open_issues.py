"""What only the user can put right, with the names of what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.accounts import Account
from app.domain.deliveries import Destination
from app.domain.issues import Action, Issue, action_for
from app.ports.store import Store


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """Of an account or of a destination."""

    issue: Issue
    account: Account | None = None
    destination: Destination | None = None

    @property
    def name(self) -> str:
        if self.account is not None:
            return self.account.company
        return self.destination.name if self.destination else ""

    @property
    def wants_presence(self) -> bool:
        """Somebody has to answer a portal; else something has to be put right."""
        return self.account is not None and action_for(self.issue.kind) is Action.SYNC_ATTENDED


def open_issues(store: Store) -> list[OpenIssue]:
    """Newest first. Those whose account or destination was removed meanwhile are left out."""
    accounts = {account.id: account for account in store.accounts.all()}
    destinations = {destination.id: destination for destination in store.outbox.destinations()}
    found = [
        OpenIssue(issue, accounts.get(issue.account_id or 0), destinations.get(issue.destination_id or 0))
        for issue in store.issues.all_open()
    ]
    known = [one for one in found if one.account or one.destination]
    return sorted(known, key=lambda one: (one.issue.since, one.issue.id), reverse=True)
