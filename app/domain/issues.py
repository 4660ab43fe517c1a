"""What only the user can put right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.errors import DeliveryOutcome, Outcome


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


class Retry(StrEnum):
    """When a run is made again without anybody asking for it."""

    REGULAR = "regular"
    SOON = "soon"
    BACK_OFF = "back_off"
    DAILY = "daily"
    NEVER = "never"  # not before the user has acted


@dataclass(frozen=True, slots=True)
class Reaction:
    """What follows from an outcome. `issue_after`: failures in a row before the user is told."""

    action: Action | None
    pauses: bool = False
    issue_after: int = 1
    retry: Retry = Retry.REGULAR


_REACTIONS: dict[Outcome, Reaction] = {
    Outcome.PARTIAL: Reaction(Action.RETRY, retry=Retry.SOON),
    Outcome.WRONG_CREDENTIALS: Reaction(Action.EDIT_CREDENTIALS, pauses=True, retry=Retry.NEVER),
    Outcome.INTERACTION_REQUIRED: Reaction(Action.SYNC_ATTENDED, retry=Retry.NEVER),
    Outcome.CHALLENGE_EXPIRED: Reaction(Action.SYNC_ATTENDED, pauses=True, retry=Retry.NEVER),
    Outcome.CHALLENGE_REFUSED: Reaction(Action.SYNC_ATTENDED, pauses=True, retry=Retry.NEVER),
    Outcome.ACCOUNT_LOCKED: Reaction(Action.OPEN_PORTAL, pauses=True, retry=Retry.NEVER),
    Outcome.ACCESS_BLOCKED: Reaction(Action.OPEN_PORTAL, pauses=True, retry=Retry.NEVER),
    Outcome.ACTION_REQUIRED: Reaction(Action.SYNC_ATTENDED, retry=Retry.NEVER),
    Outcome.PORTAL_UNAVAILABLE: Reaction(Action.RETRY, issue_after=3, retry=Retry.BACK_OFF),
    Outcome.PORTAL_CHANGED: Reaction(Action.SHOW_DOCUMENTS, retry=Retry.DAILY),
    Outcome.HOST_NOT_ALLOWED: Reaction(Action.ALLOW_HOST, retry=Retry.NEVER),
}
# What is repaired over there (a disk plugged in, room made) ends by itself: these are tried regularly.
_DELIVERY_RETRIES: dict[DeliveryOutcome, Retry] = {
    DeliveryOutcome.PARTIAL: Retry.SOON,
    DeliveryOutcome.UNAVAILABLE: Retry.BACK_OFF,
    DeliveryOutcome.DISK_FULL: Retry.BACK_OFF,
    DeliveryOutcome.RECONNECT: Retry.NEVER,
}


def reaction_to(outcome: Outcome) -> Reaction:
    """The table of design.md. OK and CANCELLED ask nothing of anybody."""
    return _REACTIONS.get(outcome, Reaction(None))


def retry_of(kind: str) -> Retry:
    """For the value of an Outcome or DeliveryOutcome; anything else kept a run from being made."""
    if kind in set(Outcome):
        return reaction_to(Outcome(kind)).retry
    if kind in set(DeliveryOutcome):
        return _DELIVERY_RETRIES.get(DeliveryOutcome(kind), Retry.REGULAR)
    return Retry.BACK_OFF


def action_for(kind: str) -> Action:
    """The action that repairs an issue of this kind."""
    try:
        outcome = Outcome(kind)
    except ValueError:
        return Action.REPAIR_DESTINATION
    return reaction_to(outcome).action or Action.RETRY
