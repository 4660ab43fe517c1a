"""Open Google Drive destinations."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from time import sleep

from app.domain.deliveries import Destination, DestinationKind
from app.domain.errors import DeliveryOutcome, DestinationError, ErrorCode, MoissonError
from app.ports.destination import Pause
from app.ports.secrets import DestinationSecrets
from connectors.destinations.google_drive.addresses import api_root
from connectors.destinations.google_drive.api import DriveApi
from connectors.destinations.google_drive.connection import Connections
from connectors.destinations.google_drive.connector import GoogleDriveDestination, Target
from connectors.destinations.google_drive.consent import revoke
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.tokens import Tokens
from connectors.destinations.google_drive.upload_sessions import UploadSessions
from connectors.destinations.google_drive.uploads import Uploads

_log = logging.getLogger(__name__)


class GoogleDriveFactory:
    """Implements app.ports.destination.DestinationFactory for settings {"folder_id", "folder_name"}.

    `uploads`: a private folder for what is needed to go on with large files."""

    def __init__(
        self, secrets: DestinationSecrets, uploads: Path, pacing: Callable[[], Pacing] = Pacing
    ) -> None:
        self._connections = Connections(secrets)
        self._uploads = uploads
        self._pacing = pacing

    def open(self, destination: Destination, pause: Pause = sleep) -> GoogleDriveDestination:
        folder_id, name = destination.settings["folder_id"], destination.settings["folder_name"]
        connection = self._connections.load(folder_id)
        if connection is None:
            raise DestinationError(DeliveryOutcome.RECONNECT, path=name, reason="secret_missing")
        root, pacing, tokens = api_root(), replace(self._pacing(), sleep=pause), Tokens(connection)
        target = Target(
            folder_id,
            name,
            connection.folder_pending,
            lambda: self._connections.save(folder_id, connection.without_pending()),
        )
        return GoogleDriveDestination(
            target,
            DriveApi(root, tokens, pacing),
            Uploads(root, tokens, pacing),
            UploadSessions(self._uploads),
            pacing,
        )

    def check_settings(self, settings: dict[str, str]) -> None:
        """Raises MoissonError consent_failed: consent comes first, see GoogleDriveConsent."""
        if self._connections.load(settings.get("folder_id", "")) is None:
            raise MoissonError(ErrorCode.CONSENT_FAILED, reason="not_connected")

    def withdraw(self, destination: Destination, others: Collection[Destination]) -> None:
        """Revoking ends every consent of that person to this client, so not while another needs it."""
        folder_id = destination.settings["folder_id"]
        connection = self._connections.load(folder_id)
        if connection is None:
            return
        kept = [
            self._connections.load(other.settings["folder_id"])
            for other in others
            if other.kind is DestinationKind.GOOGLE_DRIVE
        ]
        whose = (connection.client.client_id, connection.email)
        needed = whose in [(other.client.client_id, other.email) for other in kept if other]
        if not needed and not revoke(connection.client, connection.refresh_token):
            _log.info("Google could not be told that the access is no longer needed")
        self._connections.forget(folder_id)
