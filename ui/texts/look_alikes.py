"""Why an address deserves a second look."""

from __future__ import annotations

from typing import Final

from app.domain.look_alikes import HostWarning, Likeness
from app.i18n import mark
from ui.texts.explanation import Explanation

_COMPARE: Final = mark("Compare it with an invoice or your contract before you type a password.")
LIKENESSES: Final = {
    Likeness.FOREIGN_LETTERS: Explanation(
        mark("“{shown}” is written with letters that look like those of {known} ({portal})."),
        mark("It is another site."),
        _COMPARE,
    ),
    Likeness.NEAR_KNOWN: Explanation(
        mark("{host} hardly differs from {known}, the address of {portal}."),
        mark("It is another site."),
        _COMPARE,
    ),
    Likeness.KNOWN_INSIDE: Explanation(
        mark("{host} contains the name of {portal}, whose address is {known}."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.OTHER_DOMAIN: Explanation(
        mark("{host} has the same name as {known}, the address of {portal}, with another ending."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.SAME_NAME: Explanation(
        mark("The portal {portal} is known at {known}, not at {host}."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.PUNYCODE: Explanation(
        mark("{host} is shown in browsers as “{shown}”: some of its letters are not from a to z."),
        do=_COMPARE,
    ),
}
_MIXED: Final = Explanation(
    mark("“{shown}” mixes the letters of several alphabets, as false addresses do."), do=_COMPARE
)


def warning_text(warning: HostWarning) -> str:
    """Three sentences at most."""
    is_mixed = warning.likeness is Likeness.FOREIGN_LETTERS and not warning.known
    text = _MIXED if is_mixed else LIKENESSES[warning.likeness]
    facts = {
        "host": warning.host,
        "shown": warning.shown or warning.host,
        "known": warning.known,
        "portal": warning.portal,
    }
    return text.said(facts)
