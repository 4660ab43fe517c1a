"""The pages of the wizards in words: titles, fields, buttons, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.domain.deliveries import DateKind, DestinationKind
from app.domain.documents import DocumentType
from app.i18n import mark


@dataclass(frozen=True, slots=True)
class PageText:
    """A question or an order, and at most one paragraph that helps to answer."""

    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class FieldText:
    """`example`: what the empty field shows."""

    label: str
    help: str = ""
    example: str = ""


FORMS: Final = {
    ("portal", "continue"): PageText(
        mark("Which portal shall be added?"),
        mark("Moisson signs in there with your account and collects your documents."),
    ),
    ("credentials", "sign_in"): PageText(
        mark("Sign in to {company}"),
        mark("What you enter stays in the keyring of this computer and is typed only on pages of {company}."),
    ),
    ("credentials", "save"): PageText(
        mark("Change the account at {company}"),
        mark("A secret that you leave empty stays as it is. New credentials are tried before they are kept."),
    ),
    ("unfinished", "retry"): PageText(mark("Put right what is missing, then try again")),
    ("manual", "finish"): PageText(
        mark("For which company will you add documents by hand?"),
        mark("A manual account has no portal: you drop its files on its line, or choose them there."),
    ),
    ("manual", "save"): PageText(mark("What is the company called?")),
    ("kind", "continue"): PageText(
        mark("Where shall your documents be delivered?"),
        mark("Your documents stay on this computer as well; they are only copied there."),
    ),
    ("interval", "continue"): PageText(
        mark("How often shall documents be delivered?"),
        mark("Only what is new is sent, and each document once."),
    ),
    ("advanced", "continue"): PageText(
        mark("Which documents, and under which names?"),
        mark("These choices suit most accounting software. You can change them at any time."),
    ),
    ("folder", "continue"): PageText(
        mark("Choose the folder"),
        mark("It may be a folder of this computer, of a share, or one that another program synchronises."),
    ),
    ("google", "connect"): PageText(
        mark("Connect Google Drive"),
        mark("Google asks for your consent in your own browser. Moisson sees only files that it puts there."),
    ),
    ("preview", "finish"): PageText(mark("Shall this be delivered?")),
    ("reconnect", "connect"): PageText(
        mark("Renew the access to {name}"),
        mark("Google asks for your consent again, in your own browser. What waits is delivered afterwards."),
    ),
    ("found", "check"): PageText(
        mark("Is the folder of {name} there again?"),
        mark("It is {where}. Plug in its disk or mount its share; no other folder is made in its place."),
    ),
    ("rule", "save"): PageText(
        mark("Change what goes to {name}"),
        mark("What was delivered already stays where it is."),
    ),
}

WORKS: Final = {
    "signing_in": PageText(mark("Signing in to {company}")),
    "collecting": PageText(mark("Collecting the first documents of {company}")),
    "storing": PageText(mark("Saving")),
    "checking_folder": PageText(mark("Looking at the folder")),
    "previewing": PageText(mark("Looking for what would be delivered")),
    "visible_browser": PageText(
        mark("Please go on in the browser window"),
        mark("The window of the portal is open. Moisson notices by itself when you are done."),
    ),
    "google_consent": PageText(
        mark("Please give your consent in your browser"),
        mark("Google’s page is open there. Choose your account, tick the box for files and confirm."),
    ),
}

DONES: Final = {
    "account_added": PageText(mark("{company} is connected")),
    "account_changed": PageText(mark("{company}: your changes are saved")),
    "destination_added": PageText(mark("{name} is ready")),
    "destination_changed": PageText(mark("{name}: your changes are saved")),
    "destination_reconnected": PageText(
        mark("{name} is connected again"), mark("What was waiting is delivered with the next export.")
    ),
}
ADDED_BY_HAND: Final = PageText(
    mark("{company} was added"), mark("Drop its documents on its line, or choose them there.")
)
ADDED_UNFINISHED: Final = PageText(mark("{company} was added, but its documents are not there yet"))

PRIMARIES: Final = {
    "continue": mark("Continue"),
    "sign_in": mark("Sign in"),
    "save": mark("Save"),
    "retry": mark("Try again"),
    "finish": mark("Finish"),
    "connect": mark("Connect"),
    "check": mark("Look again"),
}

FIELDS: Final = {
    "portal": FieldText(mark("Portal")),
    "url": FieldText(
        mark("Address of the portal"),
        mark("Copy it from the address bar of your browser, best on the page where you sign in."),
        "https://client.example.com",
    ),
    "host_confirmed": FieldText(
        mark("I have checked the address: it is right"),
        mark("Your user name and password may then be typed there."),
    ),
    "username": FieldText(mark("User name"), mark("As on the portal: often your e-mail address.")),
    "password": FieldText(mark("Password")),
    "by_hand": FieldText(
        mark("Keep no password: I sign in by hand"),
        mark("The browser opens whenever a sign-in is needed, and you type everything there yourself."),
    ),
    "since": FieldText(mark("Documents from")),
    "totp": FieldText(
        mark("Key of the authenticator app"),
        mark(
            "Only if the portal asks for codes of an app, and you want Moisson to compute them: the text of "
            "the key, or a picture of its QR code."
        ),
        "JBSW Y3DP EHPK 3PXP",
    ),
    "name": FieldText(mark("Name of the company")),
    "documents_url": FieldText(
        mark("Address of the page with the documents"),
        mark("Only if Moisson does not find it by itself."),
        "https://client.example.com/factures",
    ),
    "allow_host": FieldText(
        mark("This site is right: allow {host}"),
        mark("Your password may then be typed there, too. Allow only a site that you know."),
    ),
    "visible": FieldText(
        mark("Show me the browser"), mark("You see what happens and can do yourself what only you can do.")
    ),
    "later": FieldText(mark("Leave it as it is for now"), mark("You can try again later from the list.")),
    "kind": FieldText(mark("Kind of destination")),
    "every": FieldText(mark("Deliver every")),
    "types": FieldText(mark("Types of documents")),
    "date_kind": FieldText(mark("What this date means")),
    "name_template": FieldText(mark("Names of the files")),
    "sub_folders": FieldText(mark("One sub-folder for each company")),
    "all_files": FieldText(
        mark("All kinds of files, not only PDF"), mark("Some accounting software takes only PDF files.")
    ),
    "companies": FieldText(mark("Only these companies"), mark("None chosen means all of them.")),
    "accounts": FieldText(mark("Only these accounts"), mark("None chosen means all of them.")),
    "path": FieldText(mark("Folder")),
    "client_secrets": FieldText(
        mark("File of your Google OAuth client"),
        mark("The JSON file that Google’s console gives for a desktop application."),
    ),
    "folder_name": FieldText(
        mark("Folder in Google Drive"), mark("It is created if you have none of this name from Moisson.")
    ),
    "days": FieldText(mark("Days")),
    "opens": FieldText(mark("Not before")),
    "closes": FieldText(mark("Not after"), mark("The same as “Not before” means the whole day.")),
    "pick_folder": FieldText(mark("Choose an existing folder on Google’s page instead")),
}
OWN_FIELDS: Final = {
    ("folder", "name"): FieldText(
        mark("Name in the list"), mark("Left empty, the name of the folder is taken.")
    ),
    ("google", "name"): FieldText(
        mark("Name in the list"), mark("Left empty, the name of the folder is taken.")
    ),
    ("rule", "name"): FieldText(mark("Name in the list")),
}
"""Where a field means something else on one page."""

KINDS: Final = {
    DestinationKind.GOOGLE_DRIVE: FieldText(
        mark("Google Drive"), mark("A folder in your Drive, for instance the one that your accountant reads.")
    ),
    DestinationKind.FOLDER: FieldText(
        mark("Local folder"),
        mark("A folder of this computer, of a network share or of a synchronised drive."),
    ),
}
TYPES: Final = {
    DocumentType.INCOMING_INVOICE: mark("Incoming invoice"),
    DocumentType.CREDIT_NOTE: mark("Credit note"),
    DocumentType.RECEIPT: mark("Receipt"),
    DocumentType.STATEMENT: mark("Statement"),
    DocumentType.CONTRACT: mark("Contract"),
    DocumentType.OTHER: mark("Other document"),
}
DATE_KINDS: Final = {
    DateKind.ISSUED: mark("Date of the document"),
    DateKind.IMPORTED: mark("Date of import"),
}
DAYS: Final = {
    "0": mark("Monday"),
    "1": mark("Tuesday"),
    "2": mark("Wednesday"),
    "3": mark("Thursday"),
    "4": mark("Friday"),
    "5": mark("Saturday"),
    "6": mark("Sunday"),
}
PLACES: Final = {
    "date": mark("Date"),
    "supplier": mark("Supplier"),
    "number": mark("Number"),
    "total": mark("Amount"),
    "currency": mark("Currency"),
    "type": mark("Type"),
    "account": mark("Account number"),
    "original": mark("Original name"),
}
"""What a template for names may hold."""

CHOICES: Final[dict[str, str]] = {
    **{kind.value: text.label for kind, text in KINDS.items()},
    **{kind.value: text for kind, text in TYPES.items()},
    **{kind.value: text for kind, text in DATE_KINDS.items()},
    **DAYS,
}
CHOICE_HELP: Final[dict[str, str]] = {kind.value: text.help for kind, text in KINDS.items()}


def field_text(form: str, key: str) -> FieldText | None:
    """None for a field of a catalogue entry, which brings its own words."""
    return OWN_FIELDS.get((form, key)) or FIELDS.get(key)
