"""The text of a PDF with its places, and the invoice XML that it may carry."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from connectors.files.facturx import FILE_NAMES, FacturX, read_facturx
from connectors.files.pdfium_lock import PDFIUM

_FIRST_PAGES = 3
_MAX_TEXT = 50_000
_MAX_RECTS = 1500
_MAX_ATTACHMENTS = 20
_MAX_ATTACHMENT = 5_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on one line without a gap; points from the bottom left corner of page `page` (from 0)."""

    text: str
    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF says. No pages: it could not be opened. `text`: the first three pages and the last."""

    pages: int
    text: str
    facturx: FacturX | None
    pieces: tuple[Piece, ...] = ()
    title: str = ""
    author: str = ""


def read_pdf(source: bytes | Path) -> PdfFacts:
    """Reads a PDF; one that is broken or locked gives no pages and no text."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(source)
        except pdfium.PdfiumError:
            return PdfFacts(0, "", None)
        try:
            return _read(document)
        finally:
            document.close()


def _read(document: Any) -> PdfFacts:
    count = len(document)
    numbers = [*range(min(_FIRST_PAGES, count)), *([count - 1] if count > _FIRST_PAGES else [])]
    texts: list[str] = []
    pieces: list[Piece] = []
    for number in numbers:
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            continue
        texts.append(text_page.get_text_range().replace("\r\n", "\n").replace("\x00", ""))
        pieces.extend(_joined(_rects(text_page, number)))
        text_page.close()
        page.close()
    return PdfFacts(
        pages=count,
        text="\n".join(texts)[:_MAX_TEXT],
        facturx=_attached(document),
        pieces=tuple(pieces),
        title=document.get_metadata_value("Title"),
        author=document.get_metadata_value("Author"),
    )


def _rects(text_page: Any, number: int) -> list[Piece]:
    """PDFium's rectangles: a text object's part on one line each."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    found = []
    for at in range(min(raw.FPDFText_CountRects(text_page, 0, -1), _MAX_RECTS)):
        raw.FPDFText_GetRect(text_page, at, left, top, right, bottom)
        text = text_page.get_text_bounded(left.value, bottom.value, right.value, top.value)
        text = text.replace("\r\n", " ").replace("\x00", "").strip()
        if text:
            found.append(Piece(text, number, left.value, bottom.value, right.value, top.value))
    return found


def _joined(rects: list[Piece]) -> list[Piece]:
    """Pieces that follow each other on one line and touch, or stand a word's space apart, are one."""
    joined: list[Piece] = []
    for rect in rects:
        last = joined[-1] if joined else None
        if last is None or not _touch(last, rect):
            joined.append(rect)
            continue
        space = " " if rect.left - last.right > 0.1 * max(last.height, 4.0) and last.text[-1:] != " " else ""
        joined[-1] = Piece(
            last.text + space + rect.text,
            last.page,
            last.left,
            min(last.bottom, rect.bottom),
            max(last.right, rect.right),
            max(last.top, rect.top),
        )
    return joined


def _touch(first: Piece, second: Piece) -> bool:
    overlap = min(first.top, second.top) - max(first.bottom, second.bottom)
    size = max(first.height, second.height, 4.0)
    return (
        overlap > 0.4 * min(first.height, second.height) and -size < second.left - first.right < 0.75 * size
    )


def _attached(document: Any) -> FacturX | None:
    """The first attachment that is an invoice's XML."""
    count = min(raw.FPDFDoc_GetAttachmentCount(document), _MAX_ATTACHMENTS)
    for at in range(count):
        attachment = raw.FPDFDoc_GetAttachment(document, at)
        if attachment and FILE_NAMES.fullmatch(_name(attachment)):
            content = _content(attachment)
            if content and (facts := read_facturx(content)) is not None:
                return facts
    return None


def _name(attachment: Any) -> str:
    size = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    raw.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace")


def _content(attachment: Any) -> bytes:
    size = ctypes.c_ulong()
    if not raw.FPDFAttachment_GetFile(attachment, None, 0, size) or not 0 < size.value <= _MAX_ATTACHMENT:
        return b""
    buffer = ctypes.create_string_buffer(size.value)
    raw.FPDFAttachment_GetFile(attachment, buffer, size.value, size)
    return buffer.raw
