from __future__ import annotations

import pytest

from connectors.files.sniff import FileKind, sniff
from tests.unit.files.documents import lines_pdf


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FileKind.EMPTY),
        (b"  \r\n\x00", FileKind.EMPTY),
        (b"<!DOCTYPE html><title>Login</title>", FileKind.HTML),
        (b"\xef\xbb\xbf\n<html lang='fr'>", FileKind.HTML),
        ("\ufeff<html>".encode("utf-16-le"), FileKind.HTML),
        (b"<!-- page --><div>%PDF-1.4</div>", FileKind.HTML),
        (b"<div>Bonjour</div>", FileKind.HTML),
        (b"<!doctype html> about %PDF-1.4", FileKind.HTML),
        (b"<?xml version='1.0'?><rsm:CrossIndustryInvoice/>", FileKind.XML),
        (b"<Invoice xmlns='urn:x'>", FileKind.XML),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", FileKind.HTML),
        (b"PK\x03\x04rest", FileKind.ZIP),
        (b"\xff\xd8\xff\xe0rest", FileKind.JPEG),
        (b"\x89PNG\r\n\x1a\nrest", FileKind.PNG),
        (b'{"error": "expired"}', FileKind.UNKNOWN),
        (b"<3 hello", FileKind.UNKNOWN),
        (b"Session expired", FileKind.UNKNOWN),
    ],
)
def test_kinds(content: bytes, kind: FileKind) -> None:
    assert sniff(content) is kind


def test_whole_and_truncated_pdfs() -> None:
    whole = lines_pdf(*[f"Line {n} of a long document" for n in range(40)] * 5)
    assert sniff(whole) is FileKind.PDF
    assert sniff(b"\n\n" + whole) is FileKind.PDF
    assert sniff(whole[: len(whole) // 2]) is FileKind.TRUNCATED
    assert sniff(whole[:50]) is FileKind.TRUNCATED
    assert sniff(whole[:50], complete=False) is FileKind.PDF


def test_a_pdf_without_its_end_mark_that_opens_is_whole() -> None:
    assert sniff(lines_pdf("Hello").replace(b"%%EOF", b"")) is FileKind.PDF
