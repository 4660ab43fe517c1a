"""What only the user can put right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Outcome


class Action(StrEnum):
    """The one thing that repairs an issue; the interface turns it into a button or a command."""

    EDIT_CREDENTIALS = "edit_credentials"
    SYNC_ATTENDED = "sync_attended"
    OPEN_PORTAL = "open_portal"
    ALLOW_HOST = "allow_host"
    SHOW_DOCUMENTS = "show_documents"
    RETRY = "retry"
    REPAIR_DESTINATION = "repair_destination"


@dataclass(frozen=True, slots=True)
class Issue:
    """`kind` is an Outcome or DeliveryOutcome value; at most one open issue per kind and place."""

    id: int
    kind: str
    account_id: int | None
    destination_id: int | None
    since: datetime
    facts: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows from an outcome. `issue_after`: failures in a row before the user is told."""

    action: Action | None
    pauses: bool = False
    issue_after: int = 1


_REACTIONS: dict[Outcome, Reaction] = {
    Outcome.PARTIAL: Reaction(Action.RETRY),
    Outcome.WRONG_CREDENTIALS: Reaction(Action.EDIT_CREDENTIALS, pauses=True),
    Outcome.INTERACTION_REQUIRED: Reaction(Action.SYNC_ATTENDED),
    Outcome.CHALLENGE_EXPIRED: Reaction(Action.SYNC_ATTENDED, pauses=True),
    Outcome.CHALLENGE_REFUSED: Reaction(Action.SYNC_ATTENDED, pauses=True),
    Outcome.ACCOUNT_LOCKED: Reaction(Action.OPEN_PORTAL, pauses=True),
    Outcome.ACCESS_BLOCKED: Reaction(Action.OPEN_PORTAL, pauses=True),
    Outcome.ACTION_REQUIRED: Reaction(Action.SYNC_ATTENDED),
    Outcome.PORTAL_UNAVAILABLE: Reaction(Action.RETRY, issue_after=3),
    Outcome.PORTAL_CHANGED: Reaction(Action.SHOW_DOCUMENTS),
    Outcome.HOST_NOT_ALLOWED: Reaction(Action.ALLOW_HOST),
}


def reaction_to(outcome: Outcome) -> Reaction:
    """The table of design.md. OK and CANCELLED ask nothing of anybody."""
    return _REACTIONS.get(outcome, Reaction(None))


def action_for(kind: str) -> Action:
    """The action that repairs an issue of this kind."""
    try:
        outcome = Outcome(kind)
    except ValueError:
        return Action.REPAIR_DESTINATION
    return reaction_to(outcome).action or Action.RETRY
