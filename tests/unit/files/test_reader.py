from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.demo.facturx import facturx_xml
from app.demo.invoice_facts import InvoiceFacts
from app.demo.pdf import invoice_pdf
from app.domain.documents import DocumentType, Source
from app.domain.errors import ErrorCode, MoissonError
from connectors.files.reader import FileReader
from tests.unit.files.documents import lines_pdf

FACTS = InvoiceFacts("FA-7", date(2026, 1, 3), Decimal("12.00"))


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_an_invoice(tmp_path: Path) -> None:
    found = FileReader().read(put(tmp_path, "scan 1.PDF", invoice_pdf(FACTS)))
    assert found.file_name == "scan 1.pdf"
    assert (found.facts.number, found.facts.issued, found.facts.total) == (
        "FA-7",
        date(2026, 1, 3),
        Decimal("12.00"),
    )
    assert found.facts.type is DocumentType.INCOMING_INVOICE
    assert "FA-7" in found.text
    assert found.portal_document_id == ""


def test_an_electronic_invoice(tmp_path: Path) -> None:
    found = FileReader().read(put(tmp_path, "a.xml", facturx_xml(FACTS)))
    assert (found.file_name, found.facts.number, found.facts.source) == ("a.xml", "FA-7", Source.FACTURX)


def test_a_file_that_says_nothing_has_the_type_of_its_name(tmp_path: Path) -> None:
    found = FileReader().read(
        put(tmp_path, "Avoir mars.pdf", lines_pdf("Lorem ipsum dolor sit amet consectetur"))
    )
    assert found.facts.type is DocumentType.CREDIT_NOTE
    assert found.facts.source is Source.MANUAL
    picture = FileReader().read(put(tmp_path, "photo.jpeg", b"\xff\xd8\xff" + b"x" * 50))
    assert (picture.file_name, picture.text) == ("photo.jpg", "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html></html>", "not_a_document"),
        (b"PK\x03\x04", "not_a_document"),
        (b"%PDF-1.7 cut", "truncated"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(MoissonError) as raised:
        FileReader().read(put(tmp_path, "a.pdf", content))
    assert raised.value.code is ErrorCode.DOCUMENT_REFUSED
    assert raised.value.facts["reason"] == reason


def test_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(MoissonError) as raised:
        FileReader().read(tmp_path / "none.pdf")
    assert raised.value.code is ErrorCode.FILE_UNREADABLE
