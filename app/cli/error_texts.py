"""What stops a command, in words, and the exit status that follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.cli.texts import Text, in_words
from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError, Outcome
from app.i18n import mark

DONE: Final = 0
NEEDS_THE_USER: Final = 1
WRONG_USAGE: Final = 2
INTERNAL_ERROR: Final = 3
NO_SECRET_STORE: Final = 4
CANCELLED: Final = 130

ERRORS: Final = {
    ErrorCode.ACCOUNT_NOT_FOUND: Text(
        mark("There is no account {account}."), do=mark("`moisson account list` shows those there are.")
    ),
    ErrorCode.ACCOUNT_EXISTS: Text(
        mark("This account exists already: {name}, number {account}."),
        mark("Nothing was added."),
        mark("Change it with `moisson account edit {account}`."),
    ),
    ErrorCode.ACCOUNT_HAS_NO_PORTAL: Text(
        mark("Account {account} has no portal: it takes files by hand."),
        do=mark("Add files with `moisson document add --account {account} FILE`."),
    ),
    ErrorCode.ADDRESS_INVALID: Text(
        mark("“{address}” is not the address of a web page."),
        do=mark("Copy it from your browser’s address bar, for example https://client.example.com."),
    ),
    ErrorCode.ADDRESS_NOT_HTTPS: Text(
        mark("“{address}” is not a secure address."),
        mark("A password typed there could be read on the way."),
        mark("Use the address that begins with https://."),
    ),
    ErrorCode.BACKUP_INVALID: Text(
        mark("{path} is no backup of Moisson, or it is damaged ({reason})."),
        mark("Nothing was changed."),
        mark("Choose another file; an older backup may be sound."),
    ),
    ErrorCode.BROWSER_NOT_FOUND: Text(
        mark("No browser was found on this computer."),
        mark("Moisson visits portals with Chromium, Chrome or Edge."),
        mark("Install one of them, then run `moisson doctor`."),
    ),
    ErrorCode.BROWSER_FAILED: Text(
        mark("The browser could not be started or ended by itself ({reason})."),
        mark("Nothing is lost."),
        mark("Run the command again; if it stays, run `moisson doctor`."),
    ),
    ErrorCode.CLIENT_SECRETS_INVALID: Text(
        mark("{path} is not the file of an OAuth client for desktop applications ({reason})."),
        do=mark("Download it again from Google’s console: docs/google-drive.md says where."),
    ),
    ErrorCode.COMPANY_NOT_FOUND: Text(
        mark("No account belongs to the company “{company}”."),
        do=mark("`moisson account list` shows the names of the companies."),
    ),
    ErrorCode.CONSENT_FAILED: Text(
        mark("Google could not be connected ({reason})."),
        mark("Nothing was sent to Drive."),
        mark("Run the command again; docs/google-drive.md lists the usual causes."),
    ),
    ErrorCode.CONSENT_INCOMPLETE: Text(
        mark("Google gave no permission to work with files."),
        mark("The box for it was not ticked on the consent page."),
        mark("Run the command again and tick it."),
    ),
    ErrorCode.CONSENT_OTHER_ACCOUNT: Text(
        mark("This destination belongs to {expected}, but {given} gave the consent."),
        mark("Nothing was changed."),
        mark("Run the command again and choose {expected} on Google’s page."),
    ),
    ErrorCode.CONSENT_REFUSED: Text(
        mark("The consent was not given on Google’s page ({reason})."),
        mark("Nothing was changed."),
        mark("Run the command again when you are ready."),
    ),
    ErrorCode.DATA_FOLDER_BUSY: Text(
        mark("Another Moisson is working in this data folder (process {pid})."),
        mark("Two at once could harm your documents."),
        mark("Wait for it to end, or stop it, then run the command again."),
    ),
    ErrorCode.DATA_FOLDER_UNUSABLE: Text(
        mark("The data folder {path} cannot be used ({reason})."),
        do=mark("Check that it exists and belongs to you, or choose another one with `--data-dir`."),
    ),
    ErrorCode.DATABASE_DAMAGED: Text(
        mark("The database {path} is damaged ({reason})."),
        mark("Nothing was written, so that nothing more is lost. Your files are still in the vault."),
        mark(
            "Put back a copy of the data folder from your backup; a copy stands beside it after each update."
        ),
    ),
    ErrorCode.DATABASE_TOO_NEW: Text(
        mark("This data folder was used by a newer version of Moisson."),
        mark("This version does not open it, so that nothing is lost."),
        mark("Install the newer version."),
    ),
    ErrorCode.DESTINATION_EXISTS: Text(
        mark("This destination exists already: {name}."), mark("Nothing was added.")
    ),
    ErrorCode.DESTINATION_NOT_FOUND: Text(
        mark("There is no destination {destination}."),
        do=mark("`moisson destination list` shows those there are."),
    ),
    ErrorCode.DISK_FULL: Text(
        mark("The disk is full: {path}."),
        mark("What was stored before is safe; the rest is fetched again later."),
        mark("Make room, then run the command again."),
    ),
    ErrorCode.DOCUMENT_NOT_DELIVERED: Text(
        mark("Document {document} was not delivered there yet, so it cannot be sent again."),
        mark("Nothing was sent."),
        mark("`moisson verify` names the documents that were removed."),
    ),
    ErrorCode.DOCUMENT_REFUSED: Text(
        mark("{path} is not a document that Moisson can keep."),
        mark("It is empty, damaged, or neither a PDF, an image nor an electronic invoice."),
        mark("Open the file to see what it holds, then choose another one."),
    ),
    ErrorCode.FILE_UNREADABLE: Text(
        mark("{path} cannot be read ({reason})."),
        do=mark("Check the name of the file and your rights on it."),
    ),
    ErrorCode.FOLDER_UNUSABLE: Text(
        mark("The folder {path} cannot be used ({reason})."),
        do=mark("Choose an existing folder where you may write, outside the data folder."),
    ),
    ErrorCode.INPUT_INVALID: Text(
        mark("“{field}” is missing or is not valid."), do=mark("Give it, then run the command again.")
    ),
    ErrorCode.NAME_TEMPLATE_INVALID: Text(
        mark("The template for names is not valid: {template}, because of {part}."),
        do=mark(
            "Use these places, as they are: {{date}}, {{supplier}}, {{number}}, {{total}}, {{currency}}, "
            "{{type}}, {{account}}, {{original}}."
        ),
    ),
    ErrorCode.NOBODY_THERE: Text(
        mark("Nobody is there to answer the portals."),
        mark("The appointment is for accounts that ask for a code or an approval."),
        mark("Run the command on a terminal, or give it the codes with `--codes-stdin`."),
    ),
    ErrorCode.PASSPHRASE_WRONG: Text(
        mark("The passphrase does not open the vault of passwords."),
        mark("Nothing was read or changed."),
        mark("Run the command again with the right passphrase."),
    ),
    ErrorCode.PORTAL_ENTRY_INVALID: Text(
        mark("The portal entry {path} is not valid."),
        do=mark("`moisson portal check FILE` says what and where."),
    ),
    ErrorCode.PORTAL_NOT_FOUND: Text(
        mark("There is no portal “{portal}” in the catalogue."),
        do=mark("Look for it with `moisson portal list --text NAME`, or use its address: `--url`."),
    ),
    ErrorCode.SECRET_MISSING: Text(
        mark("The password of account {account} is not in the secret store."),
        mark("It was removed there, or the store belongs to another session."),
        mark("Give it again: `moisson account edit {account} --password`."),
    ),
    ErrorCode.SECRET_STORE_LOCKED: Text(
        mark("The secret store is locked."),
        mark("Passwords cannot be read."),
        mark(
            "Unlock your session’s keyring, or name the file with the passphrase in MOISSON_PASSPHRASE_FILE, "
            "then run the command again."
        ),
    ),
    ErrorCode.SECRET_STORE_MISSING: Text(
        mark("This computer offers no secret store."),
        mark("Passwords are never written in plain text."),
        mark(
            "Install a keyring (for example gnome-keyring), or choose a passphrase: on a terminal, "
            "or in the file that MOISSON_PASSPHRASE_FILE names."
        ),
    ),
    ErrorCode.SETTING_INVALID: Text(
        mark("The setting “{name}” is not valid."), do=mark("Correct it in the settings file.")
    ),
    ErrorCode.TIMER_RUNNING: Text(
        mark("The timer of this data folder is running already (process {pid})."),
        do=mark("Nothing to do: it collects and exports by itself. To run another one, stop that one first."),
    ),
}
_BUSY_WITH_TIMER: Final = Text(
    mark("The timer is collecting or exporting just now (process {pid})."),
    mark("Two at once could harm your documents."),
    mark("Run the command again in a few minutes: the timer holds the data folder only while it works."),
)

_USAGE: Final = {
    ErrorCode.ACCOUNT_NOT_FOUND,
    ErrorCode.ACCOUNT_EXISTS,
    ErrorCode.ACCOUNT_HAS_NO_PORTAL,
    ErrorCode.ADDRESS_INVALID,
    ErrorCode.ADDRESS_NOT_HTTPS,
    ErrorCode.COMPANY_NOT_FOUND,
    ErrorCode.DESTINATION_EXISTS,
    ErrorCode.DESTINATION_NOT_FOUND,
    ErrorCode.DOCUMENT_NOT_DELIVERED,
    ErrorCode.INPUT_INVALID,
    ErrorCode.NAME_TEMPLATE_INVALID,
    ErrorCode.NOBODY_THERE,
    ErrorCode.PORTAL_NOT_FOUND,
}
_SECRETS: Final = {
    ErrorCode.PASSPHRASE_WRONG,
    ErrorCode.SECRET_STORE_LOCKED,
    ErrorCode.SECRET_STORE_MISSING,
}


def error_in_words(error: MoissonError) -> str:
    by_timer = error.code is ErrorCode.DATA_FOLDER_BUSY and error.facts.get("by_timer")
    return in_words(_BUSY_WITH_TIMER if by_timer else ERRORS[error.code], error.facts)


def exit_status(code: ErrorCode) -> int:
    """What scripts see: a wrong command, a closed secret store, or something to put right."""
    if code in _USAGE:
        return WRONG_USAGE
    return NO_SECRET_STORE if code in _SECRETS else NEEDS_THE_USER


def exit_status_of(outcomes: Iterable[Outcome | DeliveryOutcome]) -> int:
    """Of visits or exports: stopped, something to put right, or all done."""
    found = {outcome.value for outcome in outcomes}
    if "cancelled" in found:
        return CANCELLED
    return NEEDS_THE_USER if found - {"ok"} else DONE
