"""Documents as rows, and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from app.adapters.store.document_conditions import conditions
from app.adapters.store.tables import accounts, companies, documents
from app.domain.documents import (
    Document,
    DocumentFacts,
    DocumentFilter,
    DocumentType,
    NewDocument,
    Source,
    StoredFile,
)

COLUMNS = (*documents.c, companies.c.name.label("company"))


def select_documents(*more: Any) -> Select[Any]:
    return (
        select(*COLUMNS, *more)
        .join_from(documents, accounts, accounts.c.id == documents.c.account_id)
        .join(companies, companies.c.id == accounts.c.company_id)
    )


def document_of(row: Row[Any], document_id: int) -> Document:
    """`document_id`: in a join with other tables the row's own `id` may be theirs."""
    return Document(
        id=document_id,
        account_id=row.account_id,
        company=row.company,
        portal_document_id=row.portal_document_id,
        file_name=row.file_name,
        sha256=row.sha256,
        md5=row.md5,
        size=row.size,
        suffix=row.suffix,
        facts=DocumentFacts(
            type=DocumentType(row.type),
            number=row.number,
            issued=row.issued,
            total=row.total,
            currency=row.currency,
            supplier=row.supplier,
            confidence=row.confidence,
            source=Source(row.source),
        ),
        collected_at=row.collected_at,
    )


def values_of(
    account_id: int, run_id: int | None, document: NewDocument, file: StoredFile, collected_at: datetime
) -> dict[str, Any]:
    return {
        "account_id": account_id,
        "run_id": run_id,
        "portal_document_id": document.portal_document_id,
        "file_name": document.file_name,
        "sha256": file.sha256,
        "md5": file.md5,
        "size": file.size,
        "suffix": file.suffix,
        **values_of_facts(document.facts),
        "collected_at": collected_at,
    }


def values_of_facts(facts: DocumentFacts) -> dict[str, Any]:
    return {
        "type": facts.type.value,
        "number": facts.number,
        "issued": facts.issued,
        "total": facts.total,
        "currency": facts.currency,
        "supplier": facts.supplier,
        "confidence": facts.confidence,
        "source": facts.source.value,
    }


def select_wanted(wanted: DocumentFilter) -> Select[Any]:
    """Newest issue date first, unknown ones last."""
    query = select_documents().where(*conditions(wanted))
    query = query.order_by(documents.c.issued.desc().nulls_last(), documents.c.id.desc())
    # SQLite knows no offset without a limit; -1 is no limit.
    return query.limit(-1 if wanted.limit is None else wanted.limit).offset(wanted.offset)
