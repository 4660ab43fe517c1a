"""What the person has to look at, as short as a sign in the tray: who waits, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.issues import Action, Issue, action_for
from app.ports.store import Store


@dataclass(frozen=True, slots=True)
class Call:
    """An open issue, and the name of what it is about."""

    issue: Issue
    name: str

    @property
    def wants_presence(self) -> bool:
        """Somebody has to answer a portal; else something has to be put right."""
        return self.issue.account_id is not None and action_for(self.issue.kind) is Action.SYNC_ATTENDED


def calls(store: Store) -> Sequence[Call]:
    """Oldest first."""
    companies = {account.id: account.company for account in store.accounts.all()}
    destinations = {destination.id: destination.name for destination in store.outbox.destinations()}

    def name(issue: Issue) -> str:
        if issue.account_id is not None:
            return companies.get(issue.account_id, "")
        return destinations.get(issue.destination_id or 0, "")

    return [Call(issue, name(issue)) for issue in sorted(store.issues.all_open(), key=lambda i: i.since)]
