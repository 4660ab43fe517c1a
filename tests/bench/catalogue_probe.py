"""`python -m tests.bench.catalogue_probe open|search SHIPPED INDEX_FOLDER` writes as JSON how many milliseconds it takes
to open a catalogue whose index is there; or, for each key typed into a search, to find and read what it shows."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from connectors.catalogue.catalogue import YamlCatalogue

_TYPED: Final = (
    # Names and aliases of one word, two, three; with and without accents; what is one word in two.
    "Provence Assurances",
    "électricité",
    "banque jardin",
    "maison de la lumiere",
    "solbrebre 10",
    "AlphaEau",
    "tele marche",
    # Beginnings and initials.
    "ht park",
    "loc uni",
    "edf",
    "a",
    # A letter missing, swapped, doubled, wrong; in one word of two; two words that never stand together.
    "telecm",
    "logisitque",
    "bannque",
    "assurences loire",
    "electrcite nord",
    "gacla enrgies",
    "garage maritime",
    # Not there at all.
    "qwxz",
    "zzz qqq",
    # Addresses.
    "https://www.baflo-0.example/",
    "clalolo-3.example",
)
_MOST_FOUND: Final = 200
_LINES: Final = 12
"""What the chooser asks for, and what it shows of it"""


def texts_typed() -> Iterator[list[str]]:
    """What stands in the search after each key, text by text."""
    yield from ([text[:end] for end in range(1, len(text) + 1)] for text in _TYPED)


def open_catalogue(shipped: str, index_folder: str) -> YamlCatalogue:
    """As the wizards do."""
    catalogue = YamlCatalogue(shipped=Path(shipped), index_folder=Path(index_folder))
    catalogue.warm()
    return catalogue


def main() -> None:
    mode, shipped, index_folder = sys.argv[1:]
    begun = time.perf_counter()
    catalogue = open_catalogue(shipped, index_folder)
    opened = time.perf_counter() - begun
    print(json.dumps(opened * 1000 if mode == "open" else [*_searches(catalogue)]))


def _searches(catalogue: YamlCatalogue) -> Iterator[tuple[str, float]]:
    for text in (text for texts in texts_typed() for text in texts):
        begun = time.perf_counter()
        found = catalogue.list(text=text, limit=_MOST_FOUND)
        for row in range(min(_LINES, len(found))):
            _ = found[row]
        yield text, (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
