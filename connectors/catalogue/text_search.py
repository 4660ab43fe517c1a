"""Finding portals by words, as people type them: beginnings, former names, one word for two, errors."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.hosts import host_of
from connectors.catalogue.address_match import hosts_above
from connectors.catalogue.folding import compact, first_letter, fold, telling_words
from connectors.catalogue.near_words import Vocabulary
from connectors.catalogue.portal_index import PortalIndex

Rank = tuple[int, ...]
"""Smaller is better; the last part is the number of the portal, which counts in alphabetical order."""

_MOST_GUESSES: Final = 6
_SOME_WORDS: Final = 20
_LAST: Final = chr(0x10FFFF)
_HOME: Final = "(p.countries <> '' AND instr(p.countries, :home) = 0)"
"""0 for what there is in the user's country, 1 for the rest"""

# Named as it was typed, or beginning so: the name before aliases.
_BY_HOST: Final = f"""
SELECT -max(length(h.host)) AS shorter, {_HOME} AS abroad, p.rank, p.number
FROM host h JOIN portal p ON p.number = h.portal WHERE h.host IN ({{hosts}}) AND {{condition}}
GROUP BY p.number ORDER BY shorter, abroad, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_TERM: Final = f"""
SELECT min(CASE WHEN t.text IN (:text, :compact) THEN 0 ELSE 1 END) AS begun, {_HOME} AS abroad,
  min(t.place) AS place, p.rank, p.number
FROM term t JOIN portal p ON p.number = t.portal
WHERE (t.text >= :text AND t.text < :text_end OR t.text >= :compact AND t.text < :compact_end)
  AND {{condition}}
GROUP BY p.number ORDER BY begun, abroad, place, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_LETTER: Final = f"""
SELECT {_HOME} AS abroad, p.rank, p.number FROM portal p
WHERE p.letter = :initial AND {{condition}} ORDER BY abroad, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_WORDS: Final = f"""
SELECT {_HOME} AS abroad, p.rank, p.number FROM words w JOIN portal p ON p.number = w.rowid
WHERE words MATCH :match AND {{condition}} ORDER BY abroad, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_PARTS: Final = f"""
SELECT {_HOME} AS abroad, p.rank, p.number FROM parts w JOIN portal p ON p.number = w.rowid
WHERE parts MATCH :match AND {{condition}} ORDER BY abroad, p.rank, p.number LIMIT :limit"""  # noqa: S608
_BY_SOME_WORDS: Final = """
SELECT p.number FROM words w JOIN portal p ON p.number = w.rowid
WHERE words MATCH :match AND {condition} ORDER BY w.rank, p.number LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`condition`, `values`: SQL about `p` that everything found must fit. `home`: the user's country.
    `limit` negative: everything."""

    condition: str = "1"
    values: dict[str, object] = field(default_factory=dict)
    home: str = "FR"
    limit: int = -1


