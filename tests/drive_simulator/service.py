"""Drive v3: the answer to each operation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.drive_simulator import fields
from tests.drive_simulator.drive import Drive, File
from tests.drive_simulator.oauth import OAuth
from tests.drive_simulator.uploads import Uploads
from tests.drive_simulator.wire import Answer, Request, refused

_DEFAULT = "kind,id,name,mimeType"


class DriveService:
    def __init__(self, drive: Drive, oauth: OAuth, uploads: Uploads, email: str) -> None:
        self._drive = drive
        self._oauth = oauth
        self._uploads = uploads
        self.email = email
        self.root = ""
        self._operations: dict[str, Callable[[Request, str, str], Answer]] = {
            "about.get": self._about,
            "files.generateIds": self._generate_ids,
            "files.list": self._list,
            "files.create": self._create,
            "files.get": self._get,
            "files.update": self._update,
            "files.delete": self._delete,
            "upload.start": self._start,
            "upload.update": self._replace,
        }

    def answer(self, operation: str, file_id: str, request: Request, *, altered: bool) -> Answer:
        if operation == "upload.put":
            session, more = self._uploads.put(request)
            return more or self._file(session.done, session.fields)
        client = self._oauth.client_of(request)
        if operation == "upload.multipart":
            file = self._uploads.multipart(request, client, altered=altered)
            return self._file(file, request.query.get("fields", _DEFAULT))
        return self._operations[operation](request, client, file_id)

    def _about(self, request: Request, client: str, file_id: str) -> Answer:
        if "fields" not in request.query:
            raise refused(400, "required", "The 'fields' parameter is required for this method.")
        quota = {"usage": str(self._drive.usage())}
        if self._drive.limit is not None:
            quota["limit"] = str(self._drive.limit)
        user = {"kind": "drive#user", "displayName": "Camille", "emailAddress": self.email}
        about = {"kind": "drive#about", "user": user, "storageQuota": quota}
        return Answer.of(fields.select(about, fields.parse(request.query["fields"])))

    def _generate_ids(self, request: Request, client: str, file_id: str) -> Answer:
        count = int(request.query.get("count", "10"))
        if not 1 <= count <= 1000:
            raise refused(400, "invalidParameter", "count is between 1 and 1000.")
        return Answer.of(
            {"kind": "drive#generatedIds", "space": "drive", "ids": self._drive.generate_ids(count)}
        )

    def _list(self, request: Request, client: str, file_id: str) -> Answer:
        everywhere = request.says("supportsAllDrives") and request.says("includeItemsFromAllDrives")
        found = self._drive.search(request.query.get("q", ""), client, all_drives=everywhere)
        size = int(request.query.get("pageSize", "100"))
        if not 1 <= size <= 1000:
            raise refused(400, "invalidParameter", "pageSize is between 1 and 1000.")
        start = int(request.query.get("pageToken", "0").removeprefix("page-"))
        page: dict[str, Any] = {
            "kind": "drive#fileList",
            "incompleteSearch": False,
            "files": [self._drive.resource(file) for file in found[start : start + size]],
        }
        if start + size < len(found):
            page["nextPageToken"] = f"page-{start + size}"
        mask = request.query.get("fields", f"kind,incompleteSearch,nextPageToken,files({_DEFAULT})")
        return Answer.of(fields.select(page, fields.parse(mask)))

    def _create(self, request: Request, client: str, file_id: str) -> Answer:
        file = self._drive.create(request.json(), b"", client, all_drives=request.says("supportsAllDrives"))
        return self._file(file, request.query.get("fields", _DEFAULT))

    def _get(self, request: Request, client: str, file_id: str) -> Answer:
        file = self._drive.get(file_id, client, all_drives=request.says("supportsAllDrives"))
        return self._file(file, request.query.get("fields", _DEFAULT))

    def _update(self, request: Request, client: str, file_id: str) -> Answer:
        file = self._drive.get(file_id, client, all_drives=request.says("supportsAllDrives"))
        changes = request.json()
        with self._drive.lock:
            file.name = changes.get("name", file.name)
            file.trashed = changes.get("trashed", file.trashed)
            if "addParents" in request.query:
                file.parents = [request.query["addParents"]]
        return self._file(file, request.query.get("fields", _DEFAULT))

    def _delete(self, request: Request, client: str, file_id: str) -> Answer:
        self._drive.get(file_id, client, all_drives=request.says("supportsAllDrives"))
        with self._drive.lock:
            del self._drive.files[file_id]
        return Answer(204)

    def _start(self, request: Request, client: str, file_id: str) -> Answer:
        return self._uploads.start(request, client, self.root)

    def _replace(self, request: Request, client: str, file_id: str) -> Answer:
        file = self._drive.get(file_id, client, all_drives=request.says("supportsAllDrives"))
        with self._drive.lock:
            file.content = request.body
        return self._file(file, request.query.get("fields", _DEFAULT))

    def _file(self, file: File | None, mask: str) -> Answer:
        assert file is not None
        return Answer.of(fields.select(self._drive.resource(file), fields.parse(mask)))
