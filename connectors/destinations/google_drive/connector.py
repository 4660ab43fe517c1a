"""Deliver documents to a folder in Google Drive: each whole, once, never over another file.

A place is the id of a file, which Google gives out before the file exists. Whatever happens, the file is
made with that id: an answer that got lost makes no second copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from app.domain.deliveries import Parcel, Receipt, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from connectors.destinations.google_drive.answers import AnswerError, Meaning
from connectors.destinations.google_drive.api import DriveApi, Resource, having, quoted
from connectors.destinations.google_drive.content import checked, media_type
from connectors.destinations.google_drive.folder import folder_gone, look_at_folder, make_folder
from connectors.destinations.google_drive.upload_sessions import UploadSessions
from connectors.destinations.google_drive.uploads import Uploads

T = TypeVar("T")
SMALL = 5 * 1024 * 1024
_SESSIONS_TRIED = 3


@dataclass(frozen=True, slots=True)
class Target:
    """`pending`: the folder may not have been made yet; `made` is called once it is there."""

    folder_id: str
    folder_name: str
    pending: bool = False
    made: Callable[[], None] = lambda: None


class GoogleDriveDestination:
    """Implements app.ports.destination.DestinationConnector."""

    def __init__(self, target: Target, api: DriveApi, uploads: Uploads, sessions: UploadSessions) -> None:
        self._target = target
        self._api = api
        self._uploads = uploads
        self._sessions = sessions

    def check(self) -> None:
        folder = self._look()
        if folder is None:
            if not self._target.pending:
                raise folder_gone(self._target.folder_name)
            make_folder(self._api, self._target.folder_id, self._target.folder_name)
            folder = self._look()
            if folder is None:
                raise folder_gone(self._target.folder_name)
        if self._target.pending:
            self._target.made()
        if "driveId" not in folder:
            self._check_room()

    def find(self, parcels: Sequence[Parcel]) -> dict[str, Receipt]:
        """In the folder under any name; and what went there and was moved or thrown away since, which is
        not sent again unless the user asks."""
        if not parcels:
            return {}
        folder_id = self._target.folder_id
        wanted = {parcel.sha256: parcel for parcel in parcels}
        found: dict[str, Receipt] = {}
        inside = f"{quoted(folder_id)} in parents and trashed = false"
        for query in (inside, having("folder", folder_id)):
            for file in self._answered(lambda query=query: list(self._api.search(query))):  # type: ignore[misc]
                sha256 = file.get("sha256Checksum") or file.get("appProperties", {}).get("sha256")
                parcel = wanted.get(sha256 or "")
                if parcel is not None and _same_bytes(file, parcel):
                    receipt = Receipt(file["id"], parcel.sha256, parcel.size, already_there=True)
                    found.setdefault(parcel.sha256, receipt)
        return found

    def reserve(self, parcels: Sequence[Parcel], taken: Collection[str]) -> list[str]:
        places: list[str] = []
        while len(places) < len(parcels):
            missing = len(parcels) - len(places)
            ids = self._answered(lambda missing=missing: self._api.generate_ids(missing))  # type: ignore[misc]
            places += [file_id for file_id in ids if file_id not in taken]
        return places

    def deliver(self, parcel: Parcel, source: Path, place: str) -> Receipt:
        with checked(parcel, source) as content:
            try:
                self._verify_new(parcel, content, self._bring(parcel, content, place))
            except AnswerError as error:
                if error.meaning is not Meaning.ID_USED:
                    raise self._stopped(error) from error
                self._confirm(parcel, place)
            self._sessions.forget(place)
        return Receipt(place, parcel.sha256, parcel.size)

    def verify(self, parcel: Parcel, place: str) -> bool:
        """Moved elsewhere is still there; in the bin is not."""
        if not place:
            return False
        file = self._get(place)
        return file is not None and not file.get("trashed") and _same_bytes(file, parcel)

    def _bring(self, parcel: Parcel, content: BinaryIO, place: str) -> Resource:
        metadata: Resource = {
            "id": place,
            "name": parcel.name,
            "parents": [self._target.folder_id],
            "mimeType": media_type(content),
            "appProperties": {"sha256": parcel.sha256, "folder": self._target.folder_id},
        }
        if parcel.size <= SMALL:
            return self._uploads.whole(metadata, content.read())
        for _ in range(_SESSIONS_TRIED):
            session = self._sessions.load(place, parcel.sha256)
            if session is None:
                session = self._uploads.start(metadata, parcel.size)
                self._sessions.save(place, parcel.sha256, session)
            try:
                return self._uploads.resume(session, content, parcel.size)
            except AnswerError as error:
                if error.meaning is not Meaning.MISSING:
                    raise
                self._sessions.forget(place)  # ended at Google's: another session, the same id
        raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="upload_sessions_end")

    def _verify_new(self, parcel: Parcel, content: BinaryIO, file: Resource) -> None:
        """What was just made is ours: bytes that arrived wrong may be put right, once."""
        if file.get("id") and not _same_bytes(file, parcel):
            content.seek(0)
            file = self._uploads.replace(file["id"], content)
        if not _same_bytes(file, parcel):
            raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="written_wrong")
        if file.get("trashed"):
            self._born_in_the_bin()
        if self._target.folder_id not in file.get("parents", ()):
            raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="wrong_folder")

    def _confirm(self, parcel: Parcel, place: str) -> None:
        """The id is used: by this delivery, whose answer was lost, or its file is gone again."""
        file = self._get(place)
        if file is None:
            raise ParcelRefusedError(Refusal.REMOVED_THERE)
        if not _same_bytes(file, parcel):
            raise PlaceTakenError
        if file.get("trashed"):
            self._born_in_the_bin()
        ours = file.get("appProperties", {}).get("folder") == self._target.folder_id
        # Moved since: it was made in the folder, and a second one there would be imported a second time.
        if self._target.folder_id not in file.get("parents", ()) and not ours:
            raise PlaceTakenError

    def _born_in_the_bin(self) -> None:
        """With its folder, or thrown away by the user, which is respected."""
        if self._look() is None:
            raise folder_gone(self._target.folder_name)
        raise ParcelRefusedError(Refusal.REMOVED_THERE)

    def _look(self) -> Resource | None:
        return look_at_folder(self._api, self._target.folder_id, self._target.folder_name)

    def _check_room(self) -> None:
        quota = self._answered(self._api.about).get("storageQuota", {})
        if "limit" in quota and int(quota.get("usage", 0)) >= int(quota["limit"]):
            raise DestinationError(DeliveryOutcome.QUOTA, path=self._target.folder_name, reason="full")

    def _get(self, place: str) -> Resource | None:
        try:
            return self._api.get(place)
        except AnswerError as error:
            if error.meaning is Meaning.MISSING:
                return None
            raise self._stopped(error) from error

    def _answered(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except AnswerError as error:
            raise self._stopped(error) from error

    def _stopped(self, error: AnswerError) -> DestinationError:
        if error.meaning is Meaning.MISSING:
            return folder_gone(self._target.folder_name)
        reason = error.reason or str(error.status)
        return DestinationError(error.outcome, path=self._target.folder_name, reason=reason)


def _same_bytes(file: Resource, parcel: Parcel) -> bool:
    return (
        file.get("md5Checksum") == parcel.md5
        and int(file.get("size", -1)) == parcel.size
        and file.get("sha256Checksum", parcel.sha256) == parcel.sha256
    )
