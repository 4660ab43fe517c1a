"""Folding of words, so that one spelling finds them all: lower case, no accents, plain spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """`text` in lower case, without accents, spaces folded ("Télécharger" -> "telecharger")."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("ß", "ss"))
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return _SPACES.sub(" ", text).strip().lower()


def words(listed: str) -> re.Pattern[str]:
    """A pattern that finds any of the folded words or phrases, separated by `|`, as a whole; `*` ends a
    stem."""
    parts = (re.escape(phrase.strip()) for phrase in listed.split("|"))
    each = "|".join(p.replace(r"\*", r"\w*").replace(r"\ ", r"[ '’-]?") for p in parts if p)
    return re.compile(rf"(?<!\w)(?:{each})(?!\w)")
