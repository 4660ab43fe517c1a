"""A Google that runs in this process: OAuth and Drive v3 on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from tests.drive_simulator.drive import FOLDER, Drive, File
from tests.drive_simulator.faults import Fault, FaultRules, Kind
from tests.drive_simulator.oauth import OAuth
from tests.drive_simulator.server import LoopbackServer
from tests.drive_simulator.service import DriveService
from tests.drive_simulator.uploads import Uploads
from tests.drive_simulator.wire import Answer, RefusedError, Request, error_answer

_PATIENCE_S = 10.0


class DriveSimulator:
    """`with DriveSimulator() as google:`. `requests` counts operations by their name in routes.py."""

    def __init__(self, faults: Iterable[Fault] = (), *, seed: int = 1, port: int = 0) -> None:
        self.drive = Drive()
        self.oauth = OAuth()
        self.uploads = Uploads(self.drive)
        self.rules = FaultRules(faults, seed)
        self.requests: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._service = DriveService(self.drive, self.oauth, self.uploads, "camille@example.org")
        self._port = port
        self._server: LoopbackServer | None = None

    def __enter__(self) -> DriveSimulator:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Also after `stop`: on the same port, with everything that was there."""
        self._server = self._bound()
        self._port = self._server.port
        self._service.root = self.root
        threading.Thread(target=self._server.serve, daemon=True).start()

    def _bound(self) -> LoopbackServer:
        """Somebody's connection may have been given the port meanwhile: it is waited for."""
        until = time.monotonic() + _PATIENCE_S
        while True:
            try:
                return LoopbackServer(self._handle, self.rules, self._port)
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        if self._server:
            self._server.stop()
            self._server = None

    @property
    def running(self) -> bool:
        return self._server is not None

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def email(self) -> str:
        return self._service.email

    @email.setter
    def email(self, address: str) -> None:
        self._service.email = address

    @property
    def busiest(self) -> int:
        """The most requests that were under way at once since the start."""
        return self._server.busiest if self._server else 0

    def set_latency(self, seconds: float) -> None:
        if self._server:
            self._server.latency_s = seconds

    def client_secrets(self) -> dict[str, object]:
        """As the console's download holds it."""
        return {
            "installed": {
                "client_id": self.oauth.client_id,
                "project_id": "simulated",
                "auth_uri": f"{self.root}/o/oauth2/v2/auth",
                "token_uri": f"{self.root}/token",
                "client_secret": self.oauth.client_secret,
                "redirect_uris": ["http://localhost"],
            }
        }

    def write_client_secrets(self, path: Path) -> Path:
        path.write_text(json.dumps(self.client_secrets()), encoding="utf-8")
        return path

    def add_folder(self, name: str = "Moisson", *, shared_drive: bool = False, ours: bool = True) -> File:
        """A folder that the application made, or (not `ours`) the user."""
        parents = [self.drive.root]
        drive_id = None
        if shared_drive:
            drive_id = self.drive.generate_ids(1)[0]
            self.drive.files[drive_id] = File(drive_id, "Team", FOLDER, [], set(), drive_id=drive_id)
            parents = [drive_id]
        [file_id] = self.drive.generate_ids(1)
        clients = {self.oauth.client_id} if ours else set()
        folder = File(file_id, name, FOLDER, parents, clients, drive_id=drive_id)
        self.drive.files[file_id] = folder
        self.drive.used.add(file_id)
        return folder

    def contents(self, folder_id: str) -> dict[str, bytes]:
        """Content by id of what a reader of the folder would take."""
        with self.drive.lock:
            return {
                file.id: file.content
                for file in self.drive.files.values()
                if folder_id in file.parents and not file.is_folder and not self.drive.is_trashed(file)
            }

    def _handle(self, operation: str, file_id: str, request: Request, fault: Fault | None) -> Answer:
        kind = fault.kind if fault else None
        with self._lock:
            self.requests[operation] += 1
        try:
            return self._answer(operation, file_id, request, kind)
        except RefusedError as error:
            return error.answer

    def _answer(self, operation: str, file_id: str, request: Request, kind: Kind | None) -> Answer:
        if request.cut and operation != "upload.put":
            return Answer(400)  # nobody reads it; what did not come whole is not done
        if kind is Kind.REVOKED:
            self.oauth.end_consents()
        if kind is Kind.STALE:
            self.oauth.end_access_tokens()
        if kind is Kind.EXPIRED:
            self.uploads.expire(request.query.get("upload_id", ""))
        if operation == "oauth.authorize":
            return self.oauth.authorize(request)
        if operation == "oauth.token":
            return self.oauth.token(request)
        if operation == "oauth.revoke":
            return self.oauth.revoke(request)
        if not operation:
            return error_answer(404, "notFound", "Not Found")
        return self._service.answer(operation, file_id, request, altered=kind is Kind.ALTERED)
