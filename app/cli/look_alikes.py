"""Says what makes a host doubtful, before a password is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from app.cli.invocation import Invocation
from app.cli.secret_input import ask_text
from app.cli.texts import Text, in_words
from app.domain.errors import CancelledError
from app.domain.look_alikes import HostWarning, Likeness
from app.i18n import mark, tr

_COMPARE: Final = mark("Compare it with an invoice or your contract before you type a password.")
LIKENESSES: Final = {
    Likeness.FOREIGN_LETTERS: Text(
        mark("“{shown}” is written with letters that look like those of {known} ({portal})."),
        mark("It is another site."),
        _COMPARE,
    ),
    Likeness.NEAR_KNOWN: Text(
        mark("{host} hardly differs from {known}, the address of {portal}."),
        mark("It is another site."),
        _COMPARE,
    ),
    Likeness.KNOWN_INSIDE: Text(
        mark("{host} contains the name of {portal}, whose address is {known}."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.OTHER_DOMAIN: Text(
        mark("{host} has the same name as {known}, the address of {portal}, with another ending."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.SAME_NAME: Text(
        mark("The portal {portal} is known at {known}, not at {host}."),
        mark("It may belong to somebody else."),
        _COMPARE,
    ),
    Likeness.PUNYCODE: Text(
        mark("{host} is shown in browsers as “{shown}”: some of its letters are not from a to z."),
        do=_COMPARE,
    ),
}
_MIXED: Final = Text(
    mark("“{shown}” mixes the letters of several alphabets, as false addresses do."), do=_COMPARE
)


def warn_of(invocation: Invocation, hosts: Iterable[str], name: str = "") -> Sequence[HostWarning]:
    """Tells of doubtful hosts; a person at the terminal has to confirm them. Raises CancelledError."""
    warnings = invocation.application.catalogue().warnings([*hosts], name)
    for warning in warnings:
        invocation.output.say(warning_text(warning))
    if warnings and invocation.is_interactive:
        answer = ask_text(invocation, tr("Is the address right? Type “yes” to go on:"))
        if answer.casefold() not in ("y", "yes", "o", "oui"):
            raise CancelledError
    return warnings


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
    return in_words(text, facts)
