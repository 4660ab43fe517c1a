"""Parts whose Google Drive is the simulator, with a person who follows the consent link."""

from __future__ import annotations

from pathlib import Path

import requests

from app.adapters.destination_secrets import StoredDestinationSecrets
from app.domain.deliveries import DestinationKind
from connectors.destinations.google_drive.connecting import GoogleDriveConsent
from connectors.destinations.google_drive.factory import GoogleDriveFactory
from tests.contract.destinations.drive_world import quick
from tests.drive_simulator.simulator import DriveSimulator
from tests.fakes import MemorySecretTexts
from tests.unit.services.service_parts import ServiceParts


class DriveParts(ServiceParts):
    def __init__(self, root: Path, google: DriveSimulator) -> None:
        super().__init__(root)
        self.google = google
        self.texts = MemorySecretTexts()
        secrets = StoredDestinationSecrets(self.texts)
        self._consent = GoogleDriveConsent(secrets, quick)
        self.factories[DestinationKind.GOOGLE_DRIVE] = GoogleDriveFactory(secrets, root / "uploads", quick)
        self.client_secrets = google.write_client_secrets(root / "client.json")

    def google_drive_consent(self) -> GoogleDriveConsent:
        return self._consent

    @property
    def consents(self) -> int:
        """Accesses that are kept."""
        return len(self.texts.texts)


def follow(address: str) -> None:
    """As a browser does in which the person agrees."""
    requests.get(address, timeout=5)
