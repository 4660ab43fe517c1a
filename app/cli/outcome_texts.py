"""How visits and exports ended, and why a document was not taken, in words."""

from __future__ import annotations

from typing import Final

from app.cli.texts import Text
from app.domain.errors import DeliveryOutcome, DocumentFailure, Outcome
from app.i18n import mark

OUTCOMES: Final = {
    Outcome.OK: Text(mark("{company}: every list was seen and everything new was collected.")),
    Outcome.PARTIAL: Text(
        mark("{company}: some documents could not be taken."),
        mark("The others were collected; the missing ones are noted and tried again at each visit."),
        mark("Run `moisson sync {account}` again; if it stays, download them by hand."),
    ),
    Outcome.WRONG_CREDENTIALS: Text(
        mark("{company} refused the user name or the password."),
        mark("Visits are suspended so that your account is not locked."),
        mark("Correct the password with `moisson account edit {account} --password` to resume."),
    ),
    Outcome.INTERACTION_REQUIRED: Text(
        mark("{company} asks for something that only you can answer."),
        mark("Nothing was collected beyond that point."),
        mark("Run `moisson sync {account}` on a terminal, with `--visible` when a window is needed."),
    ),
    Outcome.CHALLENGE_EXPIRED: Text(
        mark("The verification of {company} expired before it was answered."),
        mark("No other code is asked for on its own, so that you are not flooded with messages."),
        mark("Run `moisson sync {account}` when you have your phone or mailbox at hand."),
    ),
    Outcome.CHALLENGE_REFUSED: Text(
        mark("{company} refused the code."),
        mark("Visits are suspended; no other code is asked for on its own."),
        mark("Run `moisson sync {account}` and enter the newest code."),
    ),
    Outcome.ACCOUNT_LOCKED: Text(
        mark("{company} has locked your account."),
        mark("Visits are suspended; another attempt would only make it last longer."),
        mark("Unlock the account on the portal, then run `moisson sync {account}`."),
    ),
    Outcome.ACCESS_BLOCKED: Text(
        mark("{company} does not let the visit in for now."),
        mark("The portal takes it for a robot or limits the number of visits. Visits are suspended."),
        mark("Open the portal in your own browser; some hours later run `moisson sync {account} --visible`."),
    ),
    Outcome.ACTION_REQUIRED: Text(
        mark("{company} wants you to do something first: accept terms, or choose a new password."),
        mark("Moisson does not decide that for you."),
        mark("Run `moisson sync {account} --visible` and do it in the window, or do it on the portal."),
    ),
    Outcome.PORTAL_UNAVAILABLE: Text(
        mark("The portal of {company} cannot be reached."),
        mark("It is down, or your connection is. Nothing is lost; the visit is made again later."),
        mark("Nothing to do now. If it lasts, look whether the portal opens in your own browser."),
    ),
    Outcome.PORTAL_CHANGED: Text(
        mark("The pages of {company} are not as expected; the documents were not found."),
        mark("The portal has probably changed. A picture of the page was kept in {evidence}."),
        mark("Give the address of the documents: `moisson account edit {account} --documents-url URL`."),
    ),
    Outcome.HOST_NOT_ALLOWED: Text(
        mark("The sign-in page of {company} belongs to {host}, which is not known for this portal."),
        mark("Your password was not typed there."),
        mark("If you know that this site is right: `moisson account edit {account} --allow-host {host}`."),
    ),
    Outcome.CANCELLED: Text(
        mark("{company}: the visit was stopped."),
        mark("What was collected before is kept."),
        mark("Run `moisson sync {account}` to go on."),
    ),
}

NO_OUTCOME: Final = Text(mark("{company}: the visit was not made, or was broken off."))

DELIVERIES: Final = {
    DeliveryOutcome.OK: Text(mark("{destination}: everything that was waiting was delivered and checked.")),
    DeliveryOutcome.PARTIAL: Text(
        mark("{destination}: some documents could not be delivered."),
        mark("They stay in line for the next export."),
        mark("Run `moisson export {id}` again, then `moisson verify`."),
    ),
    DeliveryOutcome.RECONNECT: Text(
        mark("{destination} no longer accepts our access."),
        mark("Documents wait; nothing is lost."),
        mark("Renew your consent: `moisson destination reconnect {id}`."),
    ),
    DeliveryOutcome.FOLDER_GONE: Text(
        mark("The folder of {destination} is gone: {path}."),
        mark("Documents wait; nothing is lost, and no new folder was made in its place."),
        mark(
            "Bring the folder back (a disk to plug in, a share to mount, Drive’s bin), "
            "then run `moisson export {id}`."
        ),
    ),
    DeliveryOutcome.QUOTA: Text(
        mark("There is no room left at {destination}."),
        mark("Documents wait; nothing is lost."),
        mark("Make room, then run `moisson export {id}`."),
    ),
    DeliveryOutcome.PERMISSION: Text(
        mark("{destination} does not let us write."),
        mark("Documents wait; nothing is lost."),
        mark("Give yourself the right to write there, then run `moisson export {id}`."),
    ),
    DeliveryOutcome.UNAVAILABLE: Text(
        mark("{destination} cannot be reached for now."),
        mark("Documents wait; the next export delivers them."),
        mark("Nothing to do now. If it lasts, check your connection."),
    ),
    DeliveryOutcome.DISK_FULL: Text(
        mark("The disk of this computer is full: {path}."),
        mark("Documents wait; nothing is lost and nothing is sent twice."),
        mark("Make room, then run `moisson export {id}`."),
    ),
    DeliveryOutcome.CANCELLED: Text(
        mark("{destination}: the export was stopped."),
        mark("What was delivered is recorded; the rest waits."),
        mark("Run `moisson export {id}` to go on."),
    ),
}

FAILURES: Final = {
    DocumentFailure.NOT_A_DOCUMENT: Text(
        mark("The portal gave a web page or something else instead of a document."),
        mark("It was not kept."),
        mark("It is tried again at the next visit."),
    ),
    DocumentFailure.EMPTY: Text(
        mark("The portal gave an empty file."),
        mark("It was not kept."),
        mark("It is tried again at the next visit."),
    ),
    DocumentFailure.TRUNCATED: Text(
        mark("The file arrived incomplete."),
        mark("It was not kept."),
        mark("It is tried again at the next visit."),
    ),
    DocumentFailure.TOO_LARGE: Text(
        mark("The file is larger than a document can be."),
        mark("It was not kept."),
        mark("Download it by hand and add it with `moisson document add`."),
    ),
    DocumentFailure.REFUSED: Text(
        mark("The portal refused to give the file."),
        mark("You may not have the right to see it."),
        mark("Look on the portal whether the document opens there."),
    ),
    DocumentFailure.UNREACHABLE: Text(
        mark("The file could not be fetched: the connection failed."),
        mark("It is noted as missing."),
        mark("It is tried again at the next visit."),
    ),
    DocumentFailure.NO_FILE_FOUND: Text(
        mark("The document is listed, but no file was found for it."),
        mark("Some portals show a document before its file is ready."),
        mark("It is tried again at the next visit."),
    ),
    DocumentFailure.HOST_NOT_ALLOWED: Text(
        mark("The file lies on a site that is not known for this portal."),
        mark("Your session was not shown to it."),
        mark("If you know that the site is right: `moisson account edit ACCOUNT --allow-host HOST`."),
    ),
}
