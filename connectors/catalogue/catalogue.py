"""The portal entries: those that ship with the program and the user's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import resources
from app.domain.portals import EntryError, Portal
from connectors.catalogue.portal_building import build_portal
from connectors.catalogue.portal_search import matching, portal_at
from connectors.catalogue.yaml_source import UnreadableEntryError, read_trusted

SUFFIXES = (".yaml", ".yml")


def shipped_folder() -> Path:
    """The entries that came with the program."""
    return Path(resources.__path__[0]) / "portals"


class YamlCatalogue:
    """Reads the folders once, when first asked. An own entry replaces the shipped one with the same id."""

    def __init__(self, own_folder: Path | None = None, *, shipped: Path | None = None) -> None:
        self._own_folder = own_folder
        self._shipped = shipped or shipped_folder()
        self._own: dict[str, Portal] | None = None
        self._all: dict[str, Portal] | None = None
        self._errors: tuple[EntryError, ...] = ()

    @property
    def errors(self) -> tuple[EntryError, ...]:
        """What is wrong with the user's own entries; those entries are left out."""
        self._own_portals()
        return self._errors

    def list(
        self,
        *,
        text: str | None = None,
        country: str | None = None,
        category: str | None = None,
        letter: str | None = None,
        limit: int | None = None,
    ) -> tuple[Portal, ...]:
        """The portals that fit every condition: best match first, then by name."""
        portals = self._portals().values()
        found = matching(portals, text=text, country=country, category=category, letter=letter)
        return tuple(found if limit is None else found[: max(limit, 0)])

    def get(self, portal_id: str) -> Portal | None:
        """The portal with this id; reads no other shipped entry."""
        if self._all is not None:
            return self._all.get(portal_id)
        own = self._own_portals().get(portal_id)
        if own is not None:
            return own
        # Looked up among the names, not built into a path: the id comes from outside.
        path = next((path for path in self._shipped.glob("*.yaml") if path.stem == portal_id), None)
        return build_portal(read_trusted(path)) if path else None

    def find_by_url(self, url: str) -> Portal | None:
        """The portal that an address belongs to; None when none does, or when it could be several."""
        return portal_at(self._portals().values(), url)

    def check(self, files: Iterable[Path]) -> tuple[EntryError, ...]:
        """Everything that is wrong with these files; empty when all are valid."""
        from connectors.catalogue.entry_check import check_entries

        return check_entries(files)

    def _portals(self) -> dict[str, Portal]:
        if self._all is None:
            shipped = (build_portal(read_trusted(path)) for path in sorted(self._shipped.glob("*.yaml")))
            self._all = {portal.id: portal for portal in shipped} | self._own_portals()
        return self._all

    def _own_portals(self) -> dict[str, Portal]:
        if self._own is None:
            self._own = {}
            files = _entry_files(self._own_folder)
            if files:
                self._read_own(files, self._own)
        return self._own

    def _read_own(self, files: Iterable[Path], portals: dict[str, Portal]) -> None:
        # pydantic takes longer to import than all shipped entries take to read.
        from connectors.catalogue.entry_check import load_portal

        errors: list[EntryError] = []
        for path in files:
            try:
                portal = load_portal(path)
            except UnreadableEntryError as error:
                errors.extend(error.errors)
                continue
            if portal.id in portals:
                message = "Another file of this folder has the same id."
                errors.append(EntryError(str(path), 1, "id", "duplicate_id", message))
            else:
                portals[portal.id] = portal
        self._errors = tuple(errors)


def _entry_files(folder: Path | None) -> tuple[Path, ...]:
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES))
