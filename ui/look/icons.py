"""Icons of the Phosphor set, through one function."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

FONT: Final = "phosphor-1.3.0.ttf"
PLACES: Final = "phosphor-charmap-1.3.0.json"
_DISABLED: Final = 0.4


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
    return QIcon(_Drawn(chr(int(_places()[symbol.value], 16)), colour))


def fonts() -> Path:
    """QtAwesome carries the set. Its own code is not loaded: it costs a sixth of the start, and 18 MB."""
    found = find_spec("qtawesome")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(FONT)
    return Path(found.submodule_search_locations[0]) / "fonts"


class _Drawn(QIconEngine):
    """One character of the font, sharp at any size."""

    def __init__(self, character: str, colour: str) -> None:
        super().__init__()
        self._character, self._colour = character, colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        font = QFont(_family())
        font.setPixelSize(max(1, round(min(rect.width(), rect.height()) * 0.9)))
        painter.setFont(font)
        painter.setPen(QColor(self._colour))
        painter.setOpacity(_DISABLED if mode is QIcon.Mode.Disabled else 1.0)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _Drawn(self._character, self._colour)


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(fonts() / FONT))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _places() -> dict[str, str]:
    places: dict[str, str] = json.loads((fonts() / PLACES).read_text())
    return places
