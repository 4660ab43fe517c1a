"""Unpacks a backup beside the data folder, verifies it, and only then puts it in its place."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
import zipfile
import zlib
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from app.adapters.backup_manifest import (
    DATABASE,
    MANIFEST,
    MOST_MANIFEST_BYTES,
    Manifest,
    Packed,
    invalid,
)
from app.adapters.lock import DataFolderLock, TimerLock
from app.adapters.os_errors import data_folder_error
from app.adapters.paths import DataFolder, private_dir, sync_dir
from app.adapters.store.schema_version import check_revision
from app.domain.errors import ErrorCode, MoissonError
from app.ports.backup import Advance, Check, StagedBackup

_CHUNK: Final = 1 << 20
_SIGN: Final = ".restoring-"


class BackupReader:
    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder

    def stage(self, source: Path, advance: Advance, check: Check) -> StagedBackup:
        root = self._folder.root
        place = root.with_name(f"{root.name}{_SIGN}{secrets.token_hex(4)}")
        try:
            with zipfile.ZipFile(source) as archive:
                manifest = _manifest(archive, source)
                private_dir(place)
                _Unpacking(archive, source, check).run(manifest, place, advance)
            _check_database(place, manifest, source)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            _remove(place)
            raise invalid(source, "damaged") from error
        except OSError as error:
            _remove(place)
            raise _refused(source, place, error) from error
        except BaseException:
            _remove(place)
            raise
        return StagedBackup(place, manifest.facts)

    def discard(self, staged: StagedBackup) -> None:
        _remove(staged.folder)

    def put_in_place(self, staged: StagedBackup) -> Path | None:
        root = self._folder.root
        with TimerLock(self._folder), DataFolderLock(self._folder):
            former = root.with_name(f"{root.name}.before-{datetime.now():%Y-%m-%d-%H%M%S}")
            try:
                self._keep_secrets(staged.folder)
                root.rename(former)
                try:
                    staged.folder.rename(root)
                except OSError:
                    former.rename(root)
                    raise
                sync_dir(root.parent)
            except OSError as error:
                raise data_folder_error(root, error) from error
        if DataFolder(former).database.exists():
            return former
        _remove(former)  # only the locks were in it
        return None

    def _keep_secrets(self, place: Path) -> None:
        """A backup has none: the encrypted vault of this computer goes on. It keeps installations apart."""
        vault = DataFolder(place).secrets
        if self._folder.secrets.is_file() and not vault.exists():
            vault.touch(mode=0o600)
            shutil.copyfile(self._folder.secrets, vault)


def _manifest(archive: zipfile.ZipFile, source: Path) -> Manifest:
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError:
        raise invalid(source, "manifest") from None
    if entry.file_size > MOST_MANIFEST_BYTES:
        raise invalid(source, "manifest")
    return Manifest.from_bytes(archive.read(entry), source)


class _Unpacking:
    """Brings the files of one archive to one place."""

    def __init__(self, archive: zipfile.ZipFile, source: Path, check: Check) -> None:
        self._archive = archive
        self._source = source
        self._check = check

    def run(self, manifest: Manifest, place: Path, advance: Advance) -> None:
        total, done = manifest.facts.size, 0
        for name, packed in manifest.files.items():
            target = place / name
            private_dir(target.parent)
            self._unpack(name, packed, target)
            done += packed.size
            advance(done, total)

    def _unpack(self, name: str, packed: Packed, target: Path) -> None:
        """Never more bytes than the manifest says: a small file may claim to be a huge one."""
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            raise invalid(self._source, name) from None
        sha256, size = hashlib.sha256(), 0
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as writer, self._archive.open(entry) as reader:
            while chunk := reader.read(_CHUNK):
                self._check()
                size += len(chunk)
                if size > packed.size:
                    raise invalid(self._source, name)
                sha256.update(chunk)
                writer.write(chunk)
            writer.flush()
            os.fsync(writer.fileno())
        if (size, sha256.hexdigest()) != (packed.size, packed.sha256):
            raise invalid(self._source, name)


def _check_database(place: Path, manifest: Manifest, source: Path) -> None:
    """It opens, is sound, and every file that it knows is there, but those that were missing before."""
    path = place / DATABASE
    try:
        check_revision(path)
        with closing(sqlite3.connect(path)) as database:
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise invalid(source, DATABASE)
            contents = database.execute("SELECT DISTINCT sha256, suffix FROM documents").fetchall()
    except sqlite3.Error:
        raise invalid(source, DATABASE) from None
    except MoissonError as error:
        raise error if error.code is ErrorCode.DATABASE_TOO_NEW else invalid(source, DATABASE) from None
    known = {f"vault/{sha256[:2]}/{sha256[2:]}{suffix}" for sha256, suffix in contents}
    if absent := known - set(manifest.files) - set(manifest.missing):
        raise invalid(source, min(absent))


def _refused(source: Path, place: Path, error: OSError) -> MoissonError:
    if error.filename is not None and Path(str(error.filename)) == source:
        return MoissonError(ErrorCode.FILE_UNREADABLE, path=str(source), reason=error.strerror or "")
    return data_folder_error(place.parent, error)


def _remove(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
