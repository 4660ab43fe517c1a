"""Words compared as people read them: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, no accents, words separated by one space ("S’identifier !" -> "s identifier")."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return _OTHER.sub(" ", bare.lower()).strip()


def fold_identifier(text: str) -> str:
    """Like `fold`, with the humps of camelCase as word limits ("txtUserName" -> "txt user name")."""
    return fold(_HUMP.sub(" ", text))


class Vocabulary:
    """Phrases of several languages; a trailing * stands for any ending, " * " for up to three words.

    Compiled when it is first asked: a visit asks some of them only.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        phrases = [p.strip() for line in self._text.splitlines() for p in line.split(",")]
        found = sorted({_pattern(p) for p in phrases if p}, key=len, reverse=True)
        return re.compile(r"(?<![0-9a-z])(?:" + "|".join(found) + r")(?![0-9a-z])")

    def in_text(self, text: str) -> bool:
        """Whether one of the phrases stands in what a person reads."""
        return bool(self._regex.search(fold(text)))

    def in_identifier(self, text: str) -> bool:
        """Whether one of the phrases stands in a name, id, class or address."""
        return bool(self._regex.search(fold_identifier(text)))

    def first_in(self, text: str) -> str:
        """The folded phrase that was found first, "" when none was."""
        match = self._regex.search(fold(text))
        return match.group(0) if match else ""

    def first_position(self, text: str) -> int:
        """Where the first phrase starts in the folded text; -1 when there is none."""
        match = self._regex.search(fold(text))
        return match.start() if match else -1

    def count_in(self, text: str) -> int:
        """How many different phrases stand in the text."""
        return len({m.group(0) for m in self._regex.finditer(fold(text))})


def _pattern(phrase: str) -> str:
    ending = "[0-9a-z]*" if phrase.endswith("*") else ""
    between = [re.escape(fold(part)).replace(r"\ ", " ") for part in phrase.rstrip("*").split(" * ")]
    return " (?:[0-9a-z]+ ){0,3}".join(between) + ending
