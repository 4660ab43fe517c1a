"""Writes a backup: a consistent copy of the database, and every file that this copy knows."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from app.adapters.backup_manifest import DATABASE, MANIFEST, Manifest, Packed, is_portal_name
from app.adapters.os_errors import folder_error
from app.adapters.paths import DataFolder, sync_dir
from app.adapters.store.database import connect, errors_as_codes
from app.adapters.vault import ContentVault
from app.ports.backup import Advance, BackupFacts, Check

_CHUNK: Final = 1 << 20


class BackupWriter:
    """`program`: the version that makes the backup."""

    def __init__(self, folder: DataFolder, program: str) -> None:
        self._folder = folder
        self._program = program

    def write(self, target: Path, advance: Advance, check: Check) -> BackupFacts:
        """The file appears whole or not at all; nobody but the user can read it."""
        draft = target.with_name(f".{target.name}.part")
        try:
            with tempfile.TemporaryDirectory(prefix=".moisson-", dir=target.parent) as place:
                copy = Path(place) / DATABASE
                self._copy_database(copy, check)
                with os.fdopen(_private(draft), "wb") as file:
                    facts = self._pack(file, copy, advance, check)
                    file.flush()
                    os.fsync(file.fileno())
            draft.replace(target)
            sync_dir(target.parent)
        except OSError as error:
            raise folder_error(target.parent, error) from error
        finally:
            draft.unlink(missing_ok=True)
        return facts

    def _copy_database(self, copy: Path, check: Check) -> None:
        os.close(_private(copy))
        with (
            errors_as_codes(self._folder.database),
            closing(connect(self._folder.database, "ro")) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target, pages=1000, progress=lambda *_: check())
            # One file, also for whoever opens it where nothing may be written.
            target.execute("PRAGMA journal_mode = DELETE")

    def _pack(self, file: BinaryIO, copy: Path, advance: Advance, check: Check) -> BackupFacts:
        found, missing, accounts, documents = self._contents(copy)
        total, done = sum(path.stat().st_size for path in found.values()), 0
        packed: dict[str, Packed] = {}
        with zipfile.ZipFile(file, "w") as archive:
            for name, path in found.items():
                try:
                    reader = path.open("rb")
                except FileNotFoundError:  # its account was removed just now
                    missing.append(name)
                    continue
                with reader:
                    packed[name] = _add(archive, name, reader, check)
                done += packed[name].size
                advance(min(done, total), total)
            manifest = Manifest(datetime.now(UTC), self._program, accounts, documents, tuple(missing), packed)
            archive.writestr(MANIFEST, manifest.to_bytes(), zipfile.ZIP_DEFLATED)
        return manifest.facts

    def _contents(self, copy: Path) -> tuple[dict[str, Path], list[str], int, int]:
        """Files by their name in the backup, those that are not there, accounts, documents."""
        found, missing = {DATABASE: copy}, list[str]()
        if self._folder.settings.is_file():
            found["settings.json"] = self._folder.settings
        found |= {f"portals/{path.name}": path for path in _files(self._folder.portals)}
        vault = ContentVault(self._folder.vault)
        with closing(sqlite3.connect(copy)) as database:
            contents = database.execute("SELECT DISTINCT sha256, suffix FROM documents ORDER BY sha256")
            for sha256, suffix in contents.fetchall():
                path = vault.path(sha256, suffix)
                name = f"vault/{path.parent.name}/{path.name}"
                if path.is_file():
                    found[name] = path
                else:
                    missing.append(name)
            [accounts] = database.execute("SELECT count(*) FROM accounts WHERE closed_at IS NULL").fetchone()
            [documents] = database.execute("SELECT count(*) FROM documents").fetchone()
        return found, missing, accounts, documents


def _add(archive: zipfile.ZipFile, name: str, reader: BinaryIO, check: Check) -> Packed:
    """Documents are compressed already; the rest is worth it."""
    entry = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED if name.startswith("vault/") else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    sha256, size = hashlib.sha256(), 0
    with archive.open(entry, "w", force_zip64=True) as writer:
        while chunk := reader.read(_CHUNK):
            check()
            writer.write(chunk)
            sha256.update(chunk)
            size += len(chunk)
    return Packed(size, sha256.hexdigest())


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in sorted(folder.iterdir()) if path.is_file() and is_portal_name(path.name))


def _private(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
