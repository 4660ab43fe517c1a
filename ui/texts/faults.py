"""What is wrong with a field or a step of a wizard, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError, Outcome
from app.i18n import mark, tr
from app.services.flows.steps import Fault, FieldFault
from ui.texts.errors import error_text
from ui.texts.explanation import Explanation
from ui.texts.outcomes import delivery_text, outcome_text

FIELD_FAULTS: Final = {
    FieldFault.REQUIRED: Explanation(mark("Please fill this in.")),
    FieldFault.UNCONFIRMED: Explanation(
        mark("This address deserves a second look."),
        do=mark("Confirm that it is right, or go back and choose the known portal."),
    ),
    FieldFault.PATTERN: Explanation(
        mark("This is not how the portal writes it."), do=mark("Compare it with your contract or an invoice.")
    ),
    FieldFault.TOTP_INVALID: Explanation(
        mark("This is not the key of an authenticator app."),
        do=mark("Copy its whole text: letters, and digits from 2 to 7."),
    ),
    FieldFault.IN_FUTURE: Explanation(
        mark("This day is still to come."), do=mark("Choose today or an earlier day.")
    ),
    FieldFault.TOO_SHORT: Explanation(mark("This is too often."), do=mark("Choose 15 minutes or more.")),
}
_WRONG_CREDENTIALS: Final = Explanation(
    mark("{company} refused the user name or the password."),
    mark("They were typed once only, so that your account is not locked."),
    mark("Correct them and sign in again."),
)
_NO_PORTAL: Final = Explanation(
    mark("No portal is chosen yet."),
    do=mark("Choose one in the list, or give the address of yours."),
)
REASONS: Final = {
    "not_absolute": mark("it does not begin at the root"),
    "inside_data_folder": mark("it lies inside the data folder of Moisson"),
    "not_a_folder": mark("this is no folder"),
    "not_writable": mark("nothing can be written there"),
    "unreadable": mark("it cannot be read"),
    "not_json": mark("it is not a JSON file"),
    "not_desktop": mark("it is not meant for desktop applications"),
    "incomplete": mark("something is missing in it"),
    "unsafe_address": mark("it names an address that is not secure"),
    "denied": mark("you refused"),
    "expired": mark("no answer came in time"),
}
"""Where a reason is a code; others say themselves what is the matter."""


def fault_text(fault: Fault, company: str = "") -> str:
    """Three sentences at most; `company`: whose portal it is about."""
    if fault.code in set(FieldFault):
        return FIELD_FAULTS[FieldFault(fault.code)].said(fault.facts)
    if fault.code == Outcome.WRONG_CREDENTIALS:
        return _WRONG_CREDENTIALS.said({"company": company})
    if fault.code in set(Outcome):
        return outcome_text(Outcome(fault.code), company, fault.facts)
    if fault.code in set(DeliveryOutcome):
        return delivery_text(DeliveryOutcome(fault.code), fault.facts.get("destination", ""), fault.facts)
    reason = fault.facts.get("reason", "")
    facts: Mapping[str, object] = {**fault.facts, "reason": tr(REASONS.get(reason, reason))}
    return error_text(MoissonError(ErrorCode(fault.code), **facts))


def no_portal_text() -> str:
    return _NO_PORTAL.said({})
