"""What stops a piece of work, in words for the window."""

from __future__ import annotations

from typing import Final

from app.domain.errors import ErrorCode, MoissonError
from app.i18n import mark
from ui.texts.explanation import Explanation

ERRORS: Final = {
    ErrorCode.ACCOUNT_NOT_FOUND: Explanation(
        mark("This account is there no more."),
        mark("It was probably removed in the meantime."),
        mark("Look at the list of accounts."),
    ),
    ErrorCode.ACCOUNT_EXISTS: Explanation(
        mark("This account exists already: {name}."),
        mark("Nothing was added."),
        mark("Change the one that is there, or use another user name."),
    ),
    ErrorCode.ACCOUNT_HAS_NO_PORTAL: Explanation(
        mark("This account has no portal."),
        mark("You add its documents yourself."),
        mark("Drop files on its line, or choose them."),
    ),
    ErrorCode.ADDRESS_INVALID: Explanation(
        mark("“{address}” is not the address of a web page."),
        do=mark("Copy it from your browser’s address bar, for example https://client.example.com."),
    ),
    ErrorCode.ADDRESS_NOT_HTTPS: Explanation(
        mark("“{address}” is not a secure address."),
        mark("A password typed there could be read on the way."),
        mark("Use the address that begins with https://."),
    ),
    ErrorCode.BACKUP_INVALID: Explanation(
        mark("{path} is no backup of Moisson, or it is damaged ({reason})."),
        mark("Nothing was changed."),
        mark("Choose another file; an older backup may be sound."),
    ),
    ErrorCode.BROWSER_NOT_FOUND: Explanation(
        mark("No browser was found on this computer."),
        mark("Moisson visits portals with Chromium, Chrome or Edge."),
        mark("Install one of them, then try again."),
    ),
    ErrorCode.BROWSER_FAILED: Explanation(
        mark("The browser could not be started or ended by itself ({reason})."),
        mark("Nothing is lost."),
        mark("Try again; if it stays, restart the computer."),
    ),
    ErrorCode.CLIENT_SECRETS_INVALID: Explanation(
        mark("{path} is not the file of an OAuth client for desktop applications ({reason})."),
        do=mark("Download it again from Google’s console, then choose it."),
    ),
    ErrorCode.COMPANY_NOT_FOUND: Explanation(
        mark("No account belongs to the company “{company}”."),
        do=mark("Choose one of the companies in the list."),
    ),
    ErrorCode.CONSENT_FAILED: Explanation(
        mark("Google could not be connected ({reason})."),
        mark("Nothing was sent to Drive."),
        mark("Check your connection, then try again."),
    ),
    ErrorCode.CONSENT_INCOMPLETE: Explanation(
        mark("Google gave no permission to work with files."),
        mark("The box for it was not ticked on the consent page."),
        mark("Try again and tick it."),
    ),
    ErrorCode.CONSENT_OTHER_ACCOUNT: Explanation(
        mark("This destination belongs to {expected}, but {given} gave the consent."),
        mark("Nothing was changed."),
        mark("Try again and choose {expected} on Google’s page."),
    ),
    ErrorCode.CONSENT_REFUSED: Explanation(
        mark("The consent was not given on Google’s page ({reason})."),
        mark("Nothing was changed."),
        mark("Try again when you are ready."),
    ),
    ErrorCode.DATA_FOLDER_BUSY: Explanation(
        mark("Another Moisson is working in this data folder (process {pid})."),
        mark("Two at once could harm your documents."),
        mark("Wait for it to end, then try again."),
    ),
    ErrorCode.DATA_FOLDER_UNUSABLE: Explanation(
        mark("The data folder {path} cannot be used ({reason})."),
        mark("Nothing can be collected or shown without it."),
        mark("Check that it exists, that it belongs to you and that its disk is there."),
    ),
    ErrorCode.DATABASE_DAMAGED: Explanation(
        mark("The database {path} is damaged ({reason})."),
        mark("Nothing was written, so that nothing more is lost. Your files are still in the vault."),
        mark(
            "Put back a copy of the data folder from your backup; a copy stands beside it after each update."
        ),
    ),
    ErrorCode.DATABASE_TOO_NEW: Explanation(
        mark("This data folder was used by a newer version of Moisson."),
        mark("This version does not open it, so that nothing is lost."),
        mark("Install the newer version."),
    ),
    ErrorCode.DESTINATION_EXISTS: Explanation(
        mark("This destination exists already: {name}."),
        mark("Nothing was added."),
        mark("Change the one that is there, or choose another place."),
    ),
    ErrorCode.DESTINATION_NOT_FOUND: Explanation(
        mark("This destination is there no more."),
        mark("It was probably removed in the meantime."),
        mark("Look at the list in Sync."),
    ),
    ErrorCode.DISK_FULL: Explanation(
        mark("The disk is full: {path}."),
        mark("What was stored before is safe; the rest is fetched again later."),
        mark("Make room, then try again."),
    ),
    ErrorCode.DOCUMENT_NOT_DELIVERED: Explanation(
        mark("This document was not delivered there yet, so it cannot be sent again."),
        mark("Nothing was sent."),
        mark("It leaves with the next export."),
    ),
    ErrorCode.DOCUMENT_REFUSED: Explanation(
        mark("{path} is not a document that Moisson can keep."),
        mark("It is empty, damaged, or neither a PDF, an image nor an electronic invoice."),
        mark("Open the file to see what it holds, then choose another one."),
    ),
    ErrorCode.FILE_UNREADABLE: Explanation(
        mark("{path} cannot be read ({reason})."),
        do=mark("Check the name of the file and your rights on it."),
    ),
    ErrorCode.FOLDER_UNUSABLE: Explanation(
        mark("The folder {path} cannot be used ({reason})."),
        do=mark("Choose an existing folder where you may write, outside the data folder."),
    ),
    ErrorCode.INPUT_INVALID: Explanation(
        mark("“{field}” is missing or is not valid."),
        mark("Nothing was stored."),
        mark("Correct it, then go on."),
    ),
    ErrorCode.NAME_TEMPLATE_INVALID: Explanation(
        mark("The template for names is not valid: {template}, because of {part}."),
        do=mark(
            "Use these places, as they are: {{date}}, {{supplier}}, {{number}}, {{total}}, {{currency}}, "
            "{{type}}, {{account}}, {{original}}."
        ),
    ),
    ErrorCode.NOBODY_THERE: Explanation(
        mark("Nobody is there to answer the portals."),
        mark("The appointment is for accounts that ask for a code or an approval."),
        mark("Open the window of Moisson, then begin the appointment."),
    ),
    ErrorCode.PASSPHRASE_WRONG: Explanation(
        mark("The passphrase does not open the vault of passwords."),
        mark("Nothing was read or changed."),
        mark("Try again with the right passphrase."),
    ),
    ErrorCode.PORTAL_ENTRY_INVALID: Explanation(
        mark("The portal entry {path} is not valid."),
        mark("The portal cannot be visited with it."),
        mark("Correct or remove that file."),
    ),
    ErrorCode.PORTAL_NOT_FOUND: Explanation(
        mark("There is no portal “{portal}” in the catalogue."),
        do=mark("Add it with its address: “My portal is not in the list”."),
    ),
    ErrorCode.SECRET_MISSING: Explanation(
        mark("The password of {name} is not in the secret store."),
        mark("It was removed there, or the store belongs to another session."),
        mark("Type it again: “Edit” in the menu of the account."),
    ),
    ErrorCode.SECRET_STORE_LOCKED: Explanation(
        mark("The secret store is locked."),
        mark("Passwords cannot be read."),
        mark("Unlock your session’s keyring or give the passphrase, then try again."),
    ),
    ErrorCode.SECRET_STORE_MISSING: Explanation(
        mark("This computer offers no secret store."),
        mark("Passwords are never written in plain text."),
        mark("Install a keyring (for example gnome-keyring), or choose a passphrase."),
    ),
    ErrorCode.SETTING_INVALID: Explanation(
        mark("The setting “{name}” is not valid."), do=mark("Correct it in the settings file.")
    ),
    ErrorCode.TIMER_RUNNING: Explanation(
        mark("The timer of this data folder is running already (process {pid})."),
        do=mark("Nothing to do: it collects and exports by itself."),
    ),
}
_BUSY_WITH_TIMER: Final = Explanation(
    mark("The timer is collecting or exporting just now (process {pid})."),
    mark("Two at once could harm your documents."),
    mark("Try again in a few minutes: the timer holds the data folder only while it works."),
)
_UNFORESEEN: Final = Explanation(
    mark("Moisson met something that it was not made for ({kind})."),
    mark("Nothing that was stored is lost."),
    mark("Try again; if it happens again, report it with the diagnostics bundle of the settings."),
)


def error_text(error: MoissonError) -> str:
    by_timer = error.code is ErrorCode.DATA_FOLDER_BUSY and error.facts.get("by_timer")
    return (_BUSY_WITH_TIMER if by_timer else ERRORS[error.code]).said(error.facts)


def failure_text(error: Exception) -> str:
    """Of whatever stopped a piece of work, foreseen or not."""
    if isinstance(error, MoissonError):
        return error_text(error)
    return _UNFORESEEN.said({"kind": type(error).__name__})
