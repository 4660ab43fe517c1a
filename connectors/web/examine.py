"""Bytes decide what a file is: examine what was fetched and read its facts, before it is kept."""

from __future__ import annotations

from pathlib import Path

from app.domain.documents import Fetched, NewDocument
from app.domain.errors import DocumentFailure
from app.domain.names import safe_name
from connectors.files.metadata import metadata
from connectors.files.pdf import read_pdf
from connectors.files.sniff import FileKind, sniff
from connectors.web.http_client import FetchError
from connectors.web.items import Facts

_SUFFIXES = {FileKind.PDF: ".pdf", FileKind.JPEG: ".jpg", FileKind.PNG: ".png", FileKind.XML: ".xml"}
_SMALLEST_PICTURE = 20_000


def is_page(path: Path, content_type: str) -> bool:
    """A web page came in the place of a file, whatever it was called."""
    with path.open("rb") as file:
        head = file.read(2048)
    kind = sniff(head, complete=False)
    return kind is FileKind.HTML or (
        kind is FileKind.UNKNOWN and content_type.startswith(("text/html", "application/xhtml"))
    )


def examine(path: Path, name: str, document_id: str, row: Facts, link: Facts | None) -> Fetched:
    """The file, renamed after its kind, with its facts. Raises FetchError for what is no document."""
    content = path.read_bytes()
    kind = sniff(content)
    try:
        suffix = _accepted(kind, len(content), name)
    except FetchError:
        path.unlink()
        raise
    kept = path.with_name(f"{path.name}{suffix}")
    path.rename(kept)
    pdf = read_pdf(content) if kind is FileKind.PDF else None
    facts = metadata(row, pdf, link)
    stem = safe_name(Path(safe_name(name)).stem if name else row.number or "document")
    document = NewDocument(document_id, safe_name(stem) + suffix, facts, pdf.text if pdf else "")
    return Fetched(kept, document)


def _accepted(kind: FileKind, size: int, name: str) -> str:
    if kind is FileKind.EMPTY:
        raise FetchError(DocumentFailure.EMPTY)
    if kind is FileKind.TRUNCATED:
        raise FetchError(DocumentFailure.TRUNCATED)
    if kind in (FileKind.JPEG, FileKind.PNG) and (
        size < _SMALLEST_PICTURE or name.casefold().endswith(".pdf")
    ):
        raise FetchError(DocumentFailure.NOT_A_DOCUMENT)
    if kind not in _SUFFIXES:
        raise FetchError(DocumentFailure.NOT_A_DOCUMENT)
    return _SUFFIXES[kind]
