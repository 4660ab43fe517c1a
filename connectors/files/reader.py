"""Reads a file that a person adds by hand: the same checks and facts as for a fetched one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from app.domain.documents import NewDocument, Source
from app.domain.errors import DocumentFailure, ErrorCode, MoissonError
from app.domain.names import safe_name
from connectors.files.facturx import read_facturx
from connectors.files.metadata import metadata
from connectors.files.pdf import PdfFacts, read_pdf
from connectors.files.sniff import FileKind, sniff
from connectors.pages.document_words import type_hint_of
from connectors.pages.listing import TypeHint

_SUFFIXES = {FileKind.PDF: ".pdf", FileKind.JPEG: ".jpg", FileKind.PNG: ".png", FileKind.XML: ".xml"}
_REFUSED = {FileKind.EMPTY: DocumentFailure.EMPTY, FileKind.TRUNCATED: DocumentFailure.TRUNCATED}


@dataclass(frozen=True, slots=True)
class _Name:
    """What the name of a file says of it."""

    text: str
    type_hint: TypeHint | None
    number: str | None = None
    issued: date | None = None
    total: Decimal | None = None
    currency: str | None = None


class FileReader:
    """Implements `app.ports.parts.DocumentReader`."""

    def read(self, path: Path) -> NewDocument:
        """Raises MoissonError document_refused for what is no document, file_unreadable."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise MoissonError(
                ErrorCode.FILE_UNREADABLE, path=str(path), reason=error.strerror or ""
            ) from None
        kind = sniff(content)
        if kind not in _SUFFIXES:
            reason = _REFUSED.get(kind, DocumentFailure.NOT_A_DOCUMENT)
            raise MoissonError(ErrorCode.DOCUMENT_REFUSED, path=str(path), reason=reason.value)
        pdf = read_pdf(content) if kind is FileKind.PDF else None
        if kind is FileKind.XML and (xml := read_facturx(content)) is not None:
            pdf = PdfFacts(1, "", xml)
        stem = safe_name(path.stem)
        facts = metadata(_Name(stem, type_hint_of(stem)), pdf)
        if facts.source is Source.ROW:
            facts = replace(facts, source=Source.MANUAL)
        return NewDocument("", stem + _SUFFIXES[kind], facts, pdf.text if pdf else "")
