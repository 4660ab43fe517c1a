"""Documents for tests of the domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from app.domain.documents import Document, DocumentFacts, DocumentType

_DOCUMENT = Document(
    id=1,
    account_id=7,
    company="Énergie & Cie",
    portal_document_id="F-1",
    file_name="bill.pdf",
    sha256="ab" * 32,
    md5="cd" * 16,
    size=1234,
    suffix=".pdf",
    facts=DocumentFacts(
        type=DocumentType.INCOMING_INVOICE,
        number="F-1",
        issued=date(2026, 1, 5),
        total=Decimal("12.5"),
        currency="EUR",
    ),
    collected_at=datetime(2026, 2, 3, 23, 59, tzinfo=UTC),
)


def make_document(
    *,
    company: str = _DOCUMENT.company,
    file_name: str = _DOCUMENT.file_name,
    suffix: str = ".pdf",
    **facts: object,
) -> Document:
    """A document with the given facts in place of the usual ones."""
    return replace(
        _DOCUMENT,
        company=company,
        file_name=file_name,
        suffix=suffix,
        facts=replace(_DOCUMENT.facts, **facts),  # type: ignore[arg-type]
    )
