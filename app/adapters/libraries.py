"""The libraries that the program ships with, and their licences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import Final

from app.ports.diagnostics import Library

_LICENCES: Final = "licences.json"
"""Made of docs/dependencies.md by tools/licences.py."""


def installed_libraries() -> list[Library]:
    return list(_libraries())


def _libraries() -> Iterator[Library]:
    licences: dict[str, str] = json.loads(files("resources").joinpath(_LICENCES).read_text("utf-8"))
    for name, licence in licences.items():
        try:
            yield Library(name, version(name), licence)
        except PackageNotFoundError:  # of another platform
            continue
