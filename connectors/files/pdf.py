"""The text of a PDF with its places, and the invoice XML that it may carry."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from connectors.files.facturx import FILE_NAMES, FacturX, read_facturx
from connectors.files.pdfium_lock import PDFIUM

_FIRST_PAGES = 3
_MAX_TEXT = 50_000
_MAX_CHARACTERS = 12_000
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
        pieces.extend(_pieces(text_page, number))
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


def _pieces(text_page: Any, number: int) -> list[Piece]:
    """By characters: kerned letters overlap, so that the text of a box has parts of its neighbours."""
    pieces: list[Piece] = []
    space, new_line = "", True
    for letter, box in _characters(text_page):
        if not letter.strip():
            space, new_line = " ", new_line or letter in "\r\n"
            continue
        placed = Piece(letter, number, box.left, box.bottom, box.right, box.top)
        if new_line or not _touch(pieces[-1], placed):
            pieces.append(placed)
        else:
            pieces[-1] = _joined(pieces[-1], space, placed)
        space, new_line = "", False
    return pieces


def _characters(text_page: Any) -> Iterator[tuple[str, Any]]:
    """A box is in use only until the next one is asked for."""
    box = raw.FS_RECTF()
    for at in range(min(raw.FPDFText_CountChars(text_page), _MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code and raw.FPDFText_GetLooseCharBox(text_page, at, box):
            yield chr(code), box


def _joined(piece: Piece, space: str, letter: Piece) -> Piece:
    return Piece(
        piece.text + space + letter.text,
        piece.page,
        piece.left,
        min(piece.bottom, letter.bottom),
        max(piece.right, letter.right),
        max(piece.top, letter.top),
    )


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
