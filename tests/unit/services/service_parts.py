"""Services on the real store, vault, reader and folder destination; portals are scripted."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import SqlStore, open_store
from app.adapters.vault import ContentVault
from app.domain.accounts import Account, AccountDraft, AccountKind, Secrets
from app.domain.challenges import Answer, AnswerKind, Challenge
from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.documents import Document, DocumentFacts, DocumentFilter, DocumentType, Fetched, NewDocument
from app.domain.portals import Portal, PortalField
from app.ports.collector import Visit
from app.ports.destination import DestinationFactory
from app.ports.parts import DocumentReader
from app.services.cancellation import Cancellation
from connectors.destinations.folder.addresses import address_of as folder_address
from connectors.destinations.folder.factory import FolderFactory
from connectors.files.reader import FileReader
from tests.fakes import (
    FakeCatalogue,
    MemorySecretStore,
    MemorySessionStore,
    RecordingProgress,
    SteppingClock,
)

EDF = Portal(id="edf", name="EDF", homepage="https://edf.example/")
OPERATOR = Portal(
    id="operator",
    name="Opérateur",
    homepage="https://operator.example/",
    fields=(
        PortalField("customer", pattern=r"\d{4}"),
        PortalField("pin", secret=True),
        PortalField("region", required=False),
    ),
)

Script = Callable[[Visit], None]


class ScriptedCollector:
    """Does what the test says for an account; else finds that there is nothing new."""

    def __init__(self) -> None:
        self.scripts: dict[int, Script] = {}
        self.default: Script = lambda visit: None
        self.visits: list[Visit] = []
        self._lock = threading.Lock()

    def collect(self, visit: Visit) -> None:
        with self._lock:
            self.visits.append(visit)
        self.scripts.get(visit.account.id, self.default)(visit)


class Person:
    """Somebody who is there, or nobody."""

    def __init__(self, *, attended: bool = True) -> None:
        self.attended = attended

    def ask(self, challenge: Challenge) -> Answer:
        return Answer(AnswerKind.CANCEL)

    def hand_over(self, challenge: Challenge) -> bool:
        return False


class ServiceParts:
    """Implements app.ports.parts.Parts, and knows how to make what tests need."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root / "data").create()
        self.root = root
        self.time = SteppingClock()
        self.kept_secrets = MemorySecretStore()
        self.kept_sessions = MemorySessionStore()
        self.scripted = ScriptedCollector()
        self.progress = RecordingProgress()
        self.cancellation = Cancellation()
        self.factories: dict[DestinationKind, DestinationFactory] = {
            DestinationKind.FOLDER: self.folder_factory(self.folder.root)
        }
        self.redacted: list[str] = []
        self.slots = 2
        self._portals = FakeCatalogue(EDF, OPERATOR)
        self._vault = ContentVault(self.folder.vault)
        self._store = open_store(self.folder, clock=self.time)

    folder_factory = FolderFactory

    def store(self) -> SqlStore:
        return self._store

    def vault(self) -> ContentVault:
        return self._vault

    def secrets(self) -> MemorySecretStore:
        return self.kept_secrets

    def sessions(self) -> MemorySessionStore:
        return self.kept_sessions

    def catalogue(self) -> FakeCatalogue:
        return self._portals

    def collector(self) -> ScriptedCollector:
        return self.scripted

    def expect_visit(self) -> None: ...

    def destinations(self) -> dict[DestinationKind, DestinationFactory]:
        return self.factories

    def address_of(self, destination: Destination, place: str) -> str:
        return folder_address(destination, place)

    def reader(self) -> DocumentReader:
        return FileReader()

    def clock(self) -> SteppingClock:
        return self.time

    def browser_slots(self) -> int:
        return self.slots

    def new_run_folder(self, account_id: int) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"run-{account_id}-", dir=self.root))

    def evidence_folder(self, account_id: int) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"evidence-{account_id}-", dir=self.root))

    def redact(self, values: Iterable[str]) -> None:
        self.redacted.extend(values)

    def add_account(
        self, company: str = "EDF", *, portal_id: str | None = "edf", url: str | None = None
    ) -> Account:
        account = self._store.accounts.add(
            AccountDraft(company, AccountKind.PORTAL, portal_id=portal_id, url=url, username="me")
        )
        self.kept_secrets.save(account.id, Secrets("s3cret"))
        return account

    def account(self, account_id: int) -> Account:
        account = self._store.accounts.get(account_id)
        assert account
        return account

    def issues(self) -> list[tuple[str, int | None, int | None]]:
        return [(i.kind, i.account_id, i.destination_id) for i in self._store.issues.all_open()]

    def documents(self) -> list[Document]:
        return sorted(self._store.documents.list(DocumentFilter()), key=lambda document: document.id)

    def add_documents(self, count: int, account: Account | None = None, *, first: int = 0) -> list[Document]:
        """Invoices as a visit would store them."""
        owner = account or self.add_account()
        for number in range(first, first + count):
            fetched = make_fetched(self.root, number)
            file = self._vault.put(fetched.path, ".pdf")
            self._store.documents.add(owner.id, None, fetched.document, file)
        return self.documents()

    def add_destination(self, rule: ExportRule | None = None, name: str = "Factures") -> Destination:
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        return self._store.outbox.add_destination(
            name, DestinationKind.FOLDER, {"path": str(folder)}, rule or ExportRule()
        )

    def destination(self, destination_id: int) -> Destination:
        return next(d for d in self._store.outbox.destinations() if d.id == destination_id)

    def vault_files(self) -> list[Path]:
        return list(self._vault.walk())


def make_fetched(folder: Path, number: int, *, content: bytes | None = None, suffix: str = ".pdf") -> Fetched:
    """A file that a visit has just fetched."""
    path = folder / f"fetched-{number}{suffix}"
    path.write_bytes(content if content is not None else b"%PDF-1.4 " + str(number).encode())
    facts = DocumentFacts(
        DocumentType.INCOMING_INVOICE, f"F-{number}", date(2026, 1, 1 + number % 28), Decimal(number), "EUR"
    )
    return Fetched(path, NewDocument(f"id-{number}", path.name, facts))


def at_noon(day: int) -> datetime:
    return datetime(2026, 1, day, 12, tzinfo=UTC)
