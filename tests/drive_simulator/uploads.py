"""Both ways to upload: in one piece with its metadata, and in a session that can be resumed."""

from __future__ import annotations

import json
import re
import secrets
import threading
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any

from tests.drive_simulator.drive import Drive, File
from tests.drive_simulator.wire import Answer, Request, refused

GRAIN = 256 * 1024
_RANGE = re.compile(r"bytes (?:(\d+)-(\d+)|\*)/(\d+|\*)")


@dataclass(slots=True)
class Session:
    """`received` counts only what is kept; what came of a cut piece is kept in grains."""

    client: str
    metadata: dict[str, Any]
    fields: str
    total: int | None
    all_drives: bool
    received: bytearray = field(default_factory=bytearray)
    done: File | None = None


class Uploads:
    def __init__(self, drive: Drive) -> None:
        self._drive = drive
        self._sessions: dict[str, Session] = {}
        self._lock = threading.RLock()

    def multipart(self, request: Request, client: str, *, altered: bool) -> File:
        metadata, content, content_type = _parts(request)
        metadata.setdefault("mimeType", content_type)
        content = _other(content) if altered else content
        return self._drive.create(metadata, content, client, all_drives=request.says("supportsAllDrives"))

    def start(self, request: Request, client: str, root: str) -> Answer:
        metadata = request.json()
        all_drives = request.says("supportsAllDrives")
        self._drive.check_new(metadata, client, all_drives=all_drives)
        total = request.headers.get("x-upload-content-length")
        if total is not None:
            self._drive.check_room(int(total))
        metadata.setdefault("mimeType", request.headers.get("x-upload-content-type", ""))
        key = secrets.token_urlsafe(40)
        with self._lock:
            self._sessions[key] = Session(
                client,
                metadata,
                request.query.get("fields", "kind,id,name,mimeType"),
                int(total) if total is not None else None,
                all_drives,
            )
        return Answer(200, b"", {"Location": f"{root}{request.path}?uploadType=resumable&upload_id={key}"})

    def put(self, request: Request) -> tuple[Session, Answer | None]:
        """The session, and 308 while bytes are missing."""
        with self._lock:
            session = self._sessions.get(request.query.get("upload_id", ""))
            if session is None:
                raise refused(404, "notFound", "Upload session not found.")
            if session.done:
                return session, None
            match = _RANGE.fullmatch(request.headers.get("content-range", ""))
            if match is None:
                raise refused(400, "badRequest", "Content-Range is missing.")
            if match[1] is not None:
                self._take(session, request, int(match[1]), int(match[2]), match[3])
            if session.total is None or len(session.received) < session.total:
                return session, _more(session)
            content = bytes(session.received)
            session.done = self._drive.create(
                session.metadata, content, session.client, all_drives=session.all_drives
            )
            return session, None

    def expire(self, key: str) -> None:
        with self._lock:
            self._sessions.pop(key, None)

    @property
    def open(self) -> int:
        with self._lock:
            return sum(1 for session in self._sessions.values() if session.done is None)

    def _take(self, session: Session, request: Request, first: int, last: int, total: str) -> None:
        if total != "*":
            session.total = int(total)
        kept = len(session.received)
        complete = session.total is not None and last + 1 == session.total
        if first > kept or (not request.cut and len(request.body) != last - first + 1):
            raise refused(400, "badRequest", "The range does not continue what was received.")
        if not complete and (last + 1 - first) % GRAIN:
            raise refused(400, "badRequest", "Pieces are multiples of 256 KiB.")
        usable = request.body
        if request.cut:
            usable = usable[: len(usable) // GRAIN * GRAIN]
        session.received += usable[kept - first :]


def _more(session: Session) -> Answer:
    kept = len(session.received)
    return Answer(308, b"", {"Range": f"bytes=0-{kept - 1}"} if kept else {})


def _parts(request: Request) -> tuple[dict[str, Any], bytes, str]:
    head = f"Content-Type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
    message = BytesParser(policy=HTTP).parsebytes(head + request.body)
    parts = list(message.iter_parts()) if message.is_multipart() else []
    if len(parts) != 2:
        raise refused(400, "badContent", "Multipart body has the wrong number of parts.")
    try:
        metadata = json.loads(parts[0].get_payload(decode=True))
    except ValueError:
        raise refused(400, "parseError", "Parse Error") from None
    return metadata, _body_of(request), parts[1].get_content_type()


def _body_of(request: Request) -> bytes:
    """The second part byte for byte: the parser may touch line ends."""
    boundary = re.search(r'boundary="?([^";]+)"?', request.headers.get("content-type", ""))
    assert boundary
    mark = b"\r\n--" + boundary[1].encode()
    part = (b"\r\n" + request.body).split(mark)[2]
    return part.partition(b"\r\n\r\n")[2]


def _other(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:] if content else b"\0"
