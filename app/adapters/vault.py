"""The files of the installation, by the SHA-256 of their content."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import private_dir, sync_dir
from app.domain.documents import StoredFile, UnsettledFile
from app.domain.errors import ErrorCode, MoissonError

_CHUNK = 1 << 20
_DRAFT = ".incoming-"
_NOTE = re.compile(r"\.storing-(\d{1,18})-([0-9a-f]{64})((?:\.[A-Za-z0-9]{1,10})?)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"(?:\.[A-Za-z0-9]{1,10})?")
_SHELF = re.compile(r"[0-9a-f]{2}")


class ContentVault:
    """A FileVault in a folder: `ab/cdef....pdf`. Thread-safe.

    An empty file `.storing-RUN-HASH` says that a content may not be known to the database yet.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._under_way: set[str] = set()
        self._notes: dict[tuple[str, str], Path] = {}
        self._lock = threading.Lock()

    def put(self, source: Path, suffix: str, run_id: int | None = None) -> StoredFile:
        """Raises MoissonError disk_full, data_folder_unusable or file_unreadable."""
        if not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"not a suffix: {suffix!r}")
        try:
            reader = source.open("rb")
        except OSError as error:
            raise _unreadable(source, error) from error
        private_dir(self._root)
        with reader, self._draft() as draft:
            try:
                stored = _copy(reader, source, draft, suffix)
                self._place(draft, stored, run_id)
            except OSError as error:
                raise data_folder_error(self._root, error) from error
        return stored

    def settle(self, file_sha256: str, suffix: str) -> None:
        with self._lock:
            note = self._notes.pop((file_sha256, suffix), None)
        if note is not None:
            note.unlink(missing_ok=True)

    def unsettled(self) -> list[UnsettledFile]:
        """Call it while holding the data folder's lock, before anything is put in."""
        found = []
        with self._lock:
            for entry in _entries(self._root):
                match = _NOTE.fullmatch(entry.name)
                if match and entry not in self._notes.values():
                    left = UnsettledFile(int(match[1]), match[2], match[3])
                    self._notes[left.sha256, left.suffix] = entry
                    found.append(left)
        return found

    def path(self, file_sha256: str, suffix: str) -> Path:
        if not _SHA256.fullmatch(file_sha256) or not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"not a content: {file_sha256!r} {suffix!r}")
        return self._root / file_sha256[:2] / (file_sha256[2:] + suffix)

    def remove(self, file_sha256: str, suffix: str) -> None:
        path = self.path(file_sha256, suffix)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise data_folder_error(path, error) from error

    def walk(self) -> Iterator[Path]:
        for shelf in _entries(self._root):
            if _SHELF.fullmatch(shelf.name) and shelf.is_dir():
                yield from (file for file in _entries(shelf) if file.is_file())

    def sweep(self) -> None:
        """Call it while holding the data folder's lock: another process' writes look like left-overs."""
        with self._lock:
            for entry in _entries(self._root):
                if entry.name.startswith(_DRAFT) and entry.name not in self._under_way:
                    entry.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _draft(self) -> Iterator[Path]:
        draft = self._root / f"{_DRAFT}{secrets.token_hex(8)}"
        with self._lock:
            self._under_way.add(draft.name)
        try:
            yield draft
        finally:
            draft.unlink(missing_ok=True)
            with self._lock:
                self._under_way.discard(draft.name)

    def _place(self, draft: Path, stored: StoredFile, run_id: int | None) -> None:
        """Replaces what lies there: the same bytes, or a damaged copy that is mended by it."""
        target = self.path(stored.sha256, stored.suffix)
        private_dir(target.parent)
        if run_id is not None and not target.exists():
            self._note(stored, run_id)
        draft.replace(target)
        sync_dir(target.parent)

    def _note(self, stored: StoredFile, run_id: int) -> None:
        """Without a sync of its own: a power cut may at worst leave a file that nobody knows."""
        note = self._root / f".storing-{run_id}-{stored.sha256}{stored.suffix}"
        os.close(os.open(note, os.O_WRONLY | os.O_CREAT, 0o600))
        with self._lock:
            self._notes[stored.sha256, stored.suffix] = note


def _copy(reader: BinaryIO, source: Path, draft: Path, suffix: str) -> StoredFile:
    sha256, md5, size = hashlib.sha256(), hashlib.md5(usedforsecurity=False), 0
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", 0) as writer:
        while chunk := _read(reader, source):
            sha256.update(chunk)
            md5.update(chunk)
            size += len(chunk)
            _write_all(writer, chunk)
        os.fsync(writer.fileno())
    return StoredFile(sha256.hexdigest(), md5.hexdigest(), size, suffix)


def _read(reader: BinaryIO, source: Path) -> bytes:
    try:
        return reader.read(_CHUNK)
    except OSError as error:
        raise _unreadable(source, error) from error


def _write_all(writer: BinaryIO, chunk: bytes) -> None:
    """An unbuffered write may take a part only, on a disk that is getting full for instance."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[writer.write(rest) :]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _unreadable(source: Path, error: OSError) -> MoissonError:
    return MoissonError(ErrorCode.FILE_UNREADABLE, path=str(source), reason=error.strerror or "")
