"""How an account stands, in words, and the sentences that go with it."""

from __future__ import annotations

from typing import Final

from app.domain.runs import Phase
from app.i18n import mark
from app.services.account_overview import AccountRow, Condition, RowAction, Standing
from ui.texts.explanation import Explanation

CONDITIONS: Final = {
    Condition.CONNECTED: mark("Connected"),
    Condition.NOT_VISITED: mark("Not visited yet"),
    Condition.VERIFICATION: mark("Verification required"),
    Condition.ACTION_REQUIRED: mark("The portal waits for you"),
    Condition.WRONG_CREDENTIALS: mark("Password refused"),
    Condition.ACCOUNT_LOCKED: mark("Account locked"),
    Condition.ACCESS_BLOCKED: mark("Access blocked"),
    Condition.PORTAL_CHANGED: mark("Portal changed"),
    Condition.HOST_NOT_ALLOWED: mark("Unknown site"),
    Condition.DOCUMENTS_MISSING: mark("Documents missing"),
    Condition.UNAVAILABLE: mark("Unavailable"),
    Condition.INTERRUPTED: mark("Visit broken off"),
    Condition.PAUSED: mark("Paused"),
    Condition.MANUAL: mark("Files added by hand"),
}
STANDINGS: Final = {
    Standing.UP_TO_DATE: mark("Up to date"),
    Standing.RUNNING: mark("In progress"),
    Standing.WAITING: mark("Waiting for you"),
    Standing.TO_FIX: mark("To put right"),
    Standing.UNAVAILABLE: mark("Unavailable"),
    Standing.PAUSED: mark("Paused"),
    Standing.IDLE: mark("Other"),
}
ACTIONS: Final = {
    RowAction.SYNC: mark("Synchronise"),
    RowAction.ANSWER: mark("Answer"),
    RowAction.EDIT_CREDENTIALS: mark("Correct"),
    RowAction.OPEN_PORTAL: mark("Open the portal"),
    RowAction.SHOW_DOCUMENTS: mark("Show where"),
    RowAction.ALLOW_HOST: mark("Allow"),
    RowAction.RETRY: mark("Try again"),
    RowAction.RESUME: mark("Resume"),
    RowAction.ADD_FILES: mark("Add files"),
    RowAction.STOP: mark("Stop"),
}
PHASES: Final = {
    Phase.OPENING: mark("Opening the portal"),
    Phase.SIGNING_IN: mark("Signing in"),
    Phase.FINDING: mark("Looking for the documents"),
    Phase.LISTING: mark("Reading the list"),
    Phase.FETCHING: mark("Collecting"),
    Phase.SEALING: mark("Closing"),
    Phase.DONE: mark("Done"),
}
EXPLANATIONS: Final = {
    Condition.CONNECTED: Explanation(mark("Every list was seen and everything new was collected.")),
    Condition.NOT_VISITED: Explanation(
        mark("{company} was not visited yet."), do=mark("Synchronise to collect its documents.")
    ),
    Condition.VERIFICATION: Explanation(
        mark("{company} asks for a code or an approval."),
        mark("Its documents wait until you have answered."),
        mark("Have your phone or mailbox at hand, then answer."),
    ),
    Condition.ACTION_REQUIRED: Explanation(
        mark("{company} wants you to do something first: accept terms, or choose a new password."),
        mark("Moisson does not decide that for you."),
        mark("Answer: the page opens and you do it there."),
    ),
    Condition.WRONG_CREDENTIALS: Explanation(
        mark("{company} refused the password."),
        mark("Visits are suspended so that your account is not locked."),
        mark("Correct the password to resume."),
    ),
    Condition.ACCOUNT_LOCKED: Explanation(
        mark("{company} has locked your account."),
        mark("Visits are suspended; another attempt would only make it last longer."),
        mark("Unlock the account on the portal, then synchronise."),
    ),
    Condition.ACCESS_BLOCKED: Explanation(
        mark("{company} does not let the visit in for now."),
        mark("The portal takes it for a robot or limits the number of visits. Visits are suspended."),
        mark("Open the portal in your own browser; synchronise again some hours later."),
    ),
    Condition.PORTAL_CHANGED: Explanation(
        mark("The pages of {company} are not as expected; the documents were not found."),
        mark("The portal has probably changed. A picture of the page was kept."),
        mark("Show where the documents are."),
    ),
    Condition.HOST_NOT_ALLOWED: Explanation(
        mark("The sign-in page of {company} belongs to {host}, which is not known for this portal."),
        mark("Your password was not typed there."),
        mark("Allow this site if you know that it is right."),
    ),
    Condition.DOCUMENTS_MISSING: Explanation(
        mark("{company}: some documents could not be taken."),
        mark("The others were collected; the missing ones are noted and tried again at each visit."),
        mark("Try again; if it stays, download them by hand."),
    ),
    Condition.UNAVAILABLE: Explanation(
        mark("The portal of {company} cannot be reached."),
        mark("It is down, or your connection is. Nothing is lost; the visit is made again later."),
        mark("Nothing to do now. If it lasts, look whether the portal opens in your own browser."),
    ),
    Condition.INTERRUPTED: Explanation(
        mark("The last visit to {company} did not come to its end."),
        mark("What was collected before is kept."),
        mark("Synchronise to go on."),
    ),
    Condition.PAUSED: Explanation(
        mark("You paused {company}."), mark("It is not visited by itself."), mark("Resume when you want.")
    ),
    Condition.MANUAL: Explanation(
        mark("{company} has no portal: you add its documents yourself."),
        do=mark("Drop files on its line, or choose them."),
    ),
}


def explanation(row: AccountRow) -> str:
    """The sentences, their {places} filled from the facts."""
    return EXPLANATIONS[row.condition].said({**dict(row.facts), "company": row.account.company})
