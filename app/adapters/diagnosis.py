"""Are the data folder, the secret store and the program itself in order?"""

from __future__ import annotations

import platform
import shutil
import sqlite3

from app.adapters.keyring_secrets import is_locked, secure_keyring
from app.adapters.paths import DataFolder
from app.domain.errors import MoissonError
from app.ports.parts import Finding
from app.version import version

_LOW_SPACE = 500 * 1024 * 1024


def diagnose_installation(folder: DataFolder) -> list[Finding]:
    """Changes nothing but creates the data folder when there is none."""
    return [_versions(), *_folder(folder), _secrets(folder)]


def _versions() -> Finding:
    return Finding(
        "versions",
        ok=True,
        facts=(
            ("moisson", version()),
            ("python", platform.python_version()),
            ("sqlite", sqlite3.sqlite_version),
        ),
    )


def _folder(folder: DataFolder) -> list[Finding]:
    try:
        folder.create()
    except MoissonError as error:
        return [
            Finding("data_folder", ok=False, advice=error.code.value, facts=(("path", str(folder.root)),))
        ]
    free = shutil.disk_usage(folder.root).free
    facts = (("path", str(folder.root)), ("free_mb", str(free // 2**20)))
    return [
        Finding("data_folder", ok=True, facts=facts),
        Finding(
            "disk_space", ok=free > _LOW_SPACE, advice="" if free > _LOW_SPACE else "free_disk", facts=facts
        ),
    ]


def _secrets(folder: DataFolder) -> Finding:
    if folder.secrets.exists():
        return Finding("secret_store", ok=True, facts=(("kind", "encrypted_vault"),))
    backend = secure_keyring()
    if backend is None:
        return Finding("secret_store", ok=False, advice="no_keyring", facts=(("kind", "none"),))
    facts = (("kind", "keyring"), ("name", str(backend.name)))
    if is_locked(backend):
        return Finding("secret_store", ok=False, advice="unlock_keyring", facts=facts)
    return Finding("secret_store", ok=True, facts=facts)
