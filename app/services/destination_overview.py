"""What the list of destinations shows: the state of each, its exports, and what did not go there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from app.domain.deliveries import Delivery, DeliveryState, Destination, Parcel, Refusal
from app.domain.errors import DeliveryOutcome
from app.domain.issues import Issue
from app.domain.schedules import Scheduled
from app.ports.clock import Clock
from app.ports.parts import Parts
from app.ports.store import Store
from app.services.account_overview import Standing
from app.services.cancellation import Cancellation
from app.services.export_run import removable
from app.services.look_there import look_there
from app.services.timetable import Timetable


class Situation(StrEnum):
    """How a destination stands."""

    UP_TO_DATE = "up_to_date"
    WAITING = "waiting"
    NEVER = "never"
    INTERRUPTED = "interrupted"
    INCOMPLETE = "incomplete"
    RECONNECT = "reconnect"
    FOLDER_GONE = "folder_gone"
    QUOTA = "quota"
    PERMISSION = "permission"
    DISK_FULL = "disk_full"
    UNAVAILABLE = "unavailable"


class DestinationAction(StrEnum):
    """The one thing that the state of a destination asks for."""

    EXPORT = "export"
    RETRY = "retry"
    RECONNECT = "reconnect"
    SHOW_TROUBLES = "show_troubles"
    STOP = "stop"


_OF_OUTCOME: Final = {
    DeliveryOutcome.RECONNECT: Situation.RECONNECT,
    DeliveryOutcome.FOLDER_GONE: Situation.FOLDER_GONE,
    DeliveryOutcome.QUOTA: Situation.QUOTA,
    DeliveryOutcome.PERMISSION: Situation.PERMISSION,
    DeliveryOutcome.DISK_FULL: Situation.DISK_FULL,
    DeliveryOutcome.UNAVAILABLE: Situation.UNAVAILABLE,
    DeliveryOutcome.CANCELLED: Situation.INTERRUPTED,
}
_MEANING: Final = {
    Situation.UP_TO_DATE: (Standing.UP_TO_DATE, DestinationAction.EXPORT),
    Situation.WAITING: (Standing.IDLE, DestinationAction.EXPORT),
    Situation.NEVER: (Standing.IDLE, DestinationAction.EXPORT),
    Situation.INTERRUPTED: (Standing.IDLE, DestinationAction.EXPORT),
    Situation.INCOMPLETE: (Standing.TO_FIX, DestinationAction.SHOW_TROUBLES),
    Situation.RECONNECT: (Standing.TO_FIX, DestinationAction.RECONNECT),
    Situation.FOLDER_GONE: (Standing.TO_FIX, DestinationAction.RETRY),
    Situation.QUOTA: (Standing.TO_FIX, DestinationAction.RETRY),
    Situation.PERMISSION: (Standing.TO_FIX, DestinationAction.RETRY),
    Situation.DISK_FULL: (Standing.TO_FIX, DestinationAction.RETRY),
    Situation.UNAVAILABLE: (Standing.UNAVAILABLE, DestinationAction.RETRY),
}


@dataclass(frozen=True, slots=True)
class DestinationRow:
    """`facts` fill the text of the situation. `refused`: what will not go by itself."""

    destination: Destination
    situation: Situation
    facts: Mapping[str, str] = field(hash=False)
    last_export: datetime | None
    next_export: datetime | None
    delivered: int
    waiting: int
    refused: int

    @property
    def id(self) -> int:
        return self.destination.id

    @property
    def standing(self) -> Standing:
        return standing_in(self.situation)

    @property
    def action(self) -> DestinationAction:
        return _MEANING[self.situation][1]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A document that did not get there, or did not stay. `reason`: a Refusal, where it is a known one."""

    document_id: int
    name: str
    reason: str

    @property
    def can_go_again(self) -> bool:
        """By the wish of the user alone: nothing else brings back what somebody took away."""
        return self.reason == Refusal.REMOVED_THERE


def destination_rows(store: Store, clock: Clock) -> list[DestinationRow]:
    """Every destination, oldest first."""
    entries = {
        entry.subject.id: entry
        for entry in Timetable(store, clock).entries()
        if entry.subject.kind is Scheduled.DESTINATION
    }
    counts, issues = store.overview.deliveries(), store.issues.all_open()
    rows = []
    for destination in store.outbox.destinations():
        entry, states = entries.get(destination.id), counts.get(destination.id, {})
        own = [issue for issue in issues if issue.destination_id == destination.id]
        waiting = states.get(DeliveryState.NEW, 0) + states.get(DeliveryState.RESERVED, 0)
        refused = states.get(DeliveryState.REFUSED, 0)
        rows.append(
            DestinationRow(
                destination=destination,
                situation=situation_of(destination, own, waiting),
                facts={**destination.settings, **(own[0].facts if own else {})},
                last_export=entry.plan.last_started_at if entry else None,
                next_export=entry.next_due if entry else None,
                delivered=states.get(DeliveryState.DELIVERED, 0),
                waiting=waiting,
                refused=refused,
            )
        )
    return rows


def situation_of(destination: Destination, issues: Sequence[Issue], waiting: int) -> Situation:
    """An issue that is no longer open was settled: the outcome before it says nothing any more."""
    outcome = destination.outcome
    if issues:
        return _OF_OUTCOME.get(DeliveryOutcome(issues[0].kind), Situation.INCOMPLETE)
    if outcome is DeliveryOutcome.PARTIAL:
        return Situation.INCOMPLETE
    if outcome is DeliveryOutcome.CANCELLED:
        return Situation.INTERRUPTED
    if outcome is None:
        return Situation.NEVER
    return Situation.UP_TO_DATE if outcome is DeliveryOutcome.OK and not waiting else Situation.WAITING


def standing_in(situation: Situation) -> Standing:
    return _MEANING[situation][0]


def troubles_of(store: Store, destination: Destination) -> list[Trouble]:
    """What the destination refused, and what waits because the last attempt failed."""
    outbox = store.outbox
    refused = outbox.deliveries(destination.id, DeliveryState.REFUSED)
    failed = [delivery for delivery in outbox.open_deliveries(destination.id) if delivery.reason]
    return [_trouble(destination, delivery, delivery.reason or "") for delivery in (*refused, *failed)]


def find_removed(parts: Parts, destination: Destination, cancellation: Cancellation) -> list[Trouble]:
    """Asks the destination for everything that it was given. Raises DestinationError, CancelledError."""
    given = removable(parts.store().outbox, destination.id)
    return [
        _trouble(destination, delivery, Refusal.REMOVED_THERE)
        for delivery, is_there in look_there(parts, destination, given, cancellation)
        if not is_there
    ]


def _trouble(destination: Destination, delivery: Delivery, reason: str) -> Trouble:
    name = Parcel.of(delivery.document, destination.rule).name
    return Trouble(delivery.document.id, name, str(reason))
