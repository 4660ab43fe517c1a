"""What the window needs from app.main, which wires everything."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.ports.autostart import Autostart
from app.ports.backup import Backups
from app.ports.diagnostics import Diagnostics
from app.ports.parts import Parts
from app.ports.settings import SettingsStore
from app.ports.timer import Timer


class DataAccess(Protocol):
    """One way into a data folder. Nothing is opened before a method asks for it."""

    def read(self) -> Parts: ...

    def write(self) -> Parts:
        """Holds the folder until `close`; the same parts while it is held."""
        ...

    def timer(self) -> AbstractContextManager[Timer]:
        """The one timer of the data folder. Raises MoissonError timer_running."""
        ...

    def ticks(self) -> AbstractContextManager[Timer]:
        """Waits as well, beside a timer that runs elsewhere."""
        ...

    def abandon(self) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user chose for the interface. None follows the system; `theme`: "light" or "dark"."""

    language: str | None = None
    theme: str | None = None


class DemonstrationPortal(Protocol):
    """A portal of our own on this computer, to see everything work. The catalogue has it as "demo"."""

    username: str
    password: str

    @property
    def url(self) -> str: ...

    @property
    def last_code(self) -> str:
        """The code that it would have sent to a telephone; empty before the first."""
        ...


class Upkeep(Protocol):
    """What concerns the installation as a whole. Slow: for worker threads."""

    @property
    def version(self) -> str: ...

    @property
    def settings(self) -> SettingsStore: ...

    @property
    def autostart(self) -> Autostart: ...

    @property
    def backups(self) -> Backups: ...

    @property
    def diagnostics(self) -> Diagnostics: ...

    def start_again(self) -> None:
        """Starts the program anew, beside this one that is about to end."""
        ...


Ask = Callable[[], str | None]
"""Asks the person for the passphrase of the secrets; None when it is not said."""


@dataclass(frozen=True)
class Wiring:
    """`open` gives a new way into the folder. `state_file`: where windows were and how they looked."""

    open: Callable[[Ask], DataAccess]
    data_folder: Path
    state_file: Path
    load_preferences: Callable[[], Preferences]
    save_preferences: Callable[[Preferences], None]
    demonstration: Callable[[], DemonstrationPortal]
    """Starts it with the first call."""
    upkeep: Upkeep
    read_qr: Callable[[Path], str | None]
    """The text of the QR code in a picture. Takes its time. Raises MoissonError file_unreadable."""
    language: str | None = None
    """Asked for on the command line: it goes before the preference, and is not stored."""
    needs_new_passphrase: Callable[[], bool] = lambda: False
    """There is no vault of secrets yet: what the person says is asked twice."""
    hidden: bool = False
    """Begins in the tray: started with the session."""
