"""What French typography asks of a text: typographic apostrophes, no-break spaces where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_BREAK = "\u00a0\u202f"

# A sign counts as punctuation when a space or the end follows: `https://`, `12:30` and `{name}` are none.
_RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "straight apostrophe, ’ is wanted"),
    (
        re.compile(rf"(?<=[^{NO_BREAK}\"])[:;?!](?=\s|$|[»)])(?<![?!][?!])"),
        "a no-break space is wanted before : ; ? !",
    ),
    (re.compile(rf"(?<=[^{NO_BREAK}])[»€]"), "a no-break space is wanted before » €"),
    (re.compile(rf"«(?![{NO_BREAK}])"), "a no-break space is wanted after «"),
    (re.compile(r"(?<=\d)[ ]?%(?![%(\w])"), "a no-break space is wanted before %"),
    (re.compile(r"\w\.\.\.(?=\s|$)"), "three dots, … is wanted"),
)


def faults(text: str) -> Iterator[str]:
    """What is wrong with a French text, each with the place."""
    for pattern, what in _RULES:
        for found in pattern.finditer(text):
            around = text[max(0, found.start() - 15) : found.end() + 10]
            yield f"{what}: “{around}”"
