"""Which contents lie in the folder already, whatever our own memory says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.deliveries import Parcel, Receipt
from connectors.destinations.google_drive.api import (
    FILE_FIELDS,
    FOLDER_TYPE,
    DriveApi,
    Resource,
    having,
    quoted,
)


class Finder:
    def __init__(self, api: DriveApi, folder_id: str, parcels: Sequence[Parcel]) -> None:
        self._api = api
        self._folder_id = folder_id
        self.wanted = {parcel.sha256: parcel for parcel in parcels}

    def look(self) -> dict[str, Receipt]:
        """By SHA-256. Raises AnswerError, DestinationError."""
        found: dict[str, Receipt] = {}
        for file in self._files():
            sha256 = file.get("sha256Checksum") or file.get("appProperties", {}).get("sha256")
            parcel = self.wanted.get(sha256 or "")
            if parcel is not None and same_bytes(file, parcel):
                receipt = Receipt(file["id"], parcel.sha256, parcel.size, already_there=True)
                found.setdefault(parcel.sha256, receipt)
        return found

    def _files(self) -> Iterator[Resource]:
        """What lies in the folder and its sub-folders, which is told as soon as it is there; then what went
        there once, wherever it is now, which is told with some delay."""
        for file in self._inside(self._folder_id):
            if file.get("mimeType") == FOLDER_TYPE:
                yield from self._inside(str(file["id"]))
            else:
                yield file
        yield from self._api.search(having("folder", self._folder_id))

    def _inside(self, folder_id: str) -> Iterator[Resource]:
        query = f"{quoted(folder_id)} in parents and trashed = false"
        return self._api.search(query, f"{FILE_FIELDS},mimeType")


def same_bytes(file: Resource, parcel: Parcel) -> bool:
    return (
        file.get("md5Checksum") == parcel.md5
        and int(file.get("size", -1)) == parcel.size
        and file.get("sha256Checksum", parcel.sha256) == parcel.sha256
    )
