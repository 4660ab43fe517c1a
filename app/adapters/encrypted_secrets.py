"""Secrets in a file of the data folder, encrypted with a passphrase, for machines without a keyring."""

from __future__ import annotations

import base64
import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.adapters.paths import write_private
from app.domain.errors import ErrorCode, MoissonError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_FORMAT = "moisson-secrets"
_VERSION = 1
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class KeyDerivation:
    """scrypt. The defaults need 32 MiB and about 0.3 s: one of OWASP's recommended triples, the one that
    leaves our memory small."""

    n: int = 1 << 15
    r: int = 8
    p: int = 3

    @property
    def bearable(self) -> bool:
        """A file that somebody tampered with must not make us use up the machine."""
        return 1 < self.n <= 1 << 20 and 1 <= self.r <= 16 and 1 <= self.p <= 16


@dataclass(frozen=True, slots=True, repr=False)
class VaultKey:
    """A key, and what it was derived with."""

    key: bytes
    salt: bytes
    cost: KeyDerivation

    @classmethod
    def derive(cls, passphrase: str, salt: bytes, cost: KeyDerivation) -> VaultKey:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

        derived = Scrypt(salt, _KEY_BYTES, cost.n, cost.r, cost.p).derive(passphrase.encode())
        return cls(derived, salt, cost)

    @property
    def header(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": _VERSION,
            "scrypt": asdict(self.cost),
            "salt": _encode(self.salt),
        }

    def seal(self, nonce: bytes, content: bytes) -> bytes:
        """The header is authenticated with the content."""
        return self._cipher().encrypt(nonce, content, json.dumps(self.header, sort_keys=True).encode())

    def open(self, nonce: bytes, sealed: bytes) -> bytes:
        """Raises cryptography's InvalidTag."""
        return self._cipher().decrypt(nonce, sealed, json.dumps(self.header, sort_keys=True).encode())

    def _cipher(self) -> AESGCM:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.key)


class EncryptedTexts:
    """SecretTexts in an encrypted file; made by create_vault or open_vault."""

    def __init__(self, path: Path, installation: str, key: VaultKey, texts: dict[str, str]) -> None:
        self._path = path
        self._installation = installation
        self._key = key
        self._texts = texts
        self._lock = threading.Lock()

    def read(self, name: str) -> str | None:
        with self._lock:
            return self._texts.get(self._full(name))

    def write(self, name: str, text: str) -> None:
        with self._lock:
            self._replace({**self._texts, self._full(name): text})

    def erase(self, name: str) -> None:
        with self._lock:
            if self._full(name) in self._texts:
                self._replace({key: text for key, text in self._texts.items() if key != self._full(name)})

    def _full(self, name: str) -> str:
        return f"{self._installation}/{name}"

    def _replace(self, texts: dict[str, str]) -> None:
        """What is remembered changes only once the file has."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._key.seal(nonce, json.dumps(texts).encode())
        content = {**self._key.header, "nonce": _encode(nonce), "sealed": _encode(sealed)}
        write_private(self._path, json.dumps(content, indent=1).encode())
        self._texts = texts


def create_vault(
    path: Path, installation: str, passphrase: str, cost: KeyDerivation | None = None
) -> EncryptedTexts:
    """Nothing is written before the first secret is."""
    key = VaultKey.derive(passphrase, os.urandom(_SALT_BYTES), cost or KeyDerivation())
    return EncryptedTexts(path, installation, key, {})


def open_vault(path: Path, installation: str, passphrase: str) -> EncryptedTexts:
    """Raises MoissonError passphrase_wrong, or file_unreadable for what is no vault of this version."""
    from cryptography.exceptions import InvalidTag

    try:
        content = json.loads(path.read_bytes())
        if (content["format"], content["version"]) != (_FORMAT, _VERSION):
            raise _unreadable(path, "made by another version")
        cost, salt = KeyDerivation(**content["scrypt"]), _decode(content["salt"])
        nonce, sealed = _decode(content["nonce"]), _decode(content["sealed"])
        if not cost.bearable or len(nonce) != _NONCE_BYTES:
            raise ValueError
        key = VaultKey.derive(passphrase, salt, cost)
        return EncryptedTexts(path, installation, key, json.loads(key.open(nonce, sealed)))
    except InvalidTag:
        raise MoissonError(ErrorCode.PASSPHRASE_WRONG, path=str(path)) from None
    except OSError as error:
        raise _unreadable(path, error.strerror or "") from error
    except (ValueError, TypeError, KeyError):
        raise _unreadable(path, "damaged") from None


def _encode(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _unreadable(path: Path, reason: str) -> MoissonError:
    return MoissonError(ErrorCode.FILE_UNREADABLE, path=str(path), reason=reason)
