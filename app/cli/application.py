"""What the command line needs from app.main, which wires everything."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.portals import EntryError
from app.ports.catalogue import Catalogue
from app.ports.parts import Finding, Parts
from app.ports.timer import Timer


@dataclass(frozen=True, slots=True)
class Choices:
    """What a command line says about the installation. `passphrase` asks the person; None: nobody can."""

    data_dir: Path | None
    verbose: int
    passphrase: Callable[[], str | None]


class Application(Protocol):
    """One data folder. Nothing is opened, and no library loaded, before a method asks for it."""

    def language(self) -> str | None:
        """The one that the user chose in the settings, if any; settings that cannot be read choose none."""
        ...

    def catalogue(self) -> Catalogue:
        """Needs no data folder."""
        ...

    def read(self) -> Parts:
        """To look only: waits for nobody."""
        ...

    def write(self) -> Parts:
        """Holds the data folder until `close`. Raises MoissonError data_folder_busy."""
        ...

    def timer(self) -> AbstractContextManager[Timer]:
        """The one timer of the data folder, which it does not hold. Raises MoissonError timer_running."""
        ...

    def check_entries(self, files: Iterable[Path]) -> Sequence[EntryError]: ...

    def inspect_pages(self, sources: Iterable[str]) -> Iterator[Mapping[str, object]]:
        """What the page reader sees of files and addresses, one page at a time."""
        ...

    def diagnose(self) -> Sequence[Finding]: ...

    def self_test(self) -> Iterator[Finding]:
        """Tries one part after the other, as they are asked for; a window comes last."""
        ...

    def demonstrate(self, out: Path | None) -> Demonstration:
        """The whole job against the built-in portal, in a folder of its own."""
        ...

    def abandon(self) -> None:
        """Ends the browsers that we started, at once."""
        ...

    def close(self) -> None:
        """Lets the data folder go. What is asked for afterwards is opened anew."""
        ...


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A running demonstration: an application of its own, the address and the login of its portal."""

    application: Application
    folder: Path
    url: str
    username: str
    password: str
    code: Callable[[], str]
    close: Callable[[], None]


OpenApplication = Callable[[Choices], Application]
OpenWindow = Callable[[Path | None, str | None, int, bool], int]
"""Data folder, language and verbosity, as far as the command line says them, and whether the window stays
hidden at first; returns the exit status."""
