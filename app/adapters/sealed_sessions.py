"""Browser sessions on the disk, sealed with a key that only the secret store holds."""

from __future__ import annotations

import base64
import logging
import os
import threading
from pathlib import Path

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import write_private
from app.adapters.secret_texts import SecretTexts

_log = logging.getLogger(__name__)
_MAGIC = b"moisson-session-1\n"
_KEY_NAME = "session-key"
_KEY_BYTES = 32
_NONCE_BYTES = 12


class SealedSessions:
    """SessionStore. A file that cannot be opened (damaged, another account's, another key's) is no session.

    Raises what the secret store raises when the key cannot be had. Thread-safe.
    """

    def __init__(self, folder: Path, texts: SecretTexts, installation: str) -> None:
        self._folder = folder
        self._texts = texts
        self._installation = installation
        self._key: bytes | None = None
        self._lock = threading.Lock()

    def load(self, account_id: int) -> bytes | None:
        path = self._path(account_id)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("session of account %s cannot be read: %s", account_id, error.strerror)
            return None
        state = self._open(account_id, content)
        if state is None:
            _log.warning("session of account %s cannot be opened and is dropped", account_id)
            self.forget(account_id)
        return state

    def save(self, account_id: int, state: bytes) -> None:
        """Raises MoissonError disk_full or data_folder_unusable."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._sealing_key()).encrypt(nonce, state, self._bound(account_id))
        write_private(self._path(account_id), _MAGIC + nonce + sealed)

    def forget(self, account_id: int) -> None:
        path = self._path(account_id)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise data_folder_error(path, error) from error

    def _open(self, account_id: int, content: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        if not content.startswith(_MAGIC):
            return None
        body = content[len(_MAGIC) :]
        nonce, sealed = body[:_NONCE_BYTES], body[_NONCE_BYTES:]
        try:
            return AESGCM(self._sealing_key()).decrypt(nonce, sealed, self._bound(account_id))
        except (InvalidTag, ValueError):  # ValueError: cut off within the nonce
            return None

    def _sealing_key(self) -> bytes:
        with self._lock:
            if self._key is None:
                self._key = self._stored_key() or self._new_key()
            return self._key

    def _stored_key(self) -> bytes | None:
        text = self._texts.read(_KEY_NAME)
        try:
            key = base64.b64decode(text or "", validate=True)
        except ValueError:
            return None
        return key if len(key) == _KEY_BYTES else None

    def _new_key(self) -> bytes:
        key = os.urandom(_KEY_BYTES)
        self._texts.write(_KEY_NAME, base64.b64encode(key).decode())
        return key

    def _bound(self, account_id: int) -> bytes:
        """Authenticated with the state, so that a file copied to another account's name does not open."""
        return f"{self._installation}/{account_id}".encode()

    def _path(self, account_id: int) -> Path:
        return self._folder / f"{account_id}.sealed"
