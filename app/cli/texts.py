"""Every code of the core in words: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.i18n import tr


@dataclass(frozen=True, slots=True)
class Text:
    """Source texts, marked for the catalogue. `means` and `do` are empty where nothing is left to say."""

    happened: str
    means: str = ""
    do: str = ""


_UNKNOWN = "…"


class _Places(dict[str, object]):
    """A fact that is not known must not hide the sentence."""

    def __missing__(self, key: str) -> str:
        return _UNKNOWN


def in_words(text: Text, facts: Mapping[str, object], *, with_action: bool = True) -> str:
    """The sentences in the language of the user, their {places} filled from the facts."""
    parts = [text.happened, text.means, *([text.do] if with_action else [])]
    places = _Places({key: value for key, value in facts.items() if value not in (None, "")})
    said = " ".join(tr(part).format_map(places) for part in parts if part)
    return said.replace(f" ({_UNKNOWN})", "")


def action_in_words(text: Text, facts: Mapping[str, object]) -> str:
    """Only what to do."""
    return in_words(Text(text.do), facts)
