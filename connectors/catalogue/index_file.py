"""Where the index lies, and whether it still says what the entries say."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.domain.portals import EntryError
from connectors.catalogue.portal_index import PortalIndex

SUFFIXES: Final = (".yaml", ".yml")
FORM: Final = 1
"""Raised whenever the tables of index_building.py change, or what stands in them"""
_NAME: Final = "catalogue-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The user's own entries as plain data, and what is wrong with the others."""

    valid: tuple[dict[str, Any], ...] = ()
    errors: tuple[EntryError, ...] = ()


@dataclass(slots=True)
class Entries:
    """The two folders of entries; nothing is read before it is asked for."""

    shipped_folder: Path
    own_folder: Path | None
    _own: OwnEntries | None = field(default=None, init=False)

    def stamp(self) -> str:
        """Another one after every change of a file of either folder."""
        digest = hashlib.sha256(f"{FORM} {sqlite3.sqlite_version}".encode())
        for folder in (self.shipped_folder, self.own_folder):
            digest.update(repr(sorted(_files_with_times(folder))).encode())
        return digest.hexdigest()[:24]

    def shipped(self) -> Iterator[dict[str, Any]]:
        from connectors.catalogue.yaml_source import read_trusted

        return (read_trusted(path) for path in sorted(self.shipped_folder.glob("*.yaml")))

    def own(self) -> OwnEntries:
        if self._own is None:
            files = sorted(
                self.own_folder / name for name, *_ in _files_with_times(self.own_folder) if self.own_folder
            )
            self._own = _read_own(files) if files else OwnEntries()
        return self._own


def open_index(entries: Entries, folder: Path | None) -> PortalIndex:
    """The index in `folder` when it is of these entries, else a new one; in memory if need be."""
    if folder is None:
        return PortalIndex(_build(":memory:", entries))
    path = folder / f"{_NAME}{entries.stamp()}.sqlite3"
    with contextlib.suppress(sqlite3.Error):
        return PortalIndex.open(path)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _build(str(draft), entries).close()
        draft.replace(path)
        _remove_others(path)
        return PortalIndex.open(path)
    except (OSError, sqlite3.Error) as error:
        _log.info("the index of the catalogue cannot be kept: %s", error)
        return PortalIndex(_build(":memory:", entries))
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _build(place: str, entries: Entries) -> sqlite3.Connection:
    from connectors.catalogue.index_building import fill

    connection = sqlite3.connect(place, check_same_thread=False)
    # A draft that is cut short is thrown away: nothing of it has to survive.
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA journal_mode = OFF")
    fill(connection, entries.shipped(), entries.own().valid)
    return connection


def _remove_others(path: Path) -> None:
    for other in path.parent.glob(f"{_NAME}*.sqlite3"):
        if other != path:
            with contextlib.suppress(OSError):  # another process may have it open
                other.unlink()


def _files_with_times(folder: Path | None) -> Iterator[tuple[str, int, int]]:
    if folder is None or not folder.is_dir():
        return
    with os.scandir(folder) as found:
        for each in found:
            if each.name.endswith(SUFFIXES):
                facts = each.stat()
                yield each.name, facts.st_size, facts.st_mtime_ns


def _read_own(files: list[Path]) -> OwnEntries:
    # pydantic takes longer to import than all shipped entries take to read.
    from connectors.catalogue.entry_check import load_entry
    from connectors.catalogue.yaml_source import UnreadableEntryError

    valid: dict[str, dict[str, Any]] = {}
    errors: list[EntryError] = []
    for path in files:
        try:
            data = load_entry(path)
        except UnreadableEntryError as error:
            errors.extend(error.errors)
            continue
        if data["id"] in valid:
            message = "Another file of this folder has the same id."
            errors.append(EntryError(str(path), 1, "id", "duplicate_id", message))
        else:
            valid[data["id"]] = data
    return OwnEntries(tuple(valid.values()), tuple(errors))
