"""What a file is, told by its bytes alone."""

from __future__ import annotations

import re
from enum import Enum


class FileKind(Enum):
    PDF = "pdf"
    HTML = "html"
    ZIP = "zip"
    JPEG = "jpeg"
    PNG = "png"
    XML = "xml"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    UNKNOWN = "unknown"


_HTML = re.compile(rb"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)\b", re.I | re.S)
_MARKS = (
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
)
# Readers accept a header within the first 1024 bytes (ISO 32000-1, annex H.3.4.1).
_HEAD = 1024
# Signed and padded files carry bytes after their end mark.
_TAIL = 64 * 1024


def sniff(content: bytes, *, complete: bool = True) -> FileKind:
    """`complete`: the whole file is given, so that a missing end can be told. Never raises."""
    if not content.strip(b"\x00 \t\r\n"):
        return FileKind.EMPTY
    if b"%PDF-" in content[:_HEAD]:
        return _pdf(content) if complete else FileKind.PDF
    for mark, kind in _MARKS:
        if content.startswith(mark):
            return kind
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(start):
        return FileKind.HTML
    if start.startswith(b"<?xml"):
        return FileKind.HTML if b"<html" in start.lower() else FileKind.XML
    return FileKind.UNKNOWN


def _pdf(content: bytes) -> FileKind:
    """Some makers leave out the end mark; a file that can be opened all the same is whole."""
    from connectors.files.pdf import can_open

    if b"%%EOF" in content[-_TAIL:]:
        return FileKind.PDF
    return FileKind.PDF if b"startxref" in content[-_TAIL:] and can_open(content) else FileKind.TRUNCATED
