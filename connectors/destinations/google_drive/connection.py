"""What one Google Drive destination needs to be opened. It lives in the secret store only."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from app.ports.secrets import DestinationSecrets
from connectors.destinations.google_drive.client_secrets import ClientSecrets


@dataclass(frozen=True, slots=True)
class Connection:
    """`folder_pending`: the folder's id is ours, but the folder may not have been made yet."""

    client: ClientSecrets
    refresh_token: str = field(repr=False)
    email: str
    folder_pending: bool = False

    def without_pending(self) -> Connection:
        return replace(self, folder_pending=False)


class Connections:
    """By the id of the destination's folder."""

    def __init__(self, secrets: DestinationSecrets) -> None:
        self._secrets = secrets

    def load(self, folder_id: str) -> Connection | None:
        content = self._secrets.load(_name(folder_id))
        if content is None:
            return None
        try:
            client = ClientSecrets(
                **{key: content[key] for key in ("client_id", "client_secret", "auth_uri", "token_uri")}
            )
            return Connection(
                client, content["refresh_token"], content["email"], content["folder_pending"] == "yes"
            )
        except KeyError:
            return None

    def save(self, folder_id: str, connection: Connection) -> None:
        content = {
            **asdict(connection.client),
            "refresh_token": connection.refresh_token,
            "email": connection.email,
            "folder_pending": "yes" if connection.folder_pending else "no",
        }
        self._secrets.save(_name(folder_id), content)

    def forget(self, folder_id: str) -> None:
        self._secrets.forget(_name(folder_id))


def _name(folder_id: str) -> str:
    return f"google-drive-{folder_id}"