class TextSearch:
    def __init__(self, index: PortalIndex) -> None:
        self._index = index
        self._vocabulary = Vocabulary(index)

    def warm(self) -> None:
        """Reads what the first mistyped word would have to wait for."""
        self._vocabulary.words()

    def find(self, text: str, wanted: Wanted) -> array[int]:
        """The numbers of the portals, the best first; all of them when `text` holds no word."""
        host = _host_in(text)
        at_host = self._at_host(host, wanted) if host else ()
        if at_host:
            return array("I", at_host)
        folded = fold(host or text)
        if not folded:
            return self._index.numbers(wanted.condition, wanted.values)[: _end(wanted.limit)]
        found = self._as_typed(folded, wanted)
        if not found:
            found = dict.fromkeys(rank[-1] for rank in sorted(self._corrected(folded, wanted)))
        if not found:
            found = dict.fromkeys(rank[-1] for rank in self._some_words(folded, wanted))
        return array("I", itertools.islice(found, _end(wanted.limit)))

    def _at_host(self, host: str, wanted: Wanted) -> list[int]:
        hosts = {f"host{n}": each for n, each in enumerate(hosts_above(f"https://{host}"))}
        marks = ", ".join(f":{name}" for name in hosts)
        return [rank[-1] for rank in self._ask(_BY_HOST.replace("{hosts}", marks), wanted, hosts)]

    def _as_typed(self, folded: str, wanted: Wanted) -> dict[int, None]:
        """The best first; what is worse is looked for only while there are too few."""
        found: dict[int, None] = {}
        steps = [self._by_term, self._by_names, self._by_all_words, self._by_parts]
        if len(folded) == 1:  # nearly everything has a word that begins so
            steps = [self._by_whole_term, self._by_letter]
        for step in steps:
            found |= {rank[-1]: None for rank in step(folded, wanted) if rank[-1] not in found}
            if 0 <= wanted.limit <= len(found):
                break
        return found

    def _by_term(self, folded: str, wanted: Wanted, end: str = _LAST) -> list[Rank]:
        joined = compact(folded)
        values = {"text": folded, "text_end": folded + end, "compact": joined, "compact_end": joined + end}
        return [(0, *row) for row in self._ask(_BY_TERM, wanted, values)]

    def _by_whole_term(self, folded: str, wanted: Wanted) -> list[Rank]:
        return self._by_term(folded, wanted, end="\0")

    def _by_letter(self, folded: str, wanted: Wanted) -> list[Rank]:
        return self._ask(_BY_LETTER, wanted, {"initial": first_letter(folded)})

    def _by_names(self, folded: str, wanted: Wanted) -> list[Rank]:
        words = telling_words(folded)
        match = "names : " + _all_of(words)
        if len(words) > 1:
            match = f"({match}) OR (joined : {_begins(''.join(words))})"
        return [(1, *row) for row in self._ask(_BY_WORDS, wanted, {"match": match})]

    def _by_all_words(self, folded: str, wanted: Wanted) -> list[Rank]:
        match = _all_of(telling_words(folded))
        return [(2, *row) for row in self._ask(_BY_WORDS, wanted, {"match": match})]

    def _by_parts(self, folded: str, wanted: Wanted) -> list[Rank]:
        if len(folded) < 3:  # what the index is made of
            return []
        match = f'"{folded}" OR "{compact(folded)}"' if len(compact(folded)) >= 3 else f'"{folded}"'
        return [(3, *row) for row in self._ask(_BY_PARTS, wanted, {"match": match})]

    def _corrected(self, folded: str, wanted: Wanted) -> Iterator[Rank]:
        """What would have been found, had nearly the same words been typed."""
        for (errors, other_initials), words in self._vocabulary.guesses(telling_words(folded), _MOST_GUESSES):
            guess = " ".join(words)
            for step in (self._by_term, self._by_names):
                for rank in step(guess, wanted):
                    yield (errors, other_initials, *rank)

    def _some_words(self, folded: str, wanted: Wanted) -> list[Rank]:
        words = telling_words(folded)
        match = " OR ".join(_begins(word) for word in words if len(word) > 2)
        if not match or len(words) < 2:
            return []
        limit = min(wanted.limit, _SOME_WORDS) if wanted.limit >= 0 else _SOME_WORDS
        return self._ask(_BY_SOME_WORDS, wanted, {"match": match, "limit": limit})

    def _ask(self, question: str, wanted: Wanted, values: Mapping[str, object]) -> list[Rank]:
        given = {"home": wanted.home, "limit": wanted.limit, **wanted.values, **values}
        return self._index.ask(question.format(condition=wanted.condition), given)


def _host_in(text: str) -> str | None:
    """The host of a web address, with or without its scheme; None for other text."""
    address = text.strip()
    if "." not in address or any(sign.isspace() for sign in address):
        return None
    return host_of(address if "://" in address else f"https://{address}")


def _end(limit: int) -> int | None:
    return limit if limit >= 0 else None


def _begins(word: str) -> str:
    # Folded words are letters and digits only: nothing in them means anything to FTS5 inside quotes.
    return f'"{word}" *'


def _all_of(words: list[str]) -> str:
    return "(" + " AND ".join(_begins(word) for word in words) + ")"
