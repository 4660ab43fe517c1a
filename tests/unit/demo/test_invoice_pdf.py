from __future__ import annotations

from datetime import date
from decimal import Decimal

import pypdfium2 as pdfium
import pytest
from lxml import etree

from app.demo.invoice_facts import InvoiceFacts, PdfKind
from app.demo.pdf import invoice_pdf, text_pdf

FACTS = InvoiceFacts("FA-2026-0042", date(2026, 1, 3), Decimal("1234.56"))


def text_of(pdf: bytes) -> str:
    return str(pdfium.PdfDocument(pdf)[0].get_textpage().get_text_bounded())


def test_french_invoice_says_its_facts() -> None:
    text = text_of(invoice_pdf(FACTS))
    assert "N° facture : FA-2026-0042" in text
    assert "Date d'émission : 03/01/2026" in text
    assert "Total TTC 1 234,56 €" in text.replace("\xa0", " ")
    assert "Total HT 1 028,80 €" in text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "kind", "words"),
    [
        ("en", PdfKind.INVOICE, ["Invoice number: FA", "3 January 2026", "Total incl. VAT €1,234.56"]),
        ("de", PdfKind.INVOICE, ["Rechnungsnummer: FA", "03.01.2026", "Gesamtbetrag brutto 1.234,56 €"]),
        ("fr", PdfKind.CREDIT_NOTE, ["Avoir", "N° avoir : FA"]),
        ("de", PdfKind.CREDIT_NOTE, ["Gutschrift", "Gutschriftsnummer: FA"]),
        ("en", PdfKind.RECEIPT, ["Payment receipt number: FA"]),
        ("fr", PdfKind.STATEMENT, ["Relevé de compte"]),
    ],
)
def test_every_language_and_kind_has_its_words(language: str, kind: PdfKind, words: list[str]) -> None:
    facts = InvoiceFacts("FA-1", date(2026, 1, 3), Decimal("1234.56"), kind, language)
    text = text_of(invoice_pdf(facts)).replace("\xa0", " ")
    assert [word for word in words if word not in text] == []


def test_equal_facts_give_equal_bytes_and_others_do_not() -> None:
    other = InvoiceFacts("FA-2026-0043", FACTS.issued, FACTS.total)
    assert invoice_pdf(FACTS, 9000) == invoice_pdf(FACTS, 9000)
    assert invoice_pdf(FACTS) != invoice_pdf(other)


@pytest.mark.parametrize("size", [3100, 3101, 3102, 3199, 3200, 9_999, 10_000, 10_001, 60_000, 100_001])
def test_padding_gives_the_very_size_and_a_readable_file(size: int) -> None:
    pdf = invoice_pdf(FACTS, size)
    assert len(pdf) == size
    assert "FA-2026-0042" in text_of(pdf)


def test_a_file_that_is_longer_already_is_left_alone() -> None:
    assert invoice_pdf(FACTS, 100) == invoice_pdf(FACTS)


@pytest.mark.parametrize("pad_to", [0, 60_000])
def test_facturx_is_embedded_as_an_associated_file(pad_to: int) -> None:
    facts = InvoiceFacts("A&B <1>", date(2026, 1, 3), Decimal("120.00"), facturx=True)
    pdf = invoice_pdf(facts, pad_to)
    document = pdfium.PdfDocument(pdf)
    attachment = document.get_attachment(0)
    assert (document.count_attachments(), attachment.get_name()) == (1, "factur-x.xml")
    root = etree.fromstring(bytes(attachment.get_data()))
    found = {
        etree.QName(element).localname: element.text
        for element in root.iter()
        if isinstance(element.tag, str)
    }
    assert found["GrandTotalAmount"] == "120.00"
    assert found["TaxBasisTotalAmount"] == "100.00"
    assert found["DateTimeString"] == "20260103"
    assert root.xpath("string(//*[local-name()='ExchangedDocument']/*[1])") == "A&B <1>"
    assert b"/AFRelationship /Data" in pdf
    assert b"/AF [" in pdf or b"/AF " in pdf


def test_a_credit_note_has_type_381_and_positive_amounts_in_its_xml() -> None:
    facts = InvoiceFacts("AV-1", date(2026, 1, 3), Decimal("-12.00"), PdfKind.CREDIT_NOTE, facturx=True)
    document = pdfium.PdfDocument(invoice_pdf(facts))
    xml = bytes(document.get_attachment(0).get_data()).decode()
    assert "<ram:TypeCode>381</ram:TypeCode>" in xml
    assert "<ram:GrandTotalAmount>12.00</ram:GrandTotalAmount>" in xml
    assert "Total TTC -12,00" in text_of(invoice_pdf(facts)).replace("\xa0", " ")


def test_net_and_tax_add_up_to_the_cent() -> None:
    for cents in range(1, 2000, 37):
        facts = InvoiceFacts("X", date(2026, 1, 1), Decimal(cents) / 100)
        assert facts.net + facts.tax == facts.total


def test_other_texts_are_no_invoice() -> None:
    text = text_of(text_pdf("Conditions générales", ["Article 1."]))
    assert "Conditions générales" in text
    assert "Article 1." in text
