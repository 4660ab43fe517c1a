"""The portal entries: those that ship with the program and the user's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import resources
from app.domain.hosts import host_of
from app.domain.look_alikes import HostWarning
from app.domain.portals import EntryError, Facets, Portal
from connectors.catalogue.address_match import hosts_above, portal_at
from connectors.catalogue.index_file import Entries, open_index
from connectors.catalogue.index_questions import BY_HOME, Wanted
from connectors.catalogue.portal_index import EVERY, FoundInIndex, PortalIndex
from connectors.catalogue.text_search import TextSearch

HOME: Final = "FR"
"""Where most of our users are"""


def shipped_folder() -> Path:
    """The entries that came with the program."""
    return Path(resources.__path__[0]) / "portals"


class YamlCatalogue:
    """Reads the folders when first asked, or the index made of them while they have not changed.

    An own entry replaces the shipped one with the same id. `index_folder`: where the index is kept, None for
    in memory. `home`: the user's country, whose portals are found first.
    """

    def __init__(
        self,
        own_folder: Path | None = None,
        *,
        shipped: Path | None = None,
        index_folder: Path | None = None,
        home: str = HOME,
    ) -> None:
        self._entries = Entries(shipped or shipped_folder(), own_folder)
        self._index_folder = index_folder
        self.home = home
        self._opened: tuple[PortalIndex, TextSearch] | None = None

    @property
    def errors(self) -> tuple[EntryError, ...]:
        """What is wrong with the user's own entries; those entries are left out."""
        return self._entries.own().errors

    def list(
        self,
        *,
        text: str | None = None,
        country: str | None = None,
        category: str | None = None,
        letter: str | None = None,
        limit: int | None = None,
    ) -> FoundInIndex:
        """The portals that fit every condition: best match for `text` first, else by name.

        Of a category, those of the user's country come before others; in a country, those that name it before
        those that are everywhere.
        """
        index, search = self._open()
        conditions, values, order = [EVERY], dict[str, object](), "p.number"
        if category:
            conditions.append("p.number IN (SELECT portal FROM category WHERE code = :category)")
            values["category"] = category
            order = BY_HOME
        if country:
            conditions.append("p.number IN (SELECT portal FROM country WHERE code IN (:country, ''))")
            values["country"] = country.strip().upper()
            order = "p.countries = '', p.number"
        if letter:
            conditions.append("p.letter = :letter")
            values["letter"] = letter.strip().upper()
        most = -1 if limit is None else max(limit, 0)
        wanted = Wanted(" AND ".join(conditions), values, self.home, most, order)
        return FoundInIndex(index, search.find(text or "", wanted))

    def get(self, portal_id: str) -> Portal | None:
        return self._open()[0].get(portal_id)

    def find_by_url(self, url: str) -> Portal | None:
        """The portal that an address belongs to; None when none does, or when it could be several."""
        index = self._open()[0]
        return portal_at(index.at_hosts(hosts_above(url)), url) or _only_one_at(index, url)

    def facets(self) -> Facets:
        return self._open()[0].facets()

    def warnings(self, hosts: Sequence[str], name: str = "") -> tuple[HostWarning, ...]:
        """What a person should know of these hosts before a password goes there; nothing for known hosts."""
        from connectors.catalogue.look_alikes import Lookout

        return Lookout(self._open()[0]).warnings(hosts, name)

    def warm(self) -> None:
        """Does now what the first search would have to wait for."""
        self._open()[1].warm()
        self._entries.own()

    def check(self, files: Iterable[Path]) -> tuple[EntryError, ...]:
        """Everything that is wrong with these files; empty when all are valid."""
        from connectors.catalogue.entry_check import check_entries

        return check_entries(files)

    def _open(self) -> tuple[PortalIndex, TextSearch]:
        if self._opened is None:
            index = open_index(self._entries, self._index_folder)
            self._opened = index, TextSearch(index)
        return self._opened


def _only_one_at(index: PortalIndex, url: str) -> Portal | None:
    """The portal at another host of the same domain, when the domain is no other's."""
    from connectors.catalogue.domains import registered_domain

    host = host_of(url)
    domain = registered_domain(host) if host else ""
    found = index.below_domain(domain) if domain else []
    return found[0] if len(found) == 1 else None
