"""Text and attachments of a PDF, by PDFium."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

import pypdfium2 as pdfium

from connectors.files.facturx import NAMES, FacturX, read_facturx

# PDFium may be used by one thread at a time (its own documentation).
_one_at_a_time = threading.Lock()
_FIRST_PAGES = 3
_MAX_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """`text` of the first three pages and the last; lines as they lie on the page."""

    pages: int
    text: str
    facturx: FacturX | None = None
    title: str = ""


def can_open(content: bytes) -> bool:
    with _one_at_a_time:
        try:
            pdfium.PdfDocument(content).close()
        except pdfium.PdfiumError:
            return False
    return True


def read_pdf(content: bytes) -> PdfFacts | None:
    """None when PDFium cannot open it (damaged, or protected by a password)."""
    with _one_at_a_time:
        try:
            document = pdfium.PdfDocument(content)
        except pdfium.PdfiumError:
            return None
        try:
            count = len(document)
            wanted = sorted({*range(min(count, _FIRST_PAGES)), *([count - 1] if count else [])})
            text = "\n".join(_page_text(document, number) for number in wanted)[:_MAX_TEXT]
            xml = _invoice_xml(document)
            title = document.get_metadata_value("Title")
        finally:
            document.close()
    return PdfFacts(count, text, read_facturx(xml) if xml else None, title)


def _page_text(document: pdfium.PdfDocument, number: int) -> str:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return ""
    text_page = page.get_textpage()
    text = str(text_page.get_text_range())
    text_page.close()
    page.close()
    return re.sub(r"[\x00\ufffe\ufffd]", "", text.replace("\r\n", "\n"))


def _invoice_xml(document: pdfium.PdfDocument) -> bytes | None:
    for index in range(document.count_attachments()):
        attachment = document.get_attachment(index)
        if attachment.get_name().casefold() in NAMES:
            return bytes(attachment.get_data())
    return None
