"""Names that are free in a folder and its sub-folders, on file systems that ignore case too."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection
from pathlib import Path

from app.domain.deliveries import Parcel
from app.domain.names import unique_name


class Names:
    """Gives each parcel a place: "file name" or "sub-folder/file name". Creates nothing."""

    def __init__(self, folder: Path, taken: Collection[str]) -> None:
        """`taken`: places that are given no more. Raises OSError."""
        self._folder = folder
        self._sub_folders = {_folded(path.name): path.name for path in sub_folders(folder)}
        self._occupied = {"": {_folded(path.name) for path in folder.iterdir()}}
        for place in taken:
            sub_folder, _, name = place.rpartition("/")
            self._in(sub_folder).add(_folded(name))

    def give(self, parcel: Parcel) -> str:
        sub_folder = self._sub_folder(parcel.folder) if parcel.folder else ""
        occupied = self._in(sub_folder)
        name = unique_name(parcel.name, occupied, parcel.sha256)
        occupied.add(_folded(name))
        return f"{sub_folder}/{name}" if sub_folder else name

    def _sub_folder(self, wanted: str) -> str:
        """As the user spells it, if it is there; another name where a file has it."""
        if _folded(wanted) not in self._sub_folders:
            mark = hashlib.sha256(_folded(wanted).encode()).hexdigest()
            self._sub_folders[_folded(wanted)] = unique_name(wanted, self._occupied[""], mark)
            self._occupied[""].add(_folded(self._sub_folders[_folded(wanted)]))
        return self._sub_folders[_folded(wanted)]

    def _in(self, sub_folder: str) -> set[str]:
        if sub_folder not in self._occupied:
            path = self._folder / sub_folder
            names = {_folded(inside.name) for inside in path.iterdir()} if path.is_dir() else set()
            self._occupied[sub_folder] = names
        return self._occupied[sub_folder]


def sub_folders(folder: Path) -> list[Path]:
    """Not those that are hidden, nor links that lead elsewhere. Raises OSError."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and not path.is_symlink() and not path.name.startswith(".")
    )


def _folded(name: str) -> str:
    """How a file system that ignores case and composition would see the name."""
    return unicodedata.normalize("NFC", name).casefold()
