"""The catalogue as one SQLite file, made from the entries whenever these have changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.domain.hosts import host_of
from app.domain.portals import Portal, Support
from connectors.catalogue.domains import name_of, registered_domain
from connectors.catalogue.folding import compact, first_letter, fold, without_brackets
from connectors.catalogue.portal_building import build_portal

Data = Mapping[str, Any]

_RANKS: Final = {Support.VERIFIED: 0, Support.UNVERIFIED: 1, Support.BY_HAND: 2}
IN_NAME, IN_ALIAS, JOINED = 1, 2, 3
"""Places of a term, the most telling first"""

# `known` holds the shipped entries, also those that the user replaced: own ones may be look-alikes of them.
# `portal.number` counts in alphabetical order: whatever is sorted by it is sorted by name.
_TABLES: Final = """
CREATE TABLE portal(number INTEGER PRIMARY KEY, id TEXT UNIQUE, name TEXT, homepage TEXT, countries TEXT,
  categories TEXT, two_factor TEXT, support TEXT, rank INTEGER, letter TEXT);
CREATE TABLE entry(portal INTEGER PRIMARY KEY, data TEXT);
CREATE TABLE country(code TEXT, portal INTEGER, PRIMARY KEY(code, portal)) WITHOUT ROWID;
CREATE TABLE category(code TEXT, portal INTEGER, PRIMARY KEY(code, portal)) WITHOUT ROWID;
CREATE TABLE host(host TEXT, portal INTEGER, PRIMARY KEY(host, portal)) WITHOUT ROWID;
CREATE TABLE known(domain TEXT, label TEXT, portal TEXT, folded TEXT, PRIMARY KEY(domain, portal))
  WITHOUT ROWID;
CREATE TABLE term(text TEXT, portal INTEGER, place INTEGER, PRIMARY KEY(text, portal)) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(names, joined, places, content='', detail=column, prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE parts USING fts5(names, content='', tokenize='trigram');
CREATE TABLE vocabulary(word TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_COUNT_WORDS: Final = """
CREATE VIRTUAL TABLE temp.counted USING fts5vocab(main, words, col);
INSERT INTO vocabulary SELECT term FROM temp.counted WHERE col = 'names';
DROP TABLE temp.counted;
CREATE INDEX portal_letter ON portal(letter);
"""


def fill(connection: sqlite3.Connection, shipped: Iterable[Data], own: Iterable[Data]) -> None:
    """Makes the tables of valid entries; an own entry replaces the shipped one with the same id."""
    connection.executescript(_TABLES)
    ours = [(build_portal(data), data) for data in shipped]
    chosen = {portal.id: (portal, data) for portal, data in ours}
    chosen |= {data["id"]: (build_portal(data), data) for data in own}
    every = sorted(chosen.values(), key=lambda item: (fold(item[0].name), item[0].id))
    with connection:
        for portal, _ in ours:
            _add_known(connection, portal)
        for number, (portal, data) in enumerate(every, start=1):
            _add(connection, number, portal)
            text = json.dumps(data, ensure_ascii=False)
            connection.execute("INSERT INTO entry VALUES (?, ?)", (number, text))
    connection.executescript(_COUNT_WORDS)


def _add(connection: sqlite3.Connection, number: int, portal: Portal) -> None:
    connection.execute(
        "INSERT INTO portal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            portal.id,
            portal.name,
            portal.homepage,
            " ".join(portal.countries),
            " ".join(portal.categories),
            " ".join(portal.two_factor),
            portal.support.value,
            _RANKS[portal.support],
            first_letter(portal.name),
        ),
    )
    _add_all(connection, "country", portal.countries or ("",), number)
    _add_all(connection, "category", portal.categories, number)
    home = (host_of(portal.homepage) or "").removeprefix("www.")
    _add_all(connection, "host", dict.fromkeys((*portal.hosts, home)), number)
    _add_words(connection, number, portal)


def _add_known(connection: sqlite3.Connection, portal: Portal) -> None:
    domains = dict.fromkeys(registered_domain(host) for host in portal.hosts)
    folded = fold(without_brackets(portal.name))
    connection.executemany(
        "INSERT OR IGNORE INTO known VALUES (?, ?, ?, ?)",
        [(domain, name_of(domain), portal.name, folded) for domain in domains if domain],
    )


def _add_all(connection: sqlite3.Connection, table: str, values: Iterable[str], number: int) -> None:
    # The name of the table is ours.
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(value, number) for value in values])  # noqa: S608


def _add_words(connection: sqlite3.Connection, number: int, portal: Portal) -> None:
    terms: dict[str, int] = {}
    joined: list[str] = []
    for text, place in (
        (portal.name, IN_NAME),
        (without_brackets(portal.name), IN_NAME),
        *((alias, IN_ALIAS) for alias in portal.aliases),
        (portal.id, IN_ALIAS),
    ):
        folded = fold(text)
        if folded:
            terms.setdefault(folded, place)
            joined.append(compact(folded))
    names = " ".join(terms)
    for term in joined:
        terms.setdefault(term, JOINED)
    connection.executemany(
        "INSERT INTO term VALUES (?, ?, ?)", [(term, number, place) for term, place in terms.items()]
    )
    places = " ".join(fold(host.removeprefix("www.")) for host in portal.hosts)
    connection.execute(
        "INSERT INTO words(rowid, names, joined, places) VALUES (?, ?, ?, ?)",
        (number, names, " ".join(joined), places),
    )
    connection.execute("INSERT INTO parts(rowid, names) VALUES (?, ?)", (number, "\n".join(terms)))
