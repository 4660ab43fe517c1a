"""Bytes decide what a file is: examine what was fetched and read its facts, before it is kept."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from app.domain.documents import Fetched, NewDocument
from app.domain.errors import DocumentFailure
from app.domain.names import safe_name
from connectors.files.sniff import FileKind, sniff
from connectors.web.http_client import MAX_FILE, FetchError
from connectors.web.items import Facts

_SUFFIXES = {FileKind.PDF: ".pdf", FileKind.JPEG: ".jpg", FileKind.PNG: ".png", FileKind.XML: ".xml"}
_SMALLEST_PICTURE = 20_000
_MOST_UNPACKED = 500


def is_page(path: Path, content_type: str) -> bool:
    """A web page came in the place of a file, whatever it was called."""
    with path.open("rb") as file:
        head = file.read(2048)
    kind = sniff(head, complete=False)
    return kind is FileKind.HTML or (
        kind is FileKind.UNKNOWN and content_type.startswith(("text/html", "application/xhtml"))
    )


def examine(path: Path, name: str, document_id: str, row: Facts, link: Facts | None) -> tuple[Fetched, ...]:
    """The file, renamed after its kind, with its facts; the PDFs of an archive one by one.

    Raises FetchError for what is no document.
    """
    # Loaded with the first file: a visit that finds nothing new reads none.
    from connectors.files.metadata import metadata
    from connectors.files.pdf import read_pdf

    content = path.read_bytes()
    kind = sniff(content)
    try:
        if kind is FileKind.ZIP and not name.casefold().endswith(".pdf"):
            return _unpacked(content, path, document_id, row, link)
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
    return (Fetched(kept, document),)


def _unpacked(
    content: bytes, path: Path, document_id: str, row: Facts, link: Facts | None
) -> tuple[Fetched, ...]:
    """Each PDF of an archive is a document of its own; what unpacks to too much is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = [i for i in archive.infolist() if i.filename.casefold().endswith(".pdf")]
            if len(inside) > _MOST_UNPACKED or sum(i.file_size for i in inside) > MAX_FILE:
                raise FetchError(DocumentFailure.TOO_LARGE)
            files = [(i.filename, archive.read(i)) for i in inside]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError) as error:
        raise FetchError(DocumentFailure.NOT_A_DOCUMENT) from error
    if not files:
        raise FetchError(DocumentFailure.NOT_A_DOCUMENT)
    taken: list[Fetched] = []
    for number, (name, pdf) in enumerate(files):
        own = path.with_name(f"{path.name}-{number}")
        own.write_bytes(pdf)
        # One file is what the row speaks of; of several, each has to speak for itself.
        facts, key = (row, document_id) if len(files) == 1 else (Facts(), f"{document_id} {name}"[:500])
        taken += examine(own, name.rsplit("/", 1)[-1], key, facts, link if len(files) == 1 else None)
    path.unlink()
    return tuple(taken)


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
