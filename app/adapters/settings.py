"""The user's choices, in a file of the data folder that a person can read and edit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

from app.adapters.os_errors import data_folder_error
from app.adapters.paths import write_private
from app.domain.errors import ErrorCode, MoissonError
from app.domain.hosts import InvalidAddressError, checked_address

LANGUAGES: Final = ("fr", "en")
THEMES: Final = ("light", "dark")
_MOST_BROWSERS = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """`language` and `theme`: None follows the system. `browser_slots`: browsers at the same time, 1 to 8.

    `browser_path`: the program to use instead of the one that is found. `remote_browser_url`: a Selenium
    server to use instead of a browser of this machine; https, or loopback, because passwords pass there.
    Raises MoissonError setting_invalid with the setting's name.
    """

    language: str | None = None
    browser_slots: int = 2
    browser_path: str | None = None
    remote_browser_url: str | None = None
    theme: str | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            if not _IS_VALID[field.name](getattr(self, field.name)):
                raise MoissonError(ErrorCode.SETTING_INVALID, name=field.name)


class SettingsFile:
    """Settings that other versions of the program know are kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """Defaults for what the file does not say. Raises MoissonError setting_invalid."""
        content = self._content()
        known: dict[str, Any] = {
            field.name: content[field.name] for field in fields(Settings) if field.name in content
        }
        return Settings(**known)

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


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_BROWSERS


def _is_path(value: object) -> bool:
    return value is None or (isinstance(value, str) and Path(value).is_absolute() and "\0" not in value)


def _is_address(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and "://" in value and bool(checked_address(value))
    except InvalidAddressError:
        return False


_IS_VALID: dict[str, Callable[[object], bool]] = {
    "language": lambda value: value is None or value in LANGUAGES,
    "theme": lambda value: value is None or value in THEMES,
    "browser_slots": _is_count,
    "browser_path": _is_path,
    "remote_browser_url": _is_address,
}
