"""The user's choices, in a file of the data folder that a person can read and edit."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import write_private
from app.domain.errors import ErrorCode, MoissonError
from app.domain.settings import Settings


class SettingsFile:
    """SettingsStore. Settings that other versions of the program know are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Defaults for what the file does not say. Raises MoissonError setting_invalid."""
        content = self._content()
        known: dict[str, Any] = {
            field.name: content[field.name] for field in fields(Settings) if field.name in content
        }
        return Settings(**known)

    def load_or_default(self) -> Settings:
        """Those of nobody when the file cannot be read: for what can do without, others say what is wrong."""
        try:
            return self.load()
        except MoissonError:
            return Settings()

    def save(self, settings: Settings) -> None:
        """Raises MoissonError setting_invalid (a file that is not ours to replace), disk_full."""
        content = self._content() | asdict(settings)
        write_private(self._path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode())

    def _content(self) -> dict[str, object]:
        try:
            content = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise data_folder_error(self._path, error) from error
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise MoissonError(ErrorCode.SETTING_INVALID, name=self._path.name, path=str(self._path))
        return content
