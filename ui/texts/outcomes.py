"""How visits and exports ended: one word for a list, sentences for whoever wants to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.errors import DeliveryOutcome, Outcome
from app.i18n import mark, tr
from app.services.account_overview import Condition
from ui.texts.conditions import EXPLANATIONS
from ui.texts.explanation import Explanation

OUTCOME_WORDS: Final = {
    Outcome.OK: mark("Complete"),
    Outcome.PARTIAL: mark("Documents missing"),
    Outcome.WRONG_CREDENTIALS: mark("Password refused"),
    Outcome.INTERACTION_REQUIRED: mark("Verification required"),
    Outcome.CHALLENGE_EXPIRED: mark("Verification expired"),
    Outcome.CHALLENGE_REFUSED: mark("Code refused"),
    Outcome.ACCOUNT_LOCKED: mark("Account locked"),
    Outcome.ACCESS_BLOCKED: mark("Access blocked"),
    Outcome.ACTION_REQUIRED: mark("The portal waits for you"),
    Outcome.PORTAL_UNAVAILABLE: mark("Unavailable"),
    Outcome.PORTAL_CHANGED: mark("Portal changed"),
    Outcome.HOST_NOT_ALLOWED: mark("Unknown site"),
    Outcome.CANCELLED: mark("Stopped"),
}
_BROKEN_OFF_WORD: Final = mark("Broken off")
OUTCOMES: Final = {
    Outcome.OK: EXPLANATIONS[Condition.CONNECTED],
    Outcome.PARTIAL: EXPLANATIONS[Condition.DOCUMENTS_MISSING],
    Outcome.WRONG_CREDENTIALS: EXPLANATIONS[Condition.WRONG_CREDENTIALS],
    Outcome.INTERACTION_REQUIRED: EXPLANATIONS[Condition.VERIFICATION],
    Outcome.CHALLENGE_EXPIRED: Explanation(
        mark("The verification of {company} expired before it was answered."),
        mark("No other code is asked for on its own, so that you are not flooded with messages."),
        mark("Answer when you have your phone or mailbox at hand."),
    ),
    Outcome.CHALLENGE_REFUSED: Explanation(
        mark("{company} refused the code."),
        mark("Visits are suspended; no other code is asked for on its own."),
        mark("Answer again and enter the newest code."),
    ),
    Outcome.ACCOUNT_LOCKED: EXPLANATIONS[Condition.ACCOUNT_LOCKED],
    Outcome.ACCESS_BLOCKED: EXPLANATIONS[Condition.ACCESS_BLOCKED],
    Outcome.ACTION_REQUIRED: EXPLANATIONS[Condition.ACTION_REQUIRED],
    Outcome.PORTAL_UNAVAILABLE: EXPLANATIONS[Condition.UNAVAILABLE],
    Outcome.PORTAL_CHANGED: EXPLANATIONS[Condition.PORTAL_CHANGED],
    Outcome.HOST_NOT_ALLOWED: EXPLANATIONS[Condition.HOST_NOT_ALLOWED],
    Outcome.CANCELLED: Explanation(
        mark("The visit to {company} was stopped."),
        mark("What was collected before is kept."),
        mark("Synchronise to go on."),
    ),
}
_BROKEN_OFF: Final = EXPLANATIONS[Condition.INTERRUPTED]
DELIVERY_WORDS: Final = {
    DeliveryOutcome.OK: mark("Up to date"),
    DeliveryOutcome.PARTIAL: mark("Documents left over"),
    DeliveryOutcome.RECONNECT: mark("To be connected again"),
    DeliveryOutcome.FOLDER_GONE: mark("Folder gone"),
    DeliveryOutcome.QUOTA: mark("No room left"),
    DeliveryOutcome.PERMISSION: mark("Writing refused"),
    DeliveryOutcome.UNAVAILABLE: mark("Unavailable"),
    DeliveryOutcome.DISK_FULL: mark("Disk full"),
    DeliveryOutcome.CANCELLED: mark("Stopped"),
}
DELIVERIES: Final = {
    DeliveryOutcome.OK: Explanation(
        mark("{destination}: everything that was waiting was delivered and checked.")
    ),
    DeliveryOutcome.PARTIAL: Explanation(
        mark("{destination}: some documents could not be delivered."),
        mark("They stay in line for the next export."),
        mark("Export again; if it stays, look at the documents that are left."),
    ),
    DeliveryOutcome.RECONNECT: Explanation(
        mark("{destination} no longer accepts our access."),
        mark("Documents wait; nothing is lost."),
        mark("Connect it again to renew your consent."),
    ),
    DeliveryOutcome.FOLDER_GONE: Explanation(
        mark("The folder of {destination} is gone: {path}."),
        mark("Documents wait; nothing is lost, and no new folder was made in its place."),
        mark("Bring the folder back (a disk to plug in, a share to mount, Drive’s bin), then export again."),
    ),
    DeliveryOutcome.QUOTA: Explanation(
        mark("There is no room left at {destination}."),
        mark("Documents wait; nothing is lost."),
        mark("Make room, then export again."),
    ),
    DeliveryOutcome.PERMISSION: Explanation(
        mark("{destination} does not let us write."),
        mark("Documents wait; nothing is lost."),
        mark("Give yourself the right to write there, then export again."),
    ),
    DeliveryOutcome.UNAVAILABLE: Explanation(
        mark("{destination} cannot be reached for now."),
        mark("Documents wait; the next export delivers them."),
        mark("Nothing to do now. If it lasts, check your connection."),
    ),
    DeliveryOutcome.DISK_FULL: Explanation(
        mark("The disk of this computer is full: {path}."),
        mark("Documents wait; nothing is lost and nothing is sent twice."),
        mark("Make room, then export again."),
    ),
    DeliveryOutcome.CANCELLED: Explanation(
        mark("{destination}: the export was stopped."),
        mark("What was delivered is recorded; the rest waits."),
        mark("Export again to go on."),
    ),
}


def outcome_word(outcome: Outcome | None) -> str:
    """None: the process died during the visit."""
    return tr(OUTCOME_WORDS[outcome] if outcome else _BROKEN_OFF_WORD)


def outcome_text(outcome: Outcome | None, company: str, facts: Mapping[str, object]) -> str:
    return (OUTCOMES[outcome] if outcome else _BROKEN_OFF).said({**facts, "company": company})


def delivery_text(outcome: DeliveryOutcome, destination: str, facts: Mapping[str, object]) -> str:
    return DELIVERIES[outcome].said({**facts, "destination": destination})
