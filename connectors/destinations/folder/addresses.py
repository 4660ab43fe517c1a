from __future__ import annotations

from pathlib import Path

from app.domain.deliveries import Destination


def address_of(destination: Destination, place: str) -> str:
    """The path of what was delivered; `place` as the connector reserved it."""
    return str(Path(destination.settings["path"]) / place)
