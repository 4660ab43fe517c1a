from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import SqlStore, open_store
from app.domain.accounts import Account, AccountDraft, AccountKind
from app.domain.documents import DocumentFacts, DocumentType, NewDocument, Source, StoredFile
from tests.fakes import SteppingClock

FACTS = DocumentFacts(
    type=DocumentType.INCOMING_INVOICE,
    number="F-2026-001",
    issued=date(2026, 1, 10),
    total=Decimal("1234.50"),
    currency="EUR",
    supplier="EDF SA",
    confidence=0.9,
    source=Source.FACTURX,
)
DRAFT = AccountDraft(company="EDF", kind=AccountKind.PORTAL, portal_id="edf", username="jean@example.org")
Add = Callable[..., int]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def store(folder: DataFolder, clock: SteppingClock) -> Iterator[SqlStore]:
    store = open_store(folder, clock=clock)
    yield store
    store.check()
    store.close()


@pytest.fixture
def account(store: SqlStore) -> Account:
    return store.accounts.add(DRAFT)


@pytest.fixture
def add(store: SqlStore, account: Account) -> Add:
    """Adds a document, by default to `account`: add("its id", content=b"...", number="...")."""

    def add(
        portal_document_id: str,
        *,
        content: bytes | None = None,
        account_id: int = account.id,
        run_id: int | None = None,
        file_name: str = "facture.pdf",
        text: str = "",
        **facts: object,
    ) -> int:
        document = NewDocument(portal_document_id, file_name, replace(FACTS, **facts), text)  # type: ignore[arg-type]
        file = stored_file(portal_document_id.encode() if content is None else content)
        return store.documents.add(account_id, run_id, document, file)[0]

    return add


def stored_file(content: bytes) -> StoredFile:
    return StoredFile(
        hashlib.sha256(content).hexdigest(), hashlib.md5(content).hexdigest(), len(content), ".pdf"
    )
