from __future__ import annotations

import pytest

from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.issues import Action, Reaction, action_for, reaction_to

# The table of design.md: action, whether the schedule stops, failures in a row before the user is told.
TABLE = {
    Outcome.OK: (None, False, 1),
    Outcome.CANCELLED: (None, False, 1),
    Outcome.PARTIAL: (Action.RETRY, False, 1),
    Outcome.WRONG_CREDENTIALS: (Action.EDIT_CREDENTIALS, True, 1),
    Outcome.INTERACTION_REQUIRED: (Action.SYNC_ATTENDED, False, 1),
    Outcome.CHALLENGE_EXPIRED: (Action.SYNC_ATTENDED, True, 1),
    Outcome.CHALLENGE_REFUSED: (Action.SYNC_ATTENDED, True, 1),
    Outcome.ACCOUNT_LOCKED: (Action.OPEN_PORTAL, True, 1),
    Outcome.ACCESS_BLOCKED: (Action.OPEN_PORTAL, True, 1),
    Outcome.ACTION_REQUIRED: (Action.SYNC_ATTENDED, False, 1),
    Outcome.PORTAL_UNAVAILABLE: (Action.RETRY, False, 3),
    Outcome.PORTAL_CHANGED: (Action.SHOW_DOCUMENTS, False, 1),
    Outcome.HOST_NOT_ALLOWED: (Action.ALLOW_HOST, False, 1),
}


@pytest.mark.parametrize("outcome", Outcome)
def test_reactions(outcome: Outcome) -> None:
    assert reaction_to(outcome) == Reaction(*TABLE[outcome])


@pytest.mark.parametrize("outcome", Outcome)
def test_every_issue_of_an_account_has_an_action(outcome: Outcome) -> None:
    assert action_for(outcome.value) == (TABLE[outcome][0] or Action.RETRY)


@pytest.mark.parametrize("outcome", [o for o in DeliveryOutcome if o.value.startswith("destination_")])
def test_every_issue_of_a_destination_has_an_action(outcome: DeliveryOutcome) -> None:
    assert action_for(outcome.value) is Action.REPAIR_DESTINATION
