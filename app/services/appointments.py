"""The 2FA appointment: accounts that need a person, gone through in one go when that person is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.domain.accounts import Account
from app.domain.errors import MoissonError, Outcome
from app.domain.issues import Action, Issue, action_for
from app.domain.runs import VisitOptions
from app.ports.collector import Prompter
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.ports.store import Store
from app.services.cancellation import Cancellation
from app.services.collect_account import VisitReport
from app.services.collect_accounts import CollectAccounts

_SIGNED_IN = (Outcome.OK, Outcome.PARTIAL)
_LOOKED_BACK = 5


@dataclass(frozen=True, slots=True)
class Appointment:
    """An account that waits for a person; `kind` says why."""

    account: Account
    kind: Outcome
    since: datetime
    challenge: str | None = None


def appointments(store: Store) -> list[Appointment]:
    """Those who have waited longest first."""
    waiting = [issue for issue in store.issues.all_open() if _needs_presence(issue)]
    accounts = {account.id: account for account in store.accounts.all()}
    found: dict[int, Appointment] = {}
    for issue in sorted(waiting, key=lambda issue: issue.since):
        account = accounts.get(issue.account_id or 0)
        if account is not None:
            made = Appointment(account, Outcome(issue.kind), issue.since, issue.facts.get("challenge"))
            found.setdefault(account.id, made)
    return list(found.values())


def needs_person(account: Account, parts: Parts) -> str | None:
    """What the next visit will ask of a person, as far as it is known without one; else None.

    That the last sign-in needed a person is not enough, because its session may still be open. That a visit
    alone has failed on it lately is: then the session does not last from one visit to the next.
    """
    runs = parts.store().runs.last(account.id, _LOOKED_BACK)
    signed_in = next((run for run in runs if run.outcome in _SIGNED_IN), None)
    if signed_in is None or dict(signed_in.facts).get("next_sign_in") != "person":
        return None
    if all(run.outcome is not Outcome.INTERACTION_REQUIRED for run in runs) or _has_totp(account, parts):
        return None
    return signed_in.challenge or "code"


def _has_totp(account: Account, parts: Parts) -> bool:
    try:
        secrets = parts.secrets().load(account.id)
    except MoissonError:  # the visit will say so
        return True
    return secrets is not None and bool(secrets.totp)


class KeepAppointment:
    """Visits one account after the other: a person answers one portal at a time."""

    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._cancellation = cancellation
        self._collect = CollectAccounts(parts, progress, cancellation)

    def __call__(
        self,
        options: VisitOptions,
        prompter: Prompter,
        begins: Callable[[Appointment, int, int], None] = lambda appointment, number, of: None,
    ) -> list[VisitReport]:
        """`begins` is told each account, its number from 1, and how many there are. What is left after a
        stop stays on the list."""
        listed, reports = appointments(self._parts.store()), list[VisitReport]()
        for number, appointment in enumerate(listed, 1):
            if self._cancellation.cancelled:
                break
            begins(appointment, number, len(listed))
            reports += self._collect([appointment.account.id], options, prompter)
        return reports


def _needs_presence(issue: Issue) -> bool:
    return issue.account_id is not None and action_for(issue.kind) is Action.SYNC_ATTENDED
