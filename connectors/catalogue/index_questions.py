"""The ways in which words are looked up in the index, from the surest to the vaguest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from connectors.catalogue.address_match import hosts_above
from connectors.catalogue.folding import compact, first_letter
from connectors.catalogue.index_building import JOINED
from connectors.catalogue.portal_index import EVERY, PortalIndex

Rank = tuple[int, ...]
"""Smaller is better; the last part is the number of the portal, which counts in alphabetical order."""

_LAST: Final = chr(0x10FFFF)
_SHORTEST_PART: Final = 3
"""Signs: what the index of parts is made of"""
_ABROAD: Final = "(p.countries <> '' AND instr(p.countries, :home) = 0)"
# Among those of the user's country, what is mainly for another one comes after the rest; then the surer ones.
_ORDER: Final = "(p.countries <> '' AND substr(p.countries, 1, 2) <> :home) AS other, p.rank, p.number"
BY_HOME: Final = f"{_ABROAD}, p.number"
_ENDING: Final = "AND {condition} ORDER BY abroad, other, p.rank, p.number LIMIT :limit"

_BY_HOST: Final = f"""
SELECT -max(length(h.host)) AS shorter, min(instr(p.homepage, h.host) = 0) AS elsewhere,
  {_ABROAD} AS abroad, {_ORDER}
FROM host h JOIN portal p ON p.number = h.portal WHERE h.host IN ({{hosts}}) AND {{condition}}
GROUP BY p.number ORDER BY shorter, elsewhere, abroad, other, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_TERM: Final = f"""
SELECT {_ABROAD} AS abroad, min(t.text NOT IN (:text, :compact)) AS begun, min(t.place) AS place, {_ORDER}
FROM term t JOIN portal p ON p.number = t.portal
WHERE (t.text >= :text AND t.text < :end AND t.place < {JOINED} OR t.text = :compact) AND {{condition}}
GROUP BY p.number ORDER BY abroad, begun, place, other, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_LETTER: Final = f"SELECT {_ABROAD} AS abroad, {_ORDER} FROM portal p WHERE p.letter = :initial {_ENDING}"  # noqa: S608
_BY_WORDS: Final = f"""
SELECT {_ABROAD} AS abroad, {_ORDER} FROM words w JOIN portal p ON p.number = w.rowid
WHERE words MATCH :match {_ENDING}"""  # noqa: S608
_BY_PARTS: Final = f"""
SELECT {_ABROAD} AS abroad, {_ORDER} FROM parts w JOIN portal p ON p.number = w.rowid
WHERE parts MATCH :match {_ENDING}"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Wanted:
    """`condition`, `values`: SQL about `p` that everything found must fit. `order`: of what is found without
    words. `home`: the user's country. `limit` negative: everything."""

    condition: str = EVERY
    values: dict[str, object] = field(default_factory=dict)
    home: str = "FR"
    limit: int = -1
    order: str = "p.number"


class Questions:
    """Each answers with ranks, the best first. All text is folded, words are letters and digits only."""

    def __init__(self, index: PortalIndex) -> None:
        self._index = index

    def at_host(self, host: str, wanted: Wanted) -> list[Rank]:
        """Portals that name the host or whose homepage is at a domain above it; the nearest first."""
        hosts = {f"host{n}": each for n, each in enumerate(hosts_above(f"https://{host}"))}
        marks = ", ".join(f":{name}" for name in hosts)
        return self._ask(_BY_HOST.replace("{hosts}", marks), wanted, hosts)

    def named(self, text: str, wanted: Wanted) -> list[Rank]:
        """Named or once named just so: in one word, or in several."""
        return self._terms(text, text + "\0", wanted)

    def begun(self, text: str, wanted: Wanted) -> list[Rank]:
        """A name or alias begins so; those that are named just so first."""
        return self._terms(text, text + _LAST, wanted)

    def with_initial(self, text: str, wanted: Wanted) -> list[Rank]:
        return self._ask(_BY_LETTER, wanted, {"initial": first_letter(text)})

    def with_words(self, words: Sequence[str], wanted: Wanted) -> list[Rank]:
        """Each word begins one of the name or its aliases."""
        return self._match(_BY_WORDS, "names : " + _all_of(words), wanted)

    def with_words_or_hosts(self, words: Sequence[str], wanted: Wanted) -> list[Rank]:
        return self._match(_BY_WORDS, "{names places} : " + _all_of(words), wanted)

    def joined(self, words: Sequence[str], wanted: Wanted) -> list[Rank]:
        """Begins so when it is written as one word."""
        return self._match(_BY_WORDS, "joined : " + _begins("".join(words)), wanted)

    def containing(self, text: str, wanted: Wanted) -> list[Rank]:
        parts = [part for part in dict.fromkeys((text, compact(text))) if len(part) >= _SHORTEST_PART]
        return self._match(_BY_PARTS, " OR ".join(f'"{part}"' for part in parts), wanted) if parts else []

    def _terms(self, text: str, end: str, wanted: Wanted) -> list[Rank]:
        return self._ask(_BY_TERM, wanted, {"text": text, "end": end, "compact": compact(text)})

    def _match(self, question: str, match: str, wanted: Wanted) -> list[Rank]:
        return self._ask(question, wanted, {"match": match})

    def _ask(self, question: str, wanted: Wanted, values: Mapping[str, object]) -> list[Rank]:
        given = {"home": wanted.home, "limit": wanted.limit, **wanted.values, **values}
        return self._index.ask(question.format(condition=wanted.condition), given)


def _begins(word: str) -> str:
    # Nothing in letters and digits means anything to FTS5 inside quotes.
    return f'"{word}" *'


def _all_of(words: Sequence[str]) -> str:
    return "(" + " AND ".join(_begins(word) for word in words) + ")"
