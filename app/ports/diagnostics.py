from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ports.parts import Finding


@dataclass(frozen=True, slots=True)
class BundleEntry:
    """One text of a diagnostics bundle, exactly as it is saved."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Library:
    name: str
    version: str
    licence: str


class Diagnostics(Protocol):
    """What somebody who helps has to know of this installation."""

    def findings(self) -> Sequence[Finding]: ...

    def libraries(self) -> Sequence[Library]:
        """What the program is made with, as far as it is installed here."""
        ...

    def system(self) -> str:
        """Of this computer, with its version."""
        ...

    def log(self) -> str:
        """The newest part of what was written down, without secrets."""
        ...

    def home(self) -> Path:
        """The user's own folder: its name is a person's."""
        ...

    def save(self, entries: Sequence[BundleEntry], target: Path) -> None:
        """Raises MoissonError folder_unusable, disk_full."""
        ...
