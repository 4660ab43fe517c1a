"""The client-secrets file that the user downloads from Google's console."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from app.domain.errors import ErrorCode, MoissonError
from connectors.destinations.google_drive.addresses import is_safe

_MAX_SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class ClientSecrets:
    """An OAuth client of the type "desktop application"."""

    client_id: str
    client_secret: str = field(repr=False)
    auth_uri: str
    token_uri: str

    @property
    def revoke_uri(self) -> str:
        """Google's file does not name it; it lies beside the token's address."""
        return urljoin(self.token_uri, "revoke")


def read_client_secrets(path: Path) -> ClientSecrets:
    """Raises MoissonError client_secrets_invalid; `reason`: unreadable, not_json, not_desktop, incomplete,
    unsafe_address."""
    try:
        if path.stat().st_size > _MAX_SIZE:
            raise _invalid(path, "not_json")
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise _invalid(path, "unreadable") from error
    except ValueError as error:
        raise _invalid(path, "not_json") from error
    client = content.get("installed") if isinstance(content, dict) else None
    if not isinstance(client, dict):
        raise _invalid(path, "not_desktop")
    values = [client.get(key) for key in ("client_id", "client_secret", "auth_uri", "token_uri")]
    if not all(isinstance(value, str) and value for value in values):
        raise _invalid(path, "incomplete")
    secrets = ClientSecrets(*map(str, values))
    if not (is_safe(secrets.auth_uri) and is_safe(secrets.token_uri)):
        raise _invalid(path, "unsafe_address")
    return secrets


def _invalid(path: Path, reason: str) -> MoissonError:
    return MoissonError(ErrorCode.CLIENT_SECRETS_INVALID, path=str(path), reason=reason)
