"""What a file is, decided by its bytes, never by its name."""

from __future__ import annotations

import re
from enum import Enum

from connectors.files.pdfium_lock import PDFIUM

_HEAD = 2048
# A PDF may carry junk before its header and after its end.
_PDF_HEAD, _PDF_TAIL = 1024, 2048
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<script[\s>]|<title[\s>]", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class FileKind(Enum):
    """TRUNCATED: a PDF whose end is missing, so that it cannot be opened."""

    PDF = "pdf"
    HTML = "html"
    ZIP = "zip"
    JPEG = "jpeg"
    PNG = "png"
    XML = "xml"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    UNKNOWN = "unknown"


def sniff(content: bytes, *, complete: bool = True) -> FileKind:
    """The kind of a file; `complete` is False for its first bytes alone (then a PDF is not checked)."""
    if not content.strip(b"\x00 \t\r\n"):
        return FileKind.EMPTY
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    # An archive may hold the beginning of a PDF within its own.
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.ZIP
    if b"%PDF-" in content[:_PDF_HEAD] and not _start(content).startswith(b"<"):
        return FileKind.PDF if not complete or _is_whole(content) else FileKind.TRUNCATED
    return _markup(_start(content))


def _start(content: bytes) -> bytes:
    head = content[:_HEAD]
    if head.startswith(_BOMS):
        head = head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    return head.lstrip()


def _markup(head: bytes) -> FileKind:
    if not head.startswith(b"<"):
        return FileKind.UNKNOWN
    if _HTML.search(head):
        return FileKind.HTML
    named = re.match(rb"<\?xml|<(?:\w+:)?[A-Z]\w*[\s>]", head)
    return (
        FileKind.XML
        if named
        else FileKind.HTML
        if re.match(rb"<!--|<[a-z]\w*[\s>]", head)
        else FileKind.UNKNOWN
    )


def _is_whole(content: bytes) -> bool:
    if b"%%EOF" in content[-_PDF_TAIL:]:
        return True
    import pypdfium2 as pdfium

    with PDFIUM:
        try:
            document = pdfium.PdfDocument(content)
            pages = len(document)
            document.close()
        except pdfium.PdfiumError:
            return False
    return pages > 0
