"""What a diagnosis looks at, what it found and what to do, in words for the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from app.domain.errors import ErrorCode
from app.i18n import mark, tr
from app.ports.parts import Finding
from ui.texts.errors import ERRORS
from ui.texts.explanation import Explanation, filled

CHECKS: Final = {
    "browser": mark("Browser"),
    "driver": mark("Driver of the browser"),
    "versions": mark("Versions"),
    "data_folder": mark("Data folder"),
    "disk_space": mark("Room on the disk"),
    "secret_store": mark("Secret store"),
}
ADVICE: Final = {
    "install_browser": Explanation(
        mark("No browser was found on this computer."), do=mark("Install Chromium, Chrome or Edge.")
    ),
    "free_disk": Explanation(
        mark("There are only {free_mb} MB left."), do=mark("Make room before the next collection.")
    ),
    "unlock_keyring": Explanation(
        mark("The keyring is locked: {name}."),
        mark("Until it is open, no portal can be visited."),
        mark("Log in to your session, or unlock it with the program that manages your passwords and keys."),
    ),
    "no_keyring": Explanation(
        mark("There is no keyring."),
        mark("Passwords then go to a vault in the data folder, encrypted with a passphrase of yours."),
        mark("Install a keyring (for example gnome-keyring), or choose a passphrase when it is asked for."),
    ),
}
_WELL: Final = {
    "browser": mark("{name} {version}, {path}"),
    "driver": mark("{path}"),
    "versions": mark("Moisson {moisson}, Python {python}, SQLite {sqlite}"),
    "data_folder": mark("{path}"),
    "disk_space": mark("{free_mb} MB free"),
    "secret_store": mark("Your passwords are in the keyring of this computer ({name}), and it is open."),
}
_WELL_BY_KIND: Final = {
    "selenium-manager": mark("Fetched when it is first needed."),
    "encrypted_vault": mark(
        "Your passwords are in a vault in the data folder, encrypted with your passphrase. Moisson asks for "
        "it once after each start."
    ),
}


def check_name(finding: Finding) -> str:
    return tr(CHECKS[finding.check])


def finding_text(finding: Finding) -> str:
    facts: Mapping[str, object] = dict(finding.facts)
    if finding.advice:
        return (ADVICE.get(finding.advice) or ERRORS[ErrorCode(finding.advice)]).said(facts)
    kind = facts.get("kind") or facts.get("source")
    return filled((_WELL_BY_KIND.get(str(kind), _WELL[finding.check]),), facts)
