"""Finding portals by words, as people type them: beginnings, former names, one word for two, errors."""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterable
from typing import Final

from app.domain.hosts import host_of
from connectors.catalogue.folding import fold, telling_words
from connectors.catalogue.index_questions import Questions, Rank, Wanted
from connectors.catalogue.near_words import Vocabulary
from connectors.catalogue.portal_index import PortalIndex

_ADDRESS_BEGUN: Final = re.compile(r"https?:?/{0,2}(?:www\.?)?|www\.?")
"""Nothing yet that could be looked for"""
_MOST_GUESSES: Final = 6
_MOST_WORDS: Final = 5
"""Of a text that nothing fits, so many are tried without one or more of them"""


class TextSearch:
    def __init__(self, index: PortalIndex) -> None:
        self._index = index
        self._questions = Questions(index)
        self._vocabulary = Vocabulary(index)

    def warm(self) -> None:
        """Does what the first mistyped word would have to wait for."""
        self._vocabulary.warm()

    def find(self, text: str, wanted: Wanted) -> array[int]:
        """The numbers of the portals, the best first; all of them when `text` holds no word."""
        host = _host_in(text)
        folded = "" if _ADDRESS_BEGUN.fullmatch(text.strip()) else fold(host or text)
        if not folded:
            values = {**wanted.values, "home": wanted.home}
            every = self._index.numbers(wanted.condition, values, order=wanted.order)
            return every if wanted.limit < 0 else every[: wanted.limit]
        found = _Found(wanted.limit)
        if host:
            found.add(self._questions.at_host(host, wanted))
        if not found.numbers:
            self._find_words(folded, wanted, found)
        return array("I", found.numbers)

    def _find_words(self, folded: str, wanted: Wanted, found: _Found) -> None:
        ask, words = self._questions, telling_words(folded)
        if len(folded) == 1:  # nearly everything has a word that begins so
            found.add(ask.named(folded, wanted))
            found.add(ask.with_initial(folded, wanted))
            return
        found.add(ask.begun(folded, wanted))
        found.add(ask.begun(" ".join(words), wanted))
        for surely in (ask.with_words, ask.with_words_or_hosts):
            if not found.is_full:
                found.add(surely(words, wanted))
        guesses = [] if found.numbers else self._vocabulary.guesses(words, _MOST_GUESSES)
        found.add(self._guessed(wanted, (words for errors, words in guesses if errors[0] == 1)))
        if not found.is_full:
            found.add(ask.joined(words, wanted))
            found.add(ask.containing(folded, wanted))
        if not found.numbers:
            found.add(self._guessed(wanted, (words for errors, words in guesses if errors[0] > 1)))
        if not found.numbers:
            self._find_some(words, wanted, found)

    def _guessed(self, wanted: Wanted, guesses: Iterable[tuple[str, ...]]) -> list[Rank]:
        """What would have been found, had nearly the same words been typed."""
        ranks: list[Rank] = []
        for words in guesses:
            ranks += [(0, *rank) for rank in self._questions.begun(" ".join(words), wanted)]
            ranks += [(1, *rank) for rank in self._questions.with_words(words, wanted)]
        return sorted(ranks)

    def _find_some(self, words: list[str], wanted: Wanted, found: _Found) -> None:
        """What fits without one of the words, or two, ...; of single words, the rarest says most."""
        tried = words[:_MOST_WORDS]
        for size in range(len(words) - 1, 0, -1):
            answers = [
                self._questions.with_words(some, wanted)
                for some in itertools.combinations(tried, size)
                if any(len(word) > 2 for word in some)
            ]
            for ranks in sorted(filter(None, answers), key=len):
                found.add(ranks)
            if found.numbers:
                return


class _Found:
    """Numbers of portals, in the order in which they were found first."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._numbers: dict[int, None] = {}

    @property
    def is_full(self) -> bool:
        return 0 <= self._limit <= len(self._numbers)

    @property
    def numbers(self) -> list[int]:
        return list(self._numbers)[: self._limit if self._limit >= 0 else None]

    def add(self, ranks: Iterable[Rank]) -> None:
        self._numbers |= {rank[-1]: None for rank in ranks if rank[-1] not in self._numbers}


def _host_in(text: str) -> str | None:
    """The host of a web address, with or without its scheme; None for other text."""
    address = text.strip()
    if "." not in address or any(sign.isspace() for sign in address):
        return None
    return host_of(address if "://" in address else f"https://{address}")
