"""Questions to the index file. Any thread may ask; one question is answered at a time."""

from __future__ import annotations

import json
import sqlite3
import threading
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from app.domain.portals import Facets, Portal, PortalSummary, Support
from connectors.catalogue.folding import OTHER_LETTER
from connectors.catalogue.portal_building import build_portal

_COLUMNS: Final = "number, id, name, homepage, countries, categories, two_factor, support"
EVERY: Final = "1"
"""The condition that all portals fit"""
_MOST_MAPPED: Final = 256 * 1024 * 1024
_PAGE: Final = 100
_PAGES_KEPT: Final = 50


class PortalIndex:
    """`connection` may be used by any thread (check_same_thread=False)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._turn = threading.Lock()

    @classmethod
    def open(cls, path: Path) -> PortalIndex:
        """Raises sqlite3.Error for what is no index."""
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        try:
            connection.execute("SELECT number FROM portal LIMIT 1").fetchone()
            connection.execute(f"PRAGMA mmap_size = {_MOST_MAPPED}")
        except sqlite3.Error:
            connection.close()
            raise
        return cls(connection)

    def ask(self, question: str, values: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        with self._turn:
            return self._connection.execute(question, values).fetchall()

    def get(self, portal_id: str) -> Portal | None:
        return next(iter(self._built("portal.id = ?", (portal_id,))), None)

    def at_hosts(self, hosts: Sequence[str]) -> list[Portal]:
        """The portals that name one of these hosts, or whose homepage is at one of these domains."""
        marks = ", ".join("?" * len(hosts))
        return self._built(f"number IN (SELECT portal FROM host WHERE host IN ({marks}))", hosts)  # noqa: S608

    def below_domain(self, domain: str) -> list[Portal]:
        """The portals that name the domain or a host of it."""
        condition = "number IN (SELECT portal FROM host WHERE host = ? OR substr(host, ?) = ?)"
        return self._built(condition, (domain, -len(domain) - 1, f".{domain}"))

    def numbers(self, condition: str, values: dict[str, object], *, order: str = "number") -> array[int]:
        """In alphabetical order, when no other is given."""
        if condition == EVERY:
            last = self.ask("SELECT max(number) FROM portal")[0][0] or 0
            return array("I", range(1, last + 1))
        question = f"SELECT number FROM portal p WHERE {condition} ORDER BY {order}"  # noqa: S608
        rows = self.ask(question, values)
        return array("I", (row[0] for row in rows))

    def number_of(self, portal_id: str) -> int | None:
        found = self.ask("SELECT number FROM portal WHERE id = ?", (portal_id,))
        return int(found[0][0]) if found else None

    def summaries(self, numbers: Iterable[int]) -> list[PortalSummary]:
        """In the order of the numbers."""
        wanted = list(numbers)
        marks = ", ".join("?" * len(wanted))
        rows = self.ask(f"SELECT {_COLUMNS} FROM portal WHERE number IN ({marks})", wanted)  # noqa: S608
        known = {row[0]: _summary(row) for row in rows}
        return [known[number] for number in wanted]

    def facets(self) -> Facets:
        letters = [row[0] for row in self.ask("SELECT DISTINCT letter FROM portal")]
        countries = self.ask("SELECT DISTINCT code FROM country WHERE code <> ''")
        categories = self.ask("SELECT DISTINCT code FROM category")
        return Facets(
            tuple(sorted(letters, key=lambda letter: (letter == OTHER_LETTER, letter))),
            tuple(row[0] for row in countries),
            tuple(row[0] for row in categories),
        )

    def _built(self, condition: str, values: Sequence[object]) -> list[Portal]:
        rows = self.ask(
            f"SELECT data FROM portal JOIN entry ON entry.portal = number WHERE {condition} ORDER BY number",  # noqa: S608
            values,
        )
        return [build_portal(json.loads(row[0])) for row in rows]


class FoundInIndex:
    """Implements app.ports.catalogue.FoundPortals: numbers are known, the rest is read in pages."""

    def __init__(self, index: PortalIndex, numbers: array[int]) -> None:
        self._index, self._numbers = index, numbers
        self._pages: dict[int, list[PortalSummary]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, row: int, /) -> PortalSummary:
        if not 0 <= row < len(self._numbers):
            raise IndexError(row)
        page, place = divmod(row, _PAGE)
        if page not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            numbers = self._numbers[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = self._index.summaries(numbers)
        return self._pages[page][place]

    def __iter__(self) -> Iterator[PortalSummary]:
        return (self[row] for row in range(len(self)))

    def position(self, portal_id: str) -> int | None:
        number = self._index.number_of(portal_id)
        try:
            return self._numbers.index(number) if number is not None else None
        except ValueError:
            return None


def _summary(row: tuple[Any, ...]) -> PortalSummary:
    return PortalSummary(
        id=row[1],
        name=row[2],
        homepage=row[3],
        countries=tuple(row[4].split()),
        categories=tuple(row[5].split()),
        two_factor=tuple(row[6].split()),
        support=Support(row[7]),
    )
