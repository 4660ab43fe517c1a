"""What a backup says of itself, and which names a file in it may have."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, MoissonError
from app.ports.backup import BackupFacts

MANIFEST: Final = "manifest.json"
DATABASE: Final = "moisson.sqlite3"
MOST_MANIFEST_BYTES: Final = 512 * 1024 * 1024
_FORMAT: Final = "moisson-backup"
_VERSION: Final = 1
_NAMES: Final = re.compile(
    r"moisson\.sqlite3|settings\.json|portals/[\w][\w .-]{0,100}"
    r"|vault/[0-9a-f]{2}/[0-9a-f]{62}(?:\.[A-Za-z0-9]{1,10})?"
)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    made_at: datetime
    program: str
    accounts: int
    documents: int
    missing: tuple[str, ...] = ()
    """Names of files that the database knows and the vault did not have."""
    files: Mapping[str, Packed] = field(default_factory=dict)

    @property
    def facts(self) -> BackupFacts:
        size = sum(packed.size for packed in self.files.values())
        return BackupFacts(self.made_at, self.accounts, self.documents, len(self.missing), size)

    def to_bytes(self) -> bytes:
        content = {
            "format": _FORMAT,
            "version": _VERSION,
            **asdict(self),
            "made_at": self.made_at.isoformat(),
        }
        return json.dumps(content).encode()

    @classmethod
    def from_bytes(cls, content: bytes, path: Path) -> Manifest:
        """Raises MoissonError backup_invalid; everything in it was made by whoever made the file."""
        try:
            said = json.loads(content)
            if said["format"] != _FORMAT or said["version"] != _VERSION:
                raise invalid(path, "version")
            files = {name: Packed(**packed) for name, packed in said["files"].items()}
            manifest = cls(
                datetime.fromisoformat(said["made_at"]),
                str(said["program"]),
                int(said["accounts"]),
                int(said["documents"]),
                tuple(map(str, said["missing"])),
                files,
            )
            if manifest.made_at.tzinfo is None or not all(map(_is_sound, files.items())):
                raise invalid(path, "manifest")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise invalid(path, "manifest") from None
        if DATABASE not in files:
            raise invalid(path, "manifest")
        return manifest


def is_portal_name(name: str) -> bool:
    """May a file of the user's own entries be in a backup?"""
    return _NAMES.fullmatch(f"portals/{name}") is not None


def invalid(path: Path, reason: str) -> MoissonError:
    return MoissonError(ErrorCode.BACKUP_INVALID, path=str(path), reason=reason)


def _is_sound(item: tuple[str, Packed]) -> bool:
    name, packed = item
    if not _NAMES.fullmatch(name) or not _SHA256.fullmatch(packed.sha256):
        return False
    if name.startswith("vault/"):
        shelf, rest = name.split("/")[1:]
        if shelf + rest[:62] != packed.sha256:
            return False
    return isinstance(packed.size, int) and packed.size >= 0
