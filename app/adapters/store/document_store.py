from __future__ import annotations

from builtins import list as sequence
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from app.adapters.store import search
from app.adapters.store.column_types import storable
from app.adapters.store.database import Database
from app.adapters.store.document_rows import (
    document_of,
    select_documents,
    select_wanted,
    values_of,
    values_of_facts,
)
from app.adapters.store.outbox_queue import apply_rules_to_content, enqueue_document
from app.adapters.store.tables import (
    accounts,
    companies,
    documents,
    missed_documents,
    portal_documents,
    seen_rows,
)
from app.domain.deliveries import Offer
from app.domain.documents import (
    Document,
    DocumentFacts,
    DocumentFilter,
    MissedDocument,
    NewDocument,
    StoredFile,
)
from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from app.domain.runs import SeenRow
from app.ports.clock import Clock

# Characters of a file that can be searched: about five hundred pages.
_MOST_TEXT = 1_000_000

# Built once: a collection runs each of them for every document.
_BY_PORTAL_ID = select(portal_documents.c.document_id).where(
    portal_documents.c.account_id == bindparam("account"),
    portal_documents.c.portal_document_id == bindparam("portal_document"),
)
_BY_CONTENT = select(documents.c.id).where(
    documents.c.account_id == bindparam("account"), documents.c.sha256 == bindparam("content")
)
_INSERT = insert(documents).returning(documents.c.id)
_REMEMBER_ID = insert(portal_documents)
_NO_LONGER_MISSED = delete(missed_documents).where(
    missed_documents.c.account_id == bindparam("account"),
    missed_documents.c.portal_document_id == bindparam("portal_document"),
)
_COMPANY = (
    select(companies.c.name)
    .join(accounts, accounts.c.company_id == companies.c.id)
    .where(accounts.c.id == bindparam("account"))
)
_WHAT_IS_KNOWN = select(
    _BY_PORTAL_ID.scalar_subquery().label("by_id"),
    _BY_CONTENT.scalar_subquery().label("by_content"),
    _COMPANY.scalar_subquery().label("company"),
)


class SqlDocumentStore:
    """DocumentStore."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def known(self, account_id: int) -> frozenset[str]:
        query = select(portal_documents.c.portal_document_id).where(
            portal_documents.c.account_id == account_id
        )
        with self._database.read() as connection:
            return frozenset(connection.execute(query).scalars())

    def add(
        self, account_id: int, run_id: int | None, document: NewDocument, file: StoredFile
    ) -> tuple[int, bool]:
        """Raises MoissonError account_not_found."""
        names = {"account": account_id, "portal_document": document.portal_document_id}
        with self._database.write() as connection:
            found = connection.execute(_WHAT_IS_KNOWN, {**names, "content": file.sha256}).one()
            if found.company is None:
                raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account_id)
            if found.by_id is not None:
                return int(found.by_id), False
            key, new = found.by_content, found.by_content is None
            if new:
                values = values_of(account_id, run_id, document, file, self._clock.now())
                key = connection.execute(_INSERT, values).scalar_one()
                _make_findable(connection, key, found.company, document)
                facts, collected_at = document.facts, values["collected_at"]
                offer = Offer(facts.type, facts.issued, collected_at, account_id, found.company, file.suffix)
                enqueue_document(connection, key, file.sha256, offer)
            remembered = {
                "account_id": account_id,
                "portal_document_id": document.portal_document_id,
                "document_id": key,
            }
            connection.execute(_REMEMBER_ID, remembered)
            connection.execute(_NO_LONGER_MISSED, names)
        return int(key), new

    def get(self, document_id: int) -> Document | None:
        with self._database.read() as connection:
            row = connection.execute(select_documents().where(documents.c.id == document_id)).first()
        return document_of(row, row.id) if row else None

    def list(self, wanted: DocumentFilter) -> Sequence[Document]:
        with self._database.read() as connection:
            return [document_of(row, row.id) for row in connection.execute(select_wanted(wanted))]

    def correct(self, document_id: int, facts: DocumentFacts) -> Document | None:
        change = update(documents).where(documents.c.id == document_id).values(values_of_facts(facts))
        with self._database.write() as connection:
            sha256 = connection.execute(change.returning(documents.c.sha256)).scalar()
            if sha256 is None:
                return None
            words = {"id": document_id, "number": storable(facts.number or "")}
            connection.execute(search.RENUMBER, words)
            apply_rules_to_content(connection, sha256)
            row = connection.execute(select_documents().where(documents.c.id == document_id)).one()
            return document_of(row, row.id)

    def contents(self) -> Sequence[tuple[str, str, int]]:
        query = select(documents.c.sha256, documents.c.suffix, documents.c.size).distinct()
        with self._database.read() as connection:
            return [(row.sha256, row.suffix, row.size) for row in connection.execute(query)]

    def record_missed(
        self, account_id: int, portal_document_id: str, label: str, reason: DocumentFailure
    ) -> None:
        """A document that is stored was not missed, whatever happened to another copy of it."""
        row = {"label": label, "reason": reason.value, "last_seen": self._clock.now()}
        statement = upsert(missed_documents).values(
            account_id=account_id, portal_document_id=portal_document_id, attempts=1, **row
        )
        statement = statement.on_conflict_do_update(
            index_elements=["account_id", "portal_document_id"],
            set_={**row, "attempts": missed_documents.c.attempts + 1},
        )
        names = {"account": account_id, "portal_document": portal_document_id}
        with self._database.write() as connection:
            if connection.execute(_BY_PORTAL_ID, names).scalar() is None:
                connection.execute(statement)

    def missed(self, account_id: int) -> Sequence[MissedDocument]:
        query = select(missed_documents).where(missed_documents.c.account_id == account_id)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(missed_documents.c.last_seen)).all()
        return [
            MissedDocument(
                account_id=row.account_id,
                portal_document_id=row.portal_document_id,
                label=row.label,
                reason=DocumentFailure(row.reason),
                attempts=row.attempts,
                last_seen=row.last_seen,
            )
            for row in rows
        ]

    def seen_rows(self, account_id: int) -> dict[str, SeenRow]:
        query = select(seen_rows).where(seen_rows.c.account_id == account_id)
        with self._database.read() as connection:
            rows: sequence[SeenRow] = [
                SeenRow(row.key, row.fingerprint, row.files, row.failed, row.issued, row.read_at)
                for row in connection.execute(query)
            ]
        return {row.key: row for row in rows}

    def record_row(self, account_id: int, row: SeenRow) -> None:
        facts = {
            "fingerprint": row.fingerprint,
            "files": row.files,
            "failed": row.failed,
            "issued": row.issued,
            "read_at": row.read_at,
        }
        statement = upsert(seen_rows).values(account_id=account_id, key=row.key, **facts)
        with self._database.write() as connection:
            connection.execute(
                statement.on_conflict_do_update(index_elements=["account_id", "key"], set_=facts)
            )
            if not row.failed:
                # Missed under its own name while its page could not be read; every file on it is known now.
                connection.execute(_NO_LONGER_MISSED, {"account": account_id, "portal_document": row.key})


def _make_findable(connection: Connection, key: int, company: str, document: NewDocument) -> None:
    words = {
        "id": key,
        "supplier": storable(f"{company} {document.facts.supplier or ''}"),
        "number": storable(document.facts.number or ""),
        "file_name": storable(document.file_name),
        "text": storable(document.text[:_MOST_TEXT]),
    }
    connection.execute(search.ADD, words)
