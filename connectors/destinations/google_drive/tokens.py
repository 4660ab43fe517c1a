"""Access tokens: one for all threads, renewed by one thread at a time."""

from __future__ import annotations

import threading

import requests
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials

from app.domain.hosts import host_of
from connectors.destinations.google_drive.connection import Connection

_TIMEOUT_S = 30


class Tokens:
    """Thread-safe. Raises google.auth.exceptions RefreshError and TransportError.

    `hosts`: whom those who use them have talked to.
    """

    def __init__(self, connection: Connection) -> None:
        client = connection.client
        self.hosts: set[str] = set()
        self._token_host = host_of(client.token_uri) or ""
        self._credentials = Credentials(  # type: ignore[no-untyped-call]
            None,
            refresh_token=connection.refresh_token,
            token_uri=client.token_uri,
            client_id=client.client_id,
            client_secret=client.client_secret,
        )
        self._lock = threading.Lock()

    def current(self) -> str:
        with self._lock:
            if not self._credentials.valid:
                self._renew()
            return str(self._credentials.token)

    def renew(self, refused: str) -> str:
        """Another token than the one that was refused; threads that were refused together renew once."""
        with self._lock:
            if self._credentials.token == refused:
                self._renew()
            return str(self._credentials.token)

    def _renew(self) -> None:
        self.hosts.add(self._token_host)
        with requests.Session() as session:
            request = Request(session)

            def bounded(*about: object, **details: object) -> object:
                return request(*about, **{"timeout": _TIMEOUT_S, **details})

            self._credentials.refresh(bounded)  # type: ignore[no-untyped-call]
