"""What a diagnosis looks at, what it found, and what to do when something is not well."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.cli.error_texts import ERRORS
from app.cli.texts import Text, in_words
from app.domain.errors import ErrorCode
from app.i18n import mark, tr
from app.ports.parts import Finding

CHECKS: Final = {
    "browser": mark("Browser"),
    "driver": mark("Driver of the browser"),
    "versions": mark("Versions"),
    "data_folder": mark("Data folder"),
    "disk_space": mark("Room on the disk"),
    "secret_store": mark("Secret store"),
    "store": mark("Database"),
    "catalogue": mark("Catalogue"),
    "window": mark("Window"),
}

ADVICE: Final = {
    "install_browser": Text(
        mark("No browser was found on this computer."), do=mark("Install Chromium, Chrome or Edge.")
    ),
    "free_disk": Text(
        mark("There are only {free_mb} MB left."), do=mark("Make room before the next collection.")
    ),
    "unlock_keyring": Text(
        mark("The keyring is locked: {name}."),
        mark("Until it is open, no portal can be visited."),
        mark("Log in to your session, or unlock it with the program that manages your passwords and keys."),
    ),
    "no_keyring": Text(
        mark("There is no keyring."),
        mark("Passwords then go to a vault in the data folder, encrypted with a passphrase of yours."),
        mark("Install a keyring (for example gnome-keyring), or choose a passphrase when it is asked for."),
    ),
    "broken": Text(
        mark("This does not work here ({reason})."),
        do=mark("Install Moisson again; if that does not help, report it."),
    ),
    "blank": Text(mark("Nothing can be seen in the window."), do=mark("Install a font, for example DejaVu.")),
}

_WELL: Final = {
    "browser": mark("{name} {version}, {path}"),
    "driver": mark("{path}"),
    "versions": mark("Moisson {moisson}, Python {python}, SQLite {sqlite}"),
    "data_folder": mark("{path}"),
    "disk_space": mark("{free_mb} MB free"),
    "secret_store": mark("keyring: {name}"),
    "store": mark("created, written and read again (schema {schema})"),
    "catalogue": mark("{count} portals"),
    "window": mark("painted (Qt {qt})"),
}
_WELL_BY_KIND: Final = {
    "selenium-manager": mark("fetched by Selenium when it is first needed"),
    "encrypted_vault": mark("a vault in the data folder, encrypted with your passphrase"),
}


def check_name(finding: Finding) -> str:
    return tr(CHECKS[finding.check])


def finding_in_words(finding: Finding) -> str:
    facts: Mapping[str, object] = dict(finding.facts)
    if finding.advice:
        return in_words(ADVICE.get(finding.advice) or ERRORS[ErrorCode(finding.advice)], facts)
    kind = facts.get("kind") or facts.get("source")
    return in_words(Text(_WELL_BY_KIND.get(str(kind), _WELL[finding.check])), facts)
