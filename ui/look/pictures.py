"""The pictures that were drawn for this project: the application's icon and its signs in the tray."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QIcon

import resources


class TrayState(StrEnum):
    """What the tray says. The values name the files."""

    CALM = "calm"
    RUNNING = "running"
    WAITING = "waiting"
    PROBLEM = "problem"


def application_icon() -> QIcon:
    """Has each of the sizes that were rendered. Only while an application is there."""
    icon = QIcon()
    for picture in sorted((_icons() / "png").glob("*.png")):
        icon.addFile(str(picture))
    return icon


def tray_icon(state: TrayState, dark: bool) -> QIcon:
    """`dark`: it is to lie on a dark panel. Sharp at any size."""
    return QIcon(str(_icons() / "tray" / f"{state.value}-{'dark' if dark else 'light'}.svg"))


def _icons() -> Path:
    return Path(resources.__path__[0]) / "icons"
