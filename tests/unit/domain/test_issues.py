from __future__ import annotations

import pytest

from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.issues import Action, Reaction, Retry, action_for, reaction_to, retry_of

# The table of design.md: action, whether the schedule stops, failures in a row before the user is told,
# when it is tried again alone.
TABLE = {
    Outcome.OK: (None, False, 1, Retry.REGULAR),
    Outcome.CANCELLED: (None, False, 1, Retry.REGULAR),
    Outcome.PARTIAL: (Action.RETRY, False, 1, Retry.SOON),
    Outcome.WRONG_CREDENTIALS: (Action.EDIT_CREDENTIALS, True, 1, Retry.NEVER),
    Outcome.INTERACTION_REQUIRED: (Action.SYNC_ATTENDED, False, 1, Retry.NEVER),
    Outcome.CHALLENGE_EXPIRED: (Action.SYNC_ATTENDED, True, 1, Retry.NEVER),
    Outcome.CHALLENGE_REFUSED: (Action.SYNC_ATTENDED, True, 1, Retry.NEVER),
    Outcome.ACCOUNT_LOCKED: (Action.OPEN_PORTAL, True, 1, Retry.NEVER),
    Outcome.ACCESS_BLOCKED: (Action.OPEN_PORTAL, True, 1, Retry.NEVER),
    Outcome.ACTION_REQUIRED: (Action.SYNC_ATTENDED, False, 1, Retry.NEVER),
    Outcome.PORTAL_UNAVAILABLE: (Action.RETRY, False, 3, Retry.BACK_OFF),
    Outcome.PORTAL_CHANGED: (Action.SHOW_DOCUMENTS, False, 1, Retry.DAILY),
    Outcome.HOST_NOT_ALLOWED: (Action.ALLOW_HOST, False, 1, Retry.NEVER),
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


@pytest.mark.parametrize(
    ("kind", "retry"),
    [
        ("ok", Retry.REGULAR),
        ("partial", Retry.SOON),
        ("destination_unavailable", Retry.BACK_OFF),
        ("destination_reconnect", Retry.NEVER),
        ("destination_folder_gone", Retry.REGULAR),  # a disk that is plugged in again
        ("destination_quota", Retry.REGULAR),
        ("destination_permission", Retry.REGULAR),
        ("secret_store_locked", Retry.BACK_OFF),
        ("interrupted", Retry.BACK_OFF),
    ],
)
def test_when_it_is_tried_again(kind: str, retry: Retry) -> None:
    assert retry_of(kind) is retry
