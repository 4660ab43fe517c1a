"""Exports to Google Drive as users have them: service, database and vault of their own, on the simulator."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from app.adapters.destination_secrets import StoredDestinationSecrets
from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportResult,
    ExportRule,
)
from app.domain.documents import Document
from app.services.cancellation import Cancellation
from app.services.deliver_documents import DeliverDocuments
from connectors.destinations.google_drive.client_secrets import ClientSecrets
from connectors.destinations.google_drive.connection import Connection, Connections
from connectors.destinations.google_drive.factory import GoogleDriveFactory
from connectors.destinations.google_drive.gate import Gate
from connectors.destinations.google_drive.pacing import Pacing
from tests.contract.destinations.drive_world import DriveWorld, drive_world
from tests.fakes import MemorySecretTexts
from tests.unit.services.service_parts import ServiceParts


class WatchedCancellation(Cancellation):
    """Pauses take no time, but are added up. `meanwhile` is called in each of them, with the sum."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_s = 0.0
        self.meanwhile: Callable[[float], None] = lambda waited_s: None

    def pause(self, seconds: float) -> None:
        self.waited_s += seconds
        self.meanwhile(self.waited_s)
        super().pause(0)


class DriveExports:
    def __init__(
        self, world: DriveWorld, root: Path, rule: ExportRule | None = None, workers: int = 4
    ) -> None:
        root.mkdir(exist_ok=True)
        self.world, self.google = world, world.google
        self.parts = ServiceParts(root)
        self.parts.cancellation = self.cancellation = WatchedCancellation()
        secrets = StoredDestinationSecrets(MemorySecretTexts())
        self.connections = Connections(secrets)
        self.connect(world.token)
        # The pauses are as long as in life. Where Google's gate closes, nobody can skip them: none here.
        self.parts.factories[DestinationKind.GOOGLE_DRIVE] = GoogleDriveFactory(
            secrets, world.uploads, lambda: Pacing(gate=Gate(workers))
        )
        settings = {"folder_id": world.folder.id, "folder_name": "Moisson"}
        self.destination: Destination = self.parts.store().outbox.add_destination(
            "Drive", DestinationKind.GOOGLE_DRIVE, settings, rule or ExportRule()
        )

    def connect(self, token: str) -> None:
        """As `destination reconnect` does."""
        client = ClientSecrets(**self.world.client)
        self.connections.save(self.world.folder.id, Connection(client, token, self.google.email))

    def export(self, again: Collection[int] = ()) -> ExportResult:
        destination = next(d for d in self.parts.store().outbox.destinations() if d.id == self.destination.id)
        return DeliverDocuments(self.parts, self.parts.progress, self.cancellation)(destination, again)

    def add(self, count: int, *, first: int = 0) -> list[Document]:
        """Documents of the one account."""
        accounts = self.parts.store().accounts.all()
        return self.parts.add_documents(count, accounts[0] if accounts else None, first=first)

    @property
    def delivered(self) -> list[Delivery]:
        return list(self.parts.store().outbox.deliveries(self.destination.id, DeliveryState.DELIVERED))

    @property
    def open(self) -> list[Delivery]:
        return list(self.parts.store().outbox.open_deliveries(self.destination.id))

    @property
    def issues(self) -> list[str]:
        return [issue.kind for issue in self.parts.store().issues.all_open()]

    def assert_all_there_once(self) -> None:
        """Every stored document lies in the folder, once and unaltered, nothing else does, and we know it."""
        stored = sorted(document.sha256 for document in self.parts.documents())
        there = self.world.visible()
        assert sorted(hashlib.sha256(content).hexdigest() for content in there.values()) == stored
        assert {delivery.place for delivery in self.delivered} == set(there)
        assert not self.parts.store().outbox.open_deliveries(self.destination.id)
        assert self.world.left_over() == 0


@contextmanager
def drive_exports(root: Path, *, workers: int = 4) -> Iterator[DriveExports]:
    with drive_world() as world, mock.patch.dict("os.environ", MOISSON_GOOGLE_API_ROOT=world.google.root):
        exports = DriveExports(world, root, workers=workers)
        try:
            yield exports
        finally:
            exports.parts.store().close()
