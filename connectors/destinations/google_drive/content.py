"""The bytes to deliver, checked before the first of them leaves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from app.domain.deliveries import MAX_SIZE, Parcel, Refusal
from app.ports.destination import ParcelRefusedError


@contextmanager
def checked(parcel: Parcel, source: Path) -> Iterator[BinaryIO]:
    """The vault's file at its first byte. Raises ParcelRefusedError when it is not what the parcel says."""
    if parcel.size > MAX_SIZE:
        raise ParcelRefusedError(Refusal.TOO_LARGE)
    try:
        content = source.open("rb")
    except OSError as error:
        raise ParcelRefusedError(Refusal.FILE_MISSING) from error
    with content:
        if _sha256(content) != parcel.sha256:
            raise ParcelRefusedError(Refusal.FILE_ALTERED)
        content.seek(0)
        yield content


def _sha256(content: BufferedReader) -> str:
    try:
        return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:  # a folder in its place, a disk that fails
        raise ParcelRefusedError(Refusal.FILE_MISSING) from error


def media_type(content: BinaryIO) -> str:
    """By the first bytes; the position stays."""
    head = content.read(8)
    content.seek(0)
    for mark, name in (
        (b"%PDF-", "application/pdf"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"\x89PNG", "image/png"),
    ):
        if head.startswith(mark):
            return name
    return "application/octet-stream"
