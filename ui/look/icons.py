"""Icons of the Phosphor set, through one function."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import qtawesome
from PySide6.QtGui import QIcon
from qtawesome.iconic_font import IconicFont


class Symbol(StrEnum):
    """What an icon stands for, and its name in the set."""

    DASHBOARD = "squares-four"
    COMPANIES = "buildings"
    DOCUMENTS = "file-text"
    SYNC = "export"
    PROBLEMS = "warning"
    SETTINGS = "gear-six"
    SEARCH = "magnifying-glass"
    ADD = "plus"
    REFRESH = "arrows-clockwise"
    CLOSE = "x"
    MORE = "dots-three"
    PAUSE = "pause"
    RESUME = "play"
    BROWSER = "eye"
    HIDE = "eye-slash"
    CHECKED = "check-circle"
    RUNNING = "circle-dashed"
    FAULT = "warning-circle"
    BY_HAND = "hand-pointing"
    EDIT = "pencil-simple"
    REMOVE = "trash"
    PORTAL = "globe-simple"
    HISTORY = "clock-counter-clockwise"
    FOLDER = "folder-open"
    FILES = "file-plus"
    STOP = "stop"
    CLOUD = "cloud"
    LIST = "list-bullets"
    RECONNECT = "link"


def icon(symbol: Symbol, colour: str) -> QIcon:
    """In one colour of the palette. Only on the GUI thread, while an application is there."""
    return QIcon(_font().icon(f"ph.{symbol.value}", color=colour))


@cache
def _font() -> IconicFont:
    # Only this one of the sets that come with QtAwesome: loading them all takes ten times as long.
    fonts = Path(qtawesome.__file__).parent / "fonts"
    return IconicFont(("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json", str(fonts)))
