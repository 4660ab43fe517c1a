"""Files, folders and shared drives, and who may see them."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.drive_simulator import query
from tests.drive_simulator.wire import not_found, refused

FOLDER = "application/vnd.google-apps.folder"


@dataclass(slots=True)
class File:
    """`clients`: the OAuth clients that made it or were given it; others with drive.file do not see it."""

    id: str
    name: str
    mime_type: str
    parents: list[str]
    clients: set[str]
    content: bytes = b""
    app_properties: dict[str, str] = field(default_factory=dict)
    drive_id: str | None = None
    trashed: bool = False
    writable: bool = True
    created: float = field(default_factory=time.monotonic)
    created_time: str = field(default_factory=lambda: datetime.now(UTC).isoformat().replace("+00:00", "Z"))

    @property
    def is_folder(self) -> bool:
        return self.mime_type == FOLDER


class Drive:
    """One user's Drive. Every public method is atomic."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.files: dict[str, File] = {}
        self.generated: set[str] = set()
        self.used: set[str] = set()
        self.limit: int | None = None
        self.search_lag_s = 0.0
        self.root = self._new_id()
        self.files[self.root] = File(self.root, "My Drive", FOLDER, [], set())

    def generate_ids(self, count: int) -> list[str]:
        with self.lock:
            fresh = [self._new_id() for _ in range(count)]
            self.generated |= set(fresh)
            return fresh

    def get(self, file_id: str, client: str, *, all_drives: bool) -> File:
        """Raises 404 for what is not there, and for what this client may not see."""
        with self.lock:
            file = self.files.get(file_id)
            hidden = file and (client not in file.clients or (file.drive_id and not all_drives))
            if file is None or hidden:
                raise not_found(file_id)
            return file

    def check_new(self, metadata: dict[str, Any], client: str, *, all_drives: bool) -> None:
        """Raises what creating this file would: 400, 403, 404, 409."""
        with self.lock:
            file_id = metadata.get("id")
            if file_id is not None:
                if file_id in self.used:
                    raise refused(409, "fileIdInUse", "A file already exists with the provided ID.")
                if file_id not in self.generated:
                    raise refused(400, "invalid", "The provided file ID is not usable.")
            if len(metadata.get("parents", [])) > 1:
                raise refused(400, "multiParentingNotSupported", "A file can have one parent only.")
            for parent_id in metadata.get("parents", []):
                parent = self.get(parent_id, client, all_drives=all_drives)
                if not parent.is_folder:
                    raise refused(403, "parentNotAFolder", "The specified parent is not a folder.")
                if not parent.writable:
                    raise refused(403, "insufficientFilePermissions", "No permission for this file.")
            for key, value in metadata.get("appProperties", {}).items():
                if len(f"{key}{value}".encode()) > 124:
                    raise refused(400, "propertyTooLong", "Property is too long.")

    def create(self, metadata: dict[str, Any], content: bytes, client: str, *, all_drives: bool) -> File:
        with self.lock:
            self.check_new(metadata, client, all_drives=all_drives)
            self.check_room(len(content))
            file_id = metadata.get("id") or self._new_id()
            parents = list(metadata.get("parents") or [self.root])
            file = File(
                file_id,
                str(metadata.get("name", "Untitled")),
                str(metadata.get("mimeType", "application/octet-stream")),
                parents,
                {client},
                content,
                dict(metadata.get("appProperties", {})),
                self.files[parents[0]].drive_id,
            )
            self.files[file_id] = file
            self.used.add(file_id)
            return file

    def check_room(self, size: int) -> None:
        with self.lock:
            if self.limit is not None and self.usage() + size > self.limit:
                message = "The user's Drive storage quota has been exceeded."
                raise refused(403, "storageQuotaExceeded", message)

    def usage(self) -> int:
        with self.lock:
            return sum(len(file.content) for file in self.files.values() if not file.drive_id)

    def is_trashed(self, file: File) -> bool:
        """Itself, or with a folder above it."""
        with self.lock:
            return file.trashed or any(
                self.is_trashed(self.files[parent]) for parent in file.parents if parent in self.files
            )

    def search(self, q: str, client: str, *, all_drives: bool) -> list[File]:
        """Oldest first. Searches lag behind, except by parent."""
        with self.lock:
            test = query.parse(q) if q else lambda *_: True
            now = time.monotonic()
            return [
                file
                for file in self.files.values()
                if client in file.clients
                and (all_drives or not file.drive_id)
                and test(file, self.is_trashed(file), now - file.created >= self.search_lag_s)
            ]

    def resource(self, file: File) -> dict[str, Any]:
        with self.lock:
            content: dict[str, Any] = {
                "kind": "drive#file",
                "id": file.id,
                "name": file.name,
                "mimeType": file.mime_type,
                "parents": list(file.parents),
                "trashed": self.is_trashed(file),
                "explicitlyTrashed": file.trashed,
                "createdTime": file.created_time,
                "capabilities": {
                    "canAddChildren": file.is_folder and file.writable,
                    "canEdit": file.writable,
                },
                "ownedByMe": not file.drive_id,
            }
            if file.app_properties:
                content["appProperties"] = dict(file.app_properties)
            if file.drive_id:
                content["driveId"] = file.drive_id
            if not file.is_folder:
                content["size"] = str(len(file.content))
                content["md5Checksum"] = hashlib.md5(file.content, usedforsecurity=False).hexdigest()
                content["sha256Checksum"] = hashlib.sha256(file.content).hexdigest()
            return content

    def _new_id(self) -> str:
        return "1" + base64.urlsafe_b64encode(secrets.token_bytes(24)).decode()
