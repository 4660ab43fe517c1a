"""Sentences about what happened, their places filled from facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.i18n import tr

_UNKNOWN: Final = "…"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What happened, what it means, what to do; the last two may be empty."""

    happened: str
    means: str = ""
    do: str = ""

    def said(self, facts: Mapping[str, object]) -> str:
        return filled((self.happened, self.means, self.do), facts)


def filled(sources: tuple[str, ...], facts: Mapping[str, object]) -> str:
    """A fact that is not known must not hide the sentence."""
    places = _Places({key: value for key, value in facts.items() if value not in (None, "")})
    said = " ".join(tr(source).format_map(places) for source in sources if source)
    return said.replace(f" ({_UNKNOWN})", "")


class _Places(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return _UNKNOWN
