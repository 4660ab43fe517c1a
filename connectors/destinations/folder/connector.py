"""Deliver documents to a folder of the user's: each whole, once, never over another file."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.domain.deliveries import MAX_SIZE, Parcel, Receipt, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from connectors.destinations.folder.atomic_move import move_in, sync_folder
from connectors.destinations.folder.failures import translated
from connectors.destinations.folder.free_names import Names, sub_folders
from connectors.destinations.folder.temporary_files import TemporaryFiles

_BLOCK = 1024 * 1024


class FolderDestination:
    """Implements app.ports.destination.DestinationConnector.

    A place is a file name in the folder, or "sub-folder/file name".
    """

    workers = 4
    hosts: Collection[str] = ()

    def __init__(self, folder: Path, temporary: TemporaryFiles) -> None:
        self._folder = folder
        self._temporary = temporary

    def check(self) -> None:
        with translated(self._folder):
            if not stat.S_ISDIR(self._folder.stat().st_mode):
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(self._folder))
            self._temporary.sweep(self._folder)
            for folder in sub_folders(self._folder):
                with suppress(OSError):  # the user's own may be closed to us
                    self._temporary.sweep(folder)
            with self._temporary.create(self._folder):
                pass  # only a real attempt tells whether the folder can be written to

    def find(self, parcels: Sequence[Parcel], *, first: bool = False) -> dict[str, Receipt]:
        sizes = {parcel.size for parcel in parcels}
        wanted = {parcel.sha256 for parcel in parcels}
        found: dict[str, Receipt] = {}
        with translated(self._folder):
            # In sub-folders too: importers move what they have taken, and the user's choice may have changed.
            for path in [*_sorted(self._folder), *self._in_sub_folders()]:
                size, digest = _read_other(path, sizes)
                if digest in wanted:
                    place = path.relative_to(self._folder).as_posix()
                    found.setdefault(digest, Receipt(place, digest, size, already_there=True))
        return found

    def reserve(self, parcels: Sequence[Parcel], taken: Collection[str]) -> list[str]:
        with translated(self._folder):
            names = Names(self._folder, taken)
            return [names.give(parcel) for parcel in parcels]

    def deliver(self, parcel: Parcel, source: Path, place: str) -> Receipt:
        if parcel.size > MAX_SIZE:
            raise ParcelRefusedError(Refusal.TOO_LARGE)
        target = self._folder / place
        with _opened(source) as content, translated(self._folder):
            # The same bytes at the reserved place: this delivery was interrupted after the move.
            if not _holds(target, parcel):
                self._bring(parcel, content, target)
            sync_folder(target.parent)
        return Receipt(place, parcel.sha256, parcel.size)

    def verify(self, parcel: Parcel, place: str) -> bool:
        with translated(self._folder):
            self._folder.stat()
            return _holds(self._folder / place, parcel)

    def _in_sub_folders(self) -> Iterator[Path]:
        for folder in sub_folders(self._folder):
            with suppress(OSError):  # closed to us: nothing of ours is in there
                yield from _sorted(folder)

    def _bring(self, parcel: Parcel, content: BinaryIO, target: Path) -> None:
        if target.parent != self._folder and not target.parent.is_dir():
            target.parent.mkdir(exist_ok=True)
            sync_folder(self._folder)
        with self._temporary.create(target.parent) as (path, stream):
            if _copy(content, stream) != parcel.sha256:
                raise ParcelRefusedError(Refusal.FILE_ALTERED)
            stream.flush()
            os.fsync(stream.fileno())
            if _sha256(path) != parcel.sha256:
                raise DestinationError(
                    DeliveryOutcome.UNAVAILABLE, path=str(self._folder), reason="written_wrong"
                )
            stream.close()  # Windows moves no open file
            try:
                move_in(path, target)
            except FileExistsError:
                self._confirm(parcel, target)

    def _confirm(self, parcel: Parcel, target: Path) -> None:
        if not _holds(target, parcel):
            raise PlaceTakenError


def _opened(source: Path) -> BinaryIO:
    """The vault's file; what is wrong with it is not the destination's fault."""
    try:
        return source.open("rb")
    except OSError as error:
        raise ParcelRefusedError(Refusal.FILE_MISSING) from error


def _copy(content: BinaryIO, stream: BinaryIO) -> str:
    """The SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while block := content.read(_BLOCK):
        digest.update(block)
        stream.write(block)
    return digest.hexdigest()


def _holds(path: Path, parcel: Parcel) -> bool:
    """Is this a file of exactly the parcel's bytes? OSError when that cannot be known."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size != parcel.size:
            return False
        return _sha256(path) == parcel.sha256
    except FileNotFoundError:
        return False


def _read_other(path: Path, sizes: Collection[int]) -> tuple[int, str]:
    """Size and SHA-256 of a file in the folder that may be one of ours; no digest for any other."""
    try:
        status = path.stat()
        # Hidden files are not delivered for anybody: ours that were cut short are among them.
        if path.name.startswith(".") or not stat.S_ISREG(status.st_mode) or status.st_size not in sizes:
            return 0, ""
        return status.st_size, _sha256(path)
    except OSError:
        return 0, ""  # gone meanwhile, or somebody else's and closed to us


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())
