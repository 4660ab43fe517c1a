"""Words of the catalogue that hardly differ from a word that was typed."""

from __future__ import annotations

import importlib
import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from connectors.catalogue.portal_index import PortalIndex

Difference = tuple[int, int]
"""Errors, and 1 when the first letter is another one: people seldom get that one wrong"""

_NEAREST: Final = 5
_NONE: Final = (0, 0)


class Vocabulary:
    def __init__(self, index: PortalIndex) -> None:
        self._index = index
        self._words: list[str] | None = None
        self._by_length: dict[int, list[str]] = {}

    def words(self) -> list[str]:
        """Every word of names and aliases, in order."""
        if self._words is None:
            words = [row[0] for row in self._index.ask("SELECT word FROM vocabulary ORDER BY word")]
            for word in words:
                self._by_length.setdefault(len(word), []).append(word)
            self._words = words
        return self._words

    def warm(self) -> None:
        """Reads the words and loads the library."""
        self._is_begun("")
        importlib.import_module("rapidfuzz.process")

    def guesses(self, words: Sequence[str], limit: int) -> list[tuple[Difference, tuple[str, ...]]]:
        """Other words that may have been meant, and how far they are from those typed; the nearest first."""
        unknown = {word for word in words if not self._is_begun(word)}
        choices = [
            self._choices(word, is_last=n == len(words) - 1)
            if word in unknown or not unknown
            else [(_NONE, word)]
            for n, word in enumerate(words)
        ]
        guesses = [(_sum(each), tuple(word for _, word in each)) for each in itertools.product(*choices)]
        guesses.sort()
        return [each for each in guesses if each[0] != _NONE][:limit]

    def _choices(self, word: str, *, is_last: bool) -> list[tuple[Difference, str]]:
        """The word itself, and those near to it."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = _most_errors(word)
        near: dict[str, int] = {}
        for pool in self._pools(word, most, is_last) if most else ():
            for found, errors, _ in process.extract(
                word, pool, scorer=OSA.distance, score_cutoff=most, limit=4 * _NEAREST
            ):
                near.setdefault(found, int(errors))
        near[word] = 0
        ranked = sorted(((errors, int(found[0] != word[0])), found) for found, errors in near.items())
        return ranked[: _NEAREST + 1]

    def _pools(self, word: str, most: int, is_last: bool) -> Iterator[Sequence[str]]:
        """The last word may be no more than the beginning of one: it is held against beginnings, too."""
        lengths = range(len(word) - most, len(word) + most + 1)
        yield from (self._by_length.get(length, ()) for length in lengths)
        if is_last:
            words, size = self.words(), len(word)
            begin, end = bisect_left(words, word[0]), bisect_left(words, chr(ord(word[0]) + 1))
            yield list({each[:size] for each in words[begin:end] if len(each) > size})

    def _is_begun(self, word: str) -> bool:
        """Does any word begin like this one?"""
        words = self.words()
        place = bisect_left(words, word)
        return place < len(words) and words[place].startswith(word)


def _sum(chosen: Sequence[tuple[Difference, str]]) -> Difference:
    return sum(each[0][0] for each in chosen), sum(each[0][1] for each in chosen)


def _most_errors(word: str) -> int:
    if len(word) < 3 or word.isdigit():
        return 0
    return 1 if len(word) < 8 else 2
