"""A Google Drive destination as the contract sees it, on the simulator."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.adapters.destination_secrets import StoredDestinationSecrets
from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.errors import DeliveryOutcome
from connectors.destinations.google_drive.api import DriveApi
from connectors.destinations.google_drive.client_secrets import ClientSecrets
from connectors.destinations.google_drive.connection import Connection, Connections
from connectors.destinations.google_drive.connector import GoogleDriveDestination, Target
from connectors.destinations.google_drive.factory import GoogleDriveFactory
from connectors.destinations.google_drive.gate import Gate
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.tokens import Tokens
from connectors.destinations.google_drive.upload_sessions import UploadSessions
from connectors.destinations.google_drive.uploads import Uploads
from tests.drive_simulator.drive import File
from tests.drive_simulator.faults import Fault, Kind
from tests.drive_simulator.simulator import DriveSimulator
from tests.fakes import MemorySecretTexts


def quick(attempts: int = 8, workers: int = 4) -> Pacing:
    """As long as in life, but in hundredths of a second."""
    return Pacing(attempts, base_s=0.002, longest_s=0.02, gate=Gate(workers), sleep=hurry)


def hurry(seconds: float) -> None:
    """Waits as long as it takes a server on this machine; longer waits are skipped."""
    if seconds < 1:
        time.sleep(seconds)


def open_connector(settings: dict[str, str], workers: int = 4) -> GoogleDriveDestination:
    """In any process: everything is in the settings, which no real destination would do."""
    connection = Connection(ClientSecrets(**json.loads(settings["client"])), settings["token"], "")
    root, pacing, tokens = settings["root"], quick(workers=workers), Tokens(connection)
    return GoogleDriveDestination(
        Target(settings["folder_id"], "Moisson"),
        DriveApi(root, tokens, pacing),
        Uploads(root, tokens, pacing),
        UploadSessions(Path(settings["uploads"])),
        pacing,
    )


class DriveWorld:
    opener = "tests.contract.destinations.drive_world:open_connector"
    failures = (
        DeliveryOutcome.FOLDER_GONE,
        DeliveryOutcome.PERMISSION,
        DeliveryOutcome.QUOTA,
        DeliveryOutcome.RECONNECT,
        DeliveryOutcome.UNAVAILABLE,
    )

    def __init__(self, google: DriveSimulator, folder: Path, *, shared_drive: bool = False) -> None:
        self.google = google
        self.uploads = folder / "uploads"
        self.folder = google.add_folder(shared_drive=shared_drive)
        self.token = google.oauth.grant()
        secrets = google.client_secrets()["installed"]
        assert isinstance(secrets, dict)
        self.client = {
            key: str(secrets[key]) for key in ("client_id", "client_secret", "auth_uri", "token_uri")
        }
        self.settings = {
            "root": google.root,
            "client": json.dumps(self.client),
            "token": self.token,
            "folder_id": self.folder.id,
            "uploads": str(self.uploads),
        }

    def connector(self) -> GoogleDriveDestination:
        return open_connector(self.settings)

    def visible(self) -> dict[str, bytes]:
        return self.google.contents(self.folder.id)

    def left_over(self) -> int:
        """Our files that are anywhere but visible in the folder, and what is kept to go on with."""
        ours = [file for file in self.google.drive.files.values() if file.clients and not file.is_folder]
        kept = list(self.uploads.iterdir()) if self.uploads.is_dir() else []
        return len(ours) - len(self.visible()) + len(kept)

    def put(self, name: str, content: bytes, place: str | None = None) -> str:
        place = place or self.google.drive.generate_ids(1)[0]
        with self.google.drive.lock:
            parents, clients = [self.folder.id], {self.google.oauth.client_id}
            drive_id = self.folder.drive_id
            file = File(place, name, "application/pdf", parents, clients, content, {}, drive_id)
            self.google.drive.files[place] = file
            self.google.drive.used.add(place)
        return place

    def remove(self, place: str) -> None:
        with self.google.drive.lock:
            del self.google.drive.files[place]

    @contextmanager
    def broken(self, outcome: DeliveryOutcome) -> Iterator[None]:
        if outcome is DeliveryOutcome.FOLDER_GONE:
            del self.google.drive.files[self.folder.id]
        elif outcome is DeliveryOutcome.PERMISSION:
            self.folder.writable = False
        elif outcome is DeliveryOutcome.QUOTA:
            self.google.drive.limit = self.google.drive.usage()
        elif outcome is DeliveryOutcome.RECONNECT:
            self.google.oauth.end_consents()
        else:
            self.google.rules.replace(Fault(Kind.UNAVAILABLE))
        left = self.visible()
        try:
            yield
        finally:
            assert self.visible() == left
            self.google.drive.files[self.folder.id] = self.folder
            self.folder.writable, self.google.drive.limit = True, None
            self.google.oauth.end_consents(alive=True)
            self.google.rules.replace()


@contextmanager
def drive_world(*, shared_drive: bool = False) -> Iterator[DriveWorld]:
    with tempfile.TemporaryDirectory(prefix="moisson-test-") as folder, DriveSimulator() as google:
        yield DriveWorld(google, Path(folder), shared_drive=shared_drive)


def stored(world: DriveWorld) -> tuple[GoogleDriveFactory, Destination, Connections]:
    """The same destination as the application knows it."""
    secrets = StoredDestinationSecrets(MemorySecretTexts())
    connections = Connections(secrets)
    connection = Connection(ClientSecrets(**world.client), world.token, world.google.email)
    connections.save(world.folder.id, connection)
    settings = {"folder_id": world.folder.id, "folder_name": "Moisson"}
    destination = Destination(
        1, "Drive", DestinationKind.GOOGLE_DRIVE, settings, ExportRule(), datetime.now(UTC)
    )
    return GoogleDriveFactory(secrets, world.uploads, quick), destination, connections
