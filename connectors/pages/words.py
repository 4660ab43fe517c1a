"""Folding of words, so that one spelling finds them all: lower case, no accents, plain spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """`text` in lower case, without accents, spaces folded ("Télécharger" -> "telecharger")."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", text).strip().lower()


class Words:
    """Finds any of the folded words or phrases, separated by `|`, as a whole; `*` ends a stem.

    There are a hundred such lists, and a visit asks some of them: each is compiled when it is first asked.
    """

    def __init__(self, listed: str) -> None:
        self._listed = listed

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        parts = (re.escape(phrase.strip()) for phrase in self._listed.split("|"))
        each = "|".join(p.replace(r"\*", r"\w*").replace(r"\ ", r"[ '’-]?") for p in parts if p)
        return re.compile(rf"(?<!\w)(?:{each})(?!\w)")

    def search(self, text: str) -> re.Match[str] | None:
        return self._regex.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self._regex.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self._regex.fullmatch(text)

    def sub(self, replacement: str, text: str) -> str:
        return self._regex.sub(replacement, text)


def words(listed: str) -> Words:
    return Words(listed)
