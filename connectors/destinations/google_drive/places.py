"""Where a file goes in Drive, as the outbox remembers it before anything is made there. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.deliveries import Destination, Parcel


@dataclass(frozen=True, slots=True)
class Place:
    """`folder_id`: of the sub-folder `folder`, given out before it is made; both "" without a sub-folder."""

    file_id: str
    folder_id: str = ""
    folder: str = ""

    def __str__(self) -> str:
        if not self.folder_id:
            return self.file_id
        return json.dumps([self.file_id, self.folder_id, self.folder], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Place:
        return cls(*json.loads(text)) if text.startswith("[") else cls(text)


def address_of(destination: Destination, place: str) -> str:
    """The page that shows the file in Drive."""
    return f"https://drive.google.com/file/d/{quote(Place.read(place).file_id, safe='')}/view"


def assign(
    parcels: Collection[Parcel],
    taken: Collection[str],
    there: dict[str, str],
    deleted: Collection[str],
    generate: Callable[[int], list[str]],
) -> list[str]:
    """A place for each parcel. One sub-folder per name: that of an earlier place, else one that is `there`
    (id by name), else a new one; never one that was `deleted`."""
    known = [Place.read(text) for text in taken]
    earlier = {
        _key(place.folder): place.folder_id
        for place in known
        if place.folder_id and place.folder_id not in deleted
    }
    folders = {**there, **earlier}
    new = dict.fromkeys(_key(parcel.folder) for parcel in parcels if parcel.folder)
    missing = [key for key in new if key not in folders]
    used = {place.file_id for place in known} | {place.folder_id for place in known} | set(folders.values())
    ids: list[str] = []
    while len(ids) < len(parcels) + len(missing):
        wanted = len(parcels) + len(missing) - len(ids)
        ids += [file_id for file_id in generate(wanted) if file_id not in used]
    folders |= zip(missing, ids[len(parcels) :], strict=False)
    return [
        str(Place(file_id, folders[_key(parcel.folder)], parcel.folder) if parcel.folder else Place(file_id))
        for parcel, file_id in zip(parcels, ids, strict=False)
    ]


def _key(folder: str) -> str:
    return folder.casefold()
