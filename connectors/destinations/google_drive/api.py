"""Drive v3 for everything that is not bytes, through Google's own client."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError
from googleapiclient.http import build_http

from app.domain.hosts import host_of
from connectors.destinations.google_drive.answers import answer_error
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.tokens import Tokens

FOLDER_TYPE = "application/vnd.google-apps.folder"
FILE_FIELDS = "id,md5Checksum,sha256Checksum,size,parents,trashed,appProperties"
FOLDER_FIELDS = "id,name,mimeType,trashed,driveId,capabilities/canAddChildren"
_IDS_AT_ONCE = 1000
_PAGE = 1000

Resource = dict[str, Any]


class DriveApi:
    """Thread-safe: one transport per thread, one description of the interface for all.

    Methods raise AnswerError for answers that are final, DestinationError when nothing helps."""

    def __init__(self, root: str, tokens: Tokens, pacing: Pacing) -> None:
        self._transports = _Transports(tokens)
        self._tokens = tokens
        self._pacing = pacing
        self._files = _service(root, self._transports).files()
        self._about = _service(root, self._transports).about()

    @property
    def hosts(self) -> frozenset[str]:
        """Whom this and everybody with the same tokens has talked to."""
        return frozenset(self._tokens.hosts)

    def about(self) -> Resource:
        """user.emailAddress and storageQuota."""
        return self._run(lambda: self._about.get(fields="user(emailAddress),storageQuota(limit,usage)"))

    def generate_ids(self, count: int) -> list[str]:
        ids: list[str] = []
        while len(ids) < count:
            wanted = min(_IDS_AT_ONCE, count - len(ids))
            ids += self._run(
                lambda wanted=wanted: self._files.generateIds(count=wanted, space="drive", fields="ids")  # type: ignore[misc]
            )["ids"]
        return ids

    def get(self, file_id: str, fields: str = FILE_FIELDS) -> Resource:
        return self._run(lambda: self._files.get(fileId=file_id, fields=fields, supportsAllDrives=True))

    def create_folder(
        self, folder_id: str, name: str, properties: dict[str, str], parent: str | None = None
    ) -> Resource:
        body: Resource = {"id": folder_id, "name": name, "mimeType": FOLDER_TYPE, "appProperties": properties}
        if parent:
            body["parents"] = [parent]
        return self._run(lambda: self._files.create(body=body, fields=FOLDER_FIELDS, supportsAllDrives=True))

    def search(self, query: str, fields: str = FILE_FIELDS) -> Iterator[Resource]:
        """Every page, shared drives included."""
        token: str | None = None
        while True:
            page = self._run(
                lambda token=token: self._files.list(  # type: ignore[misc]
                    q=query,
                    fields=f"nextPageToken,files({fields})",
                    pageSize=_PAGE,
                    pageToken=token,
                    supportsAllDrives=True,
                    includeItemsFromAllDrives=True,
                )
            )
            yield from page.get("files", ())
            token = page.get("nextPageToken")
            if token is None:
                return

    def _run(self, request: Callable[[], Any]) -> Resource:
        def attempt() -> Resource:
            try:
                result: Resource = request().execute(http=self._transports, num_retries=0)
                return result
            except HttpError as error:
                headers = {str(name).lower(): str(value) for name, value in error.resp.items()}
                raise answer_error(int(error.resp.status), headers, error.content) from error
            except ValueError as error:  # half an answer
                raise ConnectionError("answer cut") from error

        return self._pacing.run(attempt)


class _Transports:
    """What Google's client takes for one httplib2.Http. As that is not thread-safe, it is one per thread."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._local = threading.local()

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **details: Any
    ) -> tuple[Any, bytes]:
        token = self._tokens.current()
        answer, content = self._send(token, uri, method, body, headers, **details)
        if answer.status == 401:
            answer, content = self._send(self._tokens.renew(token), uri, method, body, headers, **details)
        return answer, content

    def close(self) -> None:
        """Transports end with their threads."""

    def _send(self, token: str, uri: str, method: str, body: Any, headers: Any, **details: Any) -> Any:
        self._tokens.hosts.add(host_of(uri) or "")
        if not hasattr(self._local, "http"):
            # Not httplib2.Http(): that takes the 308 of an upload for a redirect.
            self._local.http = build_http()
        authorized = {**(headers or {}), "authorization": f"Bearer {token}"}
        return self._local.http.request(uri, method=method, body=body, headers=authorized, **details)


def quoted(text: str) -> str:
    """A text inside a query."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def having(key: str, value: str) -> str:
    return f"appProperties has {{ key={quoted(key)} and value={quoted(value)} }}"


def any_of(queries: Sequence[str]) -> str:
    return "(" + " or ".join(queries) + ")"


def _service(root: str, transport: _Transports) -> Any:
    """The description comes with the library; `api_endpoint` would leave uploads at https."""
    document = json.loads(get_static_doc("drive", "v3"))
    document["rootUrl"] = f"{root}/"
    return build_from_document(document, http=transport)
