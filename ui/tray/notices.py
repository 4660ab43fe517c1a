"""What is said while nobody looks at the window, and where a click on it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.challenges import Challenge, ChallengeKind
from app.domain.errors import DeliveryOutcome, Outcome
from app.i18n import mark, tr, trn
from app.services.open_issues import OpenIssue
from ui.navigation import Navigator, PageName
from ui.texts.outcomes import delivery_text, outcome_text

_CODES = (ChallengeKind.CODE, ChallengeKind.CHANNEL)


@dataclass(frozen=True)
class Notice:
    """`lead` shows the place, in a window that is there by then."""

    title: str
    text: str
    lead: Callable[[], object]
    is_problem: bool = False


def code_asked(challenge: Challenge | None) -> Notice:
    """Its dialogue stands in the window already: the window is all there is to show. None: the passphrase."""
    if challenge is None:
        title, text = tr("Moisson needs your passphrase"), tr("Click here to open the vault of passwords.")
    elif challenge.kind in _CODES:
        title = tr("{company} asks for a code", company=challenge.company)
        text = challenge.words or tr("Click here to answer.")
    else:
        title, text = tr("{company} waits for you", company=challenge.company), tr("Click here to answer.")
    return Notice(title, text, lambda: None)


def new_calls(fresh: Sequence[OpenIssue], navigator: Navigator) -> Notice:
    """One notice, however many there are."""
    if len(fresh) > 1:
        return Notice(
            trn("{count} new problem", "{count} new problems", len(fresh)),
            ", ".join(dict.fromkeys(call.name for call in fresh)),
            lambda: navigator.page_wanted.emit(PageName.PROBLEMS),
            is_problem=True,
        )
    call = fresh[0]
    if call.wants_presence:
        lead = navigator.appointment_wanted.emit
        title = tr("{company} waits for you", company=call.name)
        return Notice(title, call_text(call), lead)
    return Notice(
        tr("{company}: something has to be put right", company=call.name),
        call_text(call),
        lambda: navigator.page_wanted.emit(PageName.PROBLEMS),
        is_problem=True,
    )


def in_the_tray(navigator: Navigator) -> Notice:
    return Notice(tr(STAYS), tr(STAYS_HOW), lambda: navigator.page_wanted.emit(PageName.SETTINGS))


STAYS = mark("Moisson goes on in the notification area")
STAYS_HOW = mark("It collects and exports by itself. To end it, choose “Quit” in the menu of its icon.")


def call_text(call: OpenIssue) -> str:
    """What happened, what it means, what to do."""
    kind, facts = call.issue.kind, call.issue.facts
    if call.issue.account_id is not None:
        return outcome_text(Outcome(kind), call.name, facts)
    return delivery_text(DeliveryOutcome(kind), call.name, facts)
