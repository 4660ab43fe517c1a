"""From the user's consent to the settings of a destination, and back to a consent that holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.deliveries import Destination
from app.domain.errors import DestinationError, ErrorCode, MoissonError
from app.domain.hosts import host_of
from app.ports.destination import ConsentRequest
from app.ports.secrets import DestinationSecrets
from connectors.destinations.google_drive.addresses import api_root
from connectors.destinations.google_drive.answers import AnswerError
from connectors.destinations.google_drive.api import FOLDER_FIELDS, DriveApi
from connectors.destinations.google_drive.client_secrets import ClientSecrets, read_client_secrets
from connectors.destinations.google_drive.connection import Connection, Connections
from connectors.destinations.google_drive.consent import ask_consent
from connectors.destinations.google_drive.folder import existing_folder
from connectors.destinations.google_drive.pacing import Pacing
from connectors.destinations.google_drive.tokens import Tokens

DEFAULT_FOLDER = "Moisson"


class GoogleDriveConsent:
    """Implements app.ports.destination.ConsentFlow for folders in Google Drive."""

    def __init__(self, secrets: DestinationSecrets, pacing: Callable[[], Pacing] = Pacing) -> None:
        self._connections = Connections(secrets)
        self._pacing = pacing

    def connect(self, client_secrets: Path, folder_name: str, request: ConsentRequest) -> dict[str, str]:
        """The settings of a new destination; its folder is made when it is first opened, with the id that
        the settings hold. A folder that the application made before is taken again."""
        client = read_client_secrets(client_secrets)
        grant = ask_consent(client, request)
        connection = Connection(client, grant.refresh_token, "")
        api = self._api(connection, request)
        try:
            connection = replace(connection, email=_email(api))
            if grant.picked:
                folder_id, name = grant.picked[0], str(api.get(grant.picked[0], FOLDER_FIELDS)["name"])
            else:
                found, name = existing_folder(api, folder_name, request.pause), folder_name
                folder_id = found or api.generate_ids(1)[0]
                connection = replace(connection, folder_pending=found is None)
        except (AnswerError, DestinationError) as error:
            raise _failed(error) from error
        self._connections.save(folder_id, connection)
        return {"folder_id": folder_id, "folder_name": name}

    def reconnect(
        self, destination: Destination, request: ConsentRequest, client_secrets: Path | None = None
    ) -> None:
        """A new consent for the same folder; what waits stays. MoissonError consent_other_account when
        another person gives it, client_secrets_invalid also when the file is needed again."""
        folder_id = destination.settings["folder_id"]
        known = self._connections.load(folder_id)
        client = read_client_secrets(client_secrets) if client_secrets else _client_of(known)
        grant = ask_consent(client, request, known.email if known else "")
        connection = Connection(
            client, grant.refresh_token, "", folder_pending=known is not None and known.folder_pending
        )
        try:
            connection = replace(connection, email=_email(self._api(connection, request)))
        except (AnswerError, DestinationError) as error:
            raise _failed(error) from error
        if known and known.email != connection.email:
            raise MoissonError(ErrorCode.CONSENT_OTHER_ACCOUNT, expected=known.email, given=connection.email)
        self._connections.save(folder_id, connection)

    def _api(self, connection: Connection, request: ConsentRequest) -> DriveApi:
        request.contacted(host_of(api_root()) or "")
        pacing = replace(self._pacing(), sleep=request.pause)
        return DriveApi(api_root(), Tokens(connection), pacing)


def _client_of(known: Connection | None) -> ClientSecrets:
    if known is None:
        raise MoissonError(ErrorCode.CLIENT_SECRETS_INVALID, path="--client-secrets", reason="missing")
    return known.client


def _email(api: DriveApi) -> str:
    return str(api.about().get("user", {}).get("emailAddress", ""))


def _failed(error: AnswerError | DestinationError) -> MoissonError:
    reason = error.reason if isinstance(error, AnswerError) else error.facts.get("reason", "")
    return MoissonError(ErrorCode.CONSENT_FAILED, reason=reason or str(error))
