"""Text as it is compared: without case, accents, signs, and words that do not say who is meant. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_WORD: Final = re.compile(r"[^\W_]+")
_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")
_SAY_NOTHING: Final = frozenset(
    """
    a and au aux com d das de del der des di die du el en espace et eu facture factures for fr gmbh http https
    il invoice invoices l la le les ltd mes mon my of pour sa sarl sas spa the und www
    """.split()
)
"""Articles, legal forms, parts of web addresses, and what somebody looks for in every portal"""
OTHER_LETTER: Final = "#"


def fold(text: str) -> str:
    """Words without case, accents and signs, parted by one blank: for comparing, never for showing."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.casefold().translate(_LIGATURES))
        text = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(text.casefold()))


def compact(folded: str) -> str:
    """Folded text written as one word: "leroymerlin"."""
    return folded.replace(" ", "")


def telling_words(folded: str) -> list[str]:
    """The words that say who is meant; all of them when none does."""
    words = folded.split()
    return [word for word in words if word not in _SAY_NOTHING] or words


def without_brackets(name: str) -> str:
    """The name without what sets it apart from the same name elsewhere: "Metro (France)"."""
    return _BRACKETS.sub("", name).strip()


def first_letter(name: str) -> str:
    """A to Z as an index shows it; "#" for names that begin with anything else."""
    initial = fold(name)[:1]
    return initial.upper() if "a" <= initial <= "z" else OTHER_LETTER
