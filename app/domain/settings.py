"""The user's choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import time
from pathlib import Path
from typing import Final

from app.domain.errors import ErrorCode, MoissonError
from app.domain.hosts import InvalidAddressError, checked_address
from app.domain.schedules import Hours

LANGUAGES: Final = ("fr", "en")
THEMES: Final = ("light", "dark")
MOST_BROWSERS: Final = 8
_COUNTRY = re.compile(r"[A-Z]{2}")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Settings:
    """`language`, `theme`: None follows the system. `browser_slots`: browsers at the same time, 1 to 8.

    `browser_path`: the program to use instead of the one that is found. `remote_browser_url`: a Selenium
    server to use instead of a browser of this machine; https, or loopback, because passwords pass there.
    `country`: where the user is (ISO 3166), whose portals are found first.
    `browser_visible`: visits are made in a window. `allowed_hours`: "08:00-20:00", for accounts that have no
    hours of their own; None for the whole day. Raises MoissonError setting_invalid with the setting's name.
    """

    language: str | None = None
    browser_slots: int = 2
    browser_path: str | None = None
    remote_browser_url: str | None = None
    theme: str | None = None
    browser_visible: bool = False
    allowed_hours: str | None = None
    country: str = "FR"

    def __post_init__(self) -> None:
        for field in fields(self):
            if not _IS_VALID[field.name](getattr(self, field.name)):
                raise MoissonError(ErrorCode.SETTING_INVALID, name=field.name)

    @property
    def hours(self) -> Hours | None:
        return hours_of(self.allowed_hours) if self.allowed_hours else None


def hours_text(hours: Hours) -> str:
    """08:00-20:00"""
    return f"{hours.opens:%H:%M}-{hours.closes:%H:%M}"


def hours_of(text: str) -> Hours | None:
    """None for what is no such text, and for hours that end as they begin."""
    found = _HOURS.fullmatch(text)
    if not found:
        return None
    opens, closes = (time(int(found[n]), int(found[n + 1])) for n in (1, 3))
    return Hours(opens, closes) if opens != closes else None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_BROWSERS


def _is_path(value: object) -> bool:
    return value is None or (isinstance(value, str) and Path(value).is_absolute() and "\0" not in value)


def _is_address(value: object) -> bool:
    if value is None:
        return True
    try:
        return isinstance(value, str) and "://" in value and bool(checked_address(value))
    except InvalidAddressError:
        return False


def _is_hours(value: object) -> bool:
    return value is None or (isinstance(value, str) and hours_of(value) is not None)


_IS_VALID: Final[dict[str, Callable[[object], bool]]] = {
    "language": lambda value: value is None or value in LANGUAGES,
    "browser_slots": _is_count,
    "browser_path": _is_path,
    "remote_browser_url": _is_address,
    "theme": lambda value: value is None or value in THEMES,
    "browser_visible": lambda value: isinstance(value, bool),
    "allowed_hours": _is_hours,
    "country": lambda value: isinstance(value, str) and bool(_COUNTRY.fullmatch(value)),
}
