"""A destination with its outbox, and ways for it to fail."""

from __future__ import annotations

import hashlib
from pathlib import Path

from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportResult,
    ExportRule,
)
from app.domain.errors import DeliveryOutcome
from app.services.deliver_documents import DeliverDocuments
from tests.unit.services.failing_destination import Before, FailingFactory
from tests.unit.services.service_parts import ServiceParts


class Exporting:
    """A destination, and a way to export to it."""

    def __init__(self, parts: ServiceParts, rule: ExportRule | None = None) -> None:
        self.parts = parts
        self.destination = parts.add_destination(rule)
        self.folder = Path(self.destination.settings["path"])

    def export(self, destination: Destination | None = None) -> ExportResult:
        """(delivered, already there, failed, waiting, outcome)"""
        deliver = DeliverDocuments(self.parts, self.parts.progress, self.parts.cancellation)
        return deliver(destination or self.destination)

    def fail(self, before_delivering: Before | None = None) -> FailingFactory:
        """From now on this happens before each delivery."""
        factory = FailingFactory(self.parts.factories[DestinationKind.FOLDER], before_delivering)
        self.parts.factories[DestinationKind.FOLDER] = factory
        return factory

    def mend(self) -> None:
        self.parts.factories[DestinationKind.FOLDER] = ServiceParts.folder_factory(self.parts.folder.root)

    @property
    def there(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def deliveries(self, state: DeliveryState) -> list[Delivery]:
        return list(self.parts.store().outbox.deliveries(self.destination.id, state))

    @property
    def issues(self) -> list[str]:
        return [kind for kind, _, destination in self.parts.issues() if destination == self.destination.id]

    def assert_all_delivered(self) -> None:
        """Each content of the store, once, and nothing else."""
        stored = sorted(document.sha256 for document in self.parts.documents())
        assert sorted(hashlib.sha256(content).hexdigest() for content in self.there.values()) == stored
        assert not self.parts.store().outbox.open_deliveries(self.destination.id)


def result(
    exporting: Exporting,
    outcome: DeliveryOutcome,
    *,
    delivered: int = 0,
    there: int = 0,
    failed: int = 0,
    waiting: int = 0,
) -> ExportResult:
    return ExportResult(exporting.destination.id, delivered, there, failed, waiting, outcome)
