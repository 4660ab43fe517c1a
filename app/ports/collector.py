"""What the service that collects an account needs from a connector, and gives to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from app.domain.accounts import Account, Secrets
from app.domain.challenges import Answer, Challenge
from app.domain.documents import Fetched
from app.domain.errors import DocumentFailure
from app.domain.portals import Portal
from app.domain.runs import Counts, Phase, SeenRow, VisitOptions


class Prompter(Protocol):
    """Answers a portal's questions: a dialog, the terminal, or nobody."""

    @property
    def attended(self) -> bool: ...

    def ask(self, challenge: Challenge) -> Answer:
        """Blocks until the person answers. Raises CancelledError when the run is stopped meanwhile."""
        ...

    def hand_over(self, challenge: Challenge) -> bool:
        """Tells the person to act in the visible browser. False when nobody can."""
        ...


class Visit(Protocol):
    """One visit, as the connector sees it: who, where, and where to put what it finds. Thread-safe."""

    @property
    def account(self) -> Account: ...

    @property
    def portal(self) -> Portal: ...

    @property
    def secrets(self) -> Secrets: ...

    @property
    def options(self) -> VisitOptions: ...

    @property
    def work_dir(self) -> Path:
        """Private to this run; removed after it."""
        ...

    @property
    def evidence_dir(self) -> Path:
        """Kept after the run. Created when first used."""
        ...

    @property
    def prompter(self) -> Prompter: ...

    @property
    def known(self) -> frozenset[str]:
        """Portal document ids that need not be fetched again, as of the start of the visit."""
        ...

    @property
    def seen_rows(self) -> Mapping[str, SeenRow]: ...

    def load_session(self) -> bytes | None: ...

    def save_session(self, state: bytes) -> None: ...

    def keep(self, fetched: Fetched) -> None:
        """Stores the document for good before it returns."""
        ...

    def would_keep(self, portal_document_id: str, label: str) -> None:
        """Dry run: a document that would be fetched."""
        ...

    def missed(self, portal_document_id: str, label: str, reason: DocumentFailure) -> None: ...

    def saw_row(self, row: SeenRow) -> None:
        """The page behind this row was read and every file on it is stored or recorded as missed."""
        ...

    def count(self, **steps: int) -> None:
        """Adds to listed, known, out_of_range. `new` and `failed` are counted by keep and missed."""
        ...

    @property
    def counts(self) -> Counts: ...

    def enter(self, phase: Phase) -> None: ...

    def note(self, **facts: str) -> None:
        """Facts for the run's record: challenge, evidence, host..."""
        ...

    def contacted(self, host: str) -> None:
        """The visit talks to this host; said as often as is convenient."""
        ...

    @property
    def watched(self) -> bool:
        """Somebody looks at the pictures of a hidden browser."""
        ...

    def picture(self, image: bytes) -> None:
        """What the browser shows now, as JPEG."""
        ...

    def check_cancelled(self) -> None:
        """Raises CancelledError once the user asked to stop."""
        ...


class Collector(Protocol):
    """Visits a portal. Returns when everything listed was taken, known, out of range or recorded as missed.

    Raises VisitEndedError with the outcome when the visit cannot go on, CancelledError when stopped.
    """

    def collect(self, visit: Visit) -> None: ...
