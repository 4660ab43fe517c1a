from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from app.domain.look_alikes import HostWarning
from app.domain.portals import EntryError, Facets, Portal, PortalSummary


class FoundPortals(Protocol):
    """Portals in the order in which to show them; each is read when it is looked at."""

    def __len__(self) -> int: ...

    def __getitem__(self, row: int, /) -> PortalSummary: ...

    def __iter__(self) -> Iterator[PortalSummary]: ...

    def position(self, portal_id: str) -> int | None:
        """The row of a portal, None when it is not among them."""
        ...


class Catalogue(Protocol):
    """The portal entries, shipped and the user's own."""

    @property
    def home(self) -> str:
        """The user's country (ISO 3166): what there is in it is found first."""
        ...

    @property
    def errors(self) -> Sequence[EntryError]:
        """What is wrong with the user's own entries; those entries are left out."""
        ...

    def get(self, portal_id: str) -> Portal | None: ...

    def find_by_url(self, url: str) -> Portal | None: ...

    def list(
        self,
        *,
        text: str | None = None,
        country: str | None = None,
        category: str | None = None,
        letter: str | None = None,
        limit: int | None = None,
    ) -> FoundPortals:
        """The portals that fit every condition: best match for `text` first, else by name."""
        ...

    def warm(self) -> None:
        """Does now, on any thread, what the first question would have to wait for."""
        ...

    def facets(self) -> Facets: ...

    def warnings(self, hosts: Sequence[str], name: str = "") -> Sequence[HostWarning]:
        """What a person should know of these hosts before a password goes there; nothing for known hosts.

        `name`: of the portal that names them.
        """
        ...
