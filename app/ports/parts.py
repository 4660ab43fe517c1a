"""Everything from outside that services are made with; opened when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.deliveries import Destination, DestinationKind
from app.domain.documents import NewDocument
from app.ports.catalogue import Catalogue
from app.ports.clock import Clock
from app.ports.collector import Collector
from app.ports.destination import ConsentFlow, DestinationFactory
from app.ports.files import FileVault
from app.ports.secrets import SecretStore, SessionStore
from app.ports.store import Store


class DocumentReader(Protocol):
    """Reads what a file says of itself."""

    def read(self, path: Path) -> NewDocument:
        """Raises MoissonError document_refused for what is no document, file_unreadable."""
        ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a diagnosis. `check` and `advice` are codes; `facts` fill their texts."""

    check: str
    ok: bool
    advice: str = ""
    facts: tuple[tuple[str, str], ...] = ()


class Probe(Protocol):
    """Looks at one part of the installation."""

    def __call__(self) -> Sequence[Finding]: ...


class Parts(Protocol):
    """The wiring as services see it. Each method opens its part once and keeps it."""

    def store(self) -> Store: ...

    def vault(self) -> FileVault: ...

    def secrets(self) -> SecretStore: ...

    def sessions(self) -> SessionStore: ...

    def catalogue(self) -> Catalogue: ...

    def collector(self) -> Collector: ...

    def expect_visit(self) -> None:
        """A visit without a window is likely to follow: what takes long to start may start now."""
        ...

    def destinations(self) -> dict[DestinationKind, DestinationFactory]: ...

    def address_of(self, destination: Destination, place: str) -> str:
        """Where a person finds what was delivered to the place: a path or a web address. Asks nobody."""
        ...

    def google_drive_consent(self) -> ConsentFlow: ...

    def reader(self) -> DocumentReader: ...

    def clock(self) -> Clock: ...

    def browser_slots(self) -> int: ...

    def new_run_folder(self, account_id: int) -> Path:
        """A private folder for one run."""
        ...

    def evidence_folder(self, account_id: int) -> Path:
        """Where evidence of a run is kept (not created yet)."""
        ...

    def redact(self, values: Iterable[str]) -> None:
        """These texts never appear in a log from now on."""
        ...
