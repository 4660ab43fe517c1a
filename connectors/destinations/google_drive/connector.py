"""Deliver documents to a folder in Google Drive: each whole, once, never over another file.

A place is the id of a file, which Google gives out before the file exists. Whatever happens, the file is
made with that id: an answer that got lost makes no second copy.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from app.domain.deliveries import Parcel, Receipt, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from connectors.destinations.google_drive.answers import AnswerError, Meaning
from connectors.destinations.google_drive.api import DriveApi, Resource
from connectors.destinations.google_drive.content import checked, media_type
from connectors.destinations.google_drive.finding import Finder, same_bytes
from connectors.destinations.google_drive.folder import folder_gone, look_at_folder, make_folder, sub_folders
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.places import Place, assign
from connectors.destinations.google_drive.upload_sessions import UploadSessions
from connectors.destinations.google_drive.uploads import Uploads

T = TypeVar("T")
SMALL = 5 * 1024 * 1024
SETTLES_S = 10.0
"""Until searches have most likely caught up with what was there before."""
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

    def __init__(
        self, target: Target, api: DriveApi, uploads: Uploads, sessions: UploadSessions, pacing: Pacing
    ) -> None:
        self._target = target
        self._api = api
        self._uploads = uploads
        self._sessions = sessions
        self._pacing = pacing
        self._made_now = False
        self._sub_folders: set[str] = set()
        self._deleted: set[str] = set()
        self._making = threading.Lock()

    @property
    def workers(self) -> int:
        return self._pacing.gate.most

    @property
    def hosts(self) -> frozenset[str]:
        return self._api.hosts

    def check(self) -> None:
        folder = self._look()
        if folder is None:
            if not self._target.pending:
                raise folder_gone(self._target.folder_name)
            make_folder(self._api, self._target.folder_id, self._target.folder_name)
            folder = self._look()
            if folder is None:
                raise folder_gone(self._target.folder_name)
            self._made_now = True
        if self._target.pending:
            self._target.made()
        if "driveId" not in folder:
            self._check_room()

    def find(self, parcels: Sequence[Parcel], *, first: bool = False) -> dict[str, Receipt]:
        """In the folder under any name; and what went there and was moved or thrown away since, which is
        not sent again unless the user asks."""
        if not parcels or self._made_now:
            return {}
        finder = Finder(self._api, self._target.folder_id, parcels)
        found = self._answered(finder.look)
        if len(found) < len(finder.wanted) and (first or found):
            # Our memory is short: it was lost, or is older than what lies there. Searches lag behind.
            self._pacing.sleep(SETTLES_S)
            found |= self._answered(finder.look)
        return found

    def reserve(self, parcels: Sequence[Parcel], taken: Collection[str]) -> list[str]:
        there: dict[str, str] = {}
        if any(parcel.folder for parcel in parcels):
            there = self._answered(lambda: sub_folders(self._api, self._target.folder_id))
        return self._answered(lambda: assign(parcels, taken, there, self._deleted, self._api.generate_ids))

    def deliver(self, parcel: Parcel, source: Path, place: str) -> Receipt:
        at = Place.read(place)
        with checked(parcel, source) as content:
            try:
                self._make_sub_folder(at)
                self._verify_new(parcel, content, self._bring(parcel, content, at), at)
            except AnswerError as error:
                if error.meaning is not Meaning.ID_USED:
                    raise self._stopped(error) from error
                self._confirm(parcel, at)
            self._sessions.forget(at.file_id)
        return Receipt(place, parcel.sha256, parcel.size)

    def verify(self, parcel: Parcel, place: str) -> bool:
        """Moved elsewhere is still there; in the bin is not."""
        if not place:
            return False
        file = self._get(Place.read(place).file_id)
        return file is not None and not file.get("trashed") and same_bytes(file, parcel)

    def _make_sub_folder(self, at: Place) -> None:
        """Once per export it is looked at, and made with the id that was committed before."""
        if not at.folder_id:
            return
        with self._making:
            if at.folder_id in self._sub_folders:
                return
            if look_at_folder(self._api, at.folder_id, at.folder) is None:
                make_folder(self._api, at.folder_id, at.folder, self._target.folder_id)
                if look_at_folder(self._api, at.folder_id, at.folder) is None:
                    self._deleted.add(at.folder_id)  # for good: from the bin it could come back
                    raise PlaceTakenError
            self._sub_folders.add(at.folder_id)

    def _parent(self, at: Place) -> str:
        return at.folder_id or self._target.folder_id

    def _bring(self, parcel: Parcel, content: BinaryIO, at: Place) -> Resource:
        metadata: Resource = {
            "id": at.file_id,
            "name": parcel.name,
            "parents": [self._parent(at)],
            "mimeType": media_type(content),
            "appProperties": {"sha256": parcel.sha256, "folder": self._target.folder_id},
        }
        if parcel.size <= SMALL:
            return self._uploads.whole(metadata, content.read())
        for _ in range(_SESSIONS_TRIED):
            session = self._sessions.load(at.file_id, parcel.sha256)
            if session is None:
                session = self._uploads.start(metadata, parcel.size)
                self._sessions.save(at.file_id, parcel.sha256, session)
            try:
                return self._uploads.resume(session, content, parcel.size)
            except AnswerError as error:
                if error.meaning is not Meaning.MISSING:
                    raise
                self._sessions.forget(at.file_id)  # ended at Google's: another session, the same id
        raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="upload_sessions_end")

    def _verify_new(self, parcel: Parcel, content: BinaryIO, file: Resource, at: Place) -> None:
        """What was just made is ours: bytes that arrived wrong may be put right, once."""
        if file.get("id") and not same_bytes(file, parcel):
            content.seek(0)
            file = self._uploads.replace(file["id"], content)
        if not same_bytes(file, parcel):
            raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="written_wrong")
        if file.get("trashed"):
            self._born_in_the_bin(at)
        if self._parent(at) not in file.get("parents", ()):
            raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="wrong_folder")

    def _confirm(self, parcel: Parcel, at: Place) -> None:
        """The id is used: by this delivery, whose answer was lost, or its file is gone again."""
        file = self._get(at.file_id)
        if file is None:
            raise ParcelRefusedError(Refusal.REMOVED_THERE)
        if not same_bytes(file, parcel):
            raise PlaceTakenError
        if file.get("trashed"):
            self._born_in_the_bin(at)
        ours = file.get("appProperties", {}).get("folder") == self._target.folder_id
        # Moved since: it was made in the folder, and a second one there would be imported a second time.
        if self._parent(at) not in file.get("parents", ()) and not ours:
            raise PlaceTakenError

    def _born_in_the_bin(self, at: Place) -> None:
        """With its folder, or thrown away by the user, which is respected."""
        if self._look() is None:
            raise folder_gone(self._target.folder_name)
        if at.folder_id and look_at_folder(self._api, at.folder_id, at.folder) is None:
            raise folder_gone(f"{self._target.folder_name}/{at.folder}")
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
