"""Bytes to Drive: small files in one request, large ones in a session that can be resumed."""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

import requests

from app.domain.errors import DeliveryOutcome, DestinationError
from app.domain.hosts import host_of
from connectors.destinations.google_drive.addresses import same_origin
from connectors.destinations.google_drive.answers import AnswerError, answer_error
from connectors.destinations.google_drive.api import FILE_FIELDS, Resource
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.tokens import Tokens

PIECE = 8 * 1024 * 1024
"""A multiple of 256 KiB, as Google wants it."""
_TIMEOUT_S = (15, 90)
_Send = Callable[[str, str, Any, Mapping[str, str]], requests.Response]
_RANGE = re.compile(r"bytes=0-(\d+)")


class Uploads:
    """Thread-safe: one connection per thread. Raises AnswerError, DestinationError; OSError of the source."""

    def __init__(self, root: str, tokens: Tokens, pacing: Pacing) -> None:
        self._address = f"{root}/upload/drive/v3/files"
        self._tokens = tokens
        self._pacing = pacing
        self._local = threading.local()

    def whole(self, metadata: Resource, content: bytes) -> Resource:
        """Creates the file with its metadata in one request."""
        boundary = secrets.token_hex(16)
        head = (
            f"--{boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{json.dumps(metadata)}\r\n"
            f"--{boundary}\r\nContent-Type: {metadata['mimeType']}\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {"Content-Type": f"multipart/related; boundary={boundary}"}
        address = f"{self._address}?uploadType=multipart&supportsAllDrives=true&fields={FILE_FIELDS}"
        return self._pacing.run(lambda: _resource(self._send("POST", address, body, headers)))

    def replace(self, file_id: str, content: bytes | BinaryIO) -> Resource:
        """New content for a file of ours that arrived wrong."""
        address = f"{self._address}/{file_id}?uploadType=media&supportsAllDrives=true&fields={FILE_FIELDS}"

        def attempt() -> Resource:
            if not isinstance(content, bytes):
                content.seek(0)
            return _resource(self._send("PATCH", address, content, {}))

        return self._pacing.run(attempt)

    def start(self, metadata: Resource, size: int) -> str:
        """The address of a new session."""
        headers = {
            "Content-Type": "application/json; charset=UTF-8",
            "X-Upload-Content-Type": metadata["mimeType"],
            "X-Upload-Content-Length": str(size),
        }
        address = f"{self._address}?uploadType=resumable&supportsAllDrives=true&fields={FILE_FIELDS}"
        body = json.dumps(metadata).encode()

        def attempt() -> str:
            answer = self._send("POST", address, body, headers)
            if answer.status_code != 200 or not answer.headers.get("location"):
                raise _error(answer)
            return str(answer.headers["location"])

        return self._pacing.run(attempt)

    def resume(self, session: str, content: BinaryIO, size: int) -> Resource:
        """Sends what the server says it misses. AnswerError with MISSING: the session is no more."""
        upload = _Resumed(self._send, session, content, size)
        furthest, stalled = 0, 0
        while (done := self._pacing.run(upload.advance)) is None:
            stalled = 0 if (upload.offset or 0) > furthest else stalled + 1
            furthest = max(furthest, upload.offset or 0)
            if stalled > self._pacing.attempts:
                raise DestinationError(DeliveryOutcome.UNAVAILABLE, reason="upload_stalled")
        return done

    def _send(self, method: str, address: str, body: Any, headers: Mapping[str, str]) -> requests.Response:
        token = self._tokens.current()
        answer = self._request(token, method, address, body, headers)
        if answer.status_code == 401:
            if hasattr(body, "seek"):
                body.seek(0)
            answer = self._request(self._tokens.renew(token), method, address, body, headers)
        return answer

    def _request(
        self, token: str, method: str, address: str, body: Any, headers: Mapping[str, str]
    ) -> requests.Response:
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
            self._local.session.auth = _as_it_is  # else a .netrc could replace the token
        self._tokens.hosts.add(host_of(address) or "")
        # The token goes to Google's interface only, wherever a session's address leads.
        bearer = {"Authorization": f"Bearer {token}"} if same_origin(address, self._address) else {}
        answer: requests.Response = self._local.session.request(
            method,
            address,
            data=body,
            headers={**headers, **bearer},
            timeout=_TIMEOUT_S,
            allow_redirects=False,
        )
        return answer


class _Resumed:
    """One upload in a session. `offset`: what the server said it holds; None: to be asked, never guessed."""

    def __init__(self, send: _Send, session: str, content: BinaryIO, size: int) -> None:
        self._send = send
        self._session = session
        self._content = content
        self._size = size
        self.offset: int | None = None

    def advance(self) -> Resource | None:
        """Asks where to go on, or sends the next piece; the file once it is complete."""
        offset, self.offset = self.offset, None
        if offset is None:
            answer = self._put(b"", f"bytes */{self._size}")
        else:
            self._content.seek(offset)
            piece = self._content.read(min(PIECE, self._size - offset))
            answer = self._put(piece, f"bytes {offset}-{offset + len(piece) - 1}/{self._size}")
            if answer.status_code == 400:
                return None  # the server holds something else than it said: it is asked again
        if answer.status_code != 308:
            return _resource(answer)
        kept = _RANGE.fullmatch(answer.headers.get("range", ""))
        self.offset = int(kept[1]) + 1 if kept else 0
        return None

    def _put(self, piece: bytes, content_range: str) -> requests.Response:
        return self._send("PUT", self._session, piece, {"Content-Range": content_range})


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _resource(answer: requests.Response) -> Resource:
    if answer.status_code not in (200, 201):
        raise _error(answer)
    content = answer.json()
    if not isinstance(content, dict):
        raise requests.exceptions.InvalidJSONError("no object")
    return content


def _error(answer: requests.Response) -> AnswerError:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return answer_error(answer.status_code, headers, answer.content)
