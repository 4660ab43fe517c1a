from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app.demo.facturx import facturx_xml
from app.demo.invoice_facts import InvoiceFacts, PdfKind
from connectors.files.facturx import FILE_NAMES, read_facturx

FACTS = InvoiceFacts("FA-2026-0042", date(2026, 1, 3), Decimal("1234.56"), supplier="Électricité & Démo SA")

ZUGFERD_1 = b"""<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0"
xmlns:ram="r" xmlns:udt="u">
<rsm:HeaderExchangedDocument><ram:ID>471102</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>
<udt:DateTimeString
format="102">20130305</udt:DateTimeString></ram:IssueDateTime></rsm:HeaderExchangedDocument>
<rsm:SpecifiedSupplyChainTradeTransaction><ram:SellerTradeParty><ram:ID>1</ram:ID>
<ram:Name>Lieferant GmbH</ram:Name></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:Name>Kunde</ram:Name></ram:BuyerTradeParty>
<ram:SpecifiedTradeSettlementMonetarySummation><ram:GrandTotalAmount
currencyID="EUR">235.62</ram:GrandTotalAmount>
</ram:SpecifiedTradeSettlementMonetarySummation></rsm:SpecifiedSupplyChainTradeTransaction>
</rsm:CrossIndustryDocument>"""

UBL = b"""<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2" xmlns:cbc="c"
xmlns:cac="a">
<cbc:ID>CN-7</cbc:ID><cbc:IssueDate>2025-02-03</cbc:IssueDate>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>Shop</cbc:Name></cac:PartyName></cac:Party>
</cac:AccountingSupplierParty>
<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount
currencyID="EUR">12.00</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal></CreditNote>"""


def test_facturx() -> None:
    found = read_facturx(facturx_xml(FACTS))
    assert found is not None
    assert (found.number, found.issued, found.total) == ("FA-2026-0042", date(2026, 1, 3), Decimal("1234.56"))
    assert (found.seller, found.currency, found.type_code) == ("Électricité & Démo SA", "EUR", "380")
    assert not found.is_credit


def test_credit_notes_have_their_code() -> None:
    found = read_facturx(
        facturx_xml(InvoiceFacts("A-1", date(2026, 1, 3), Decimal("-5"), PdfKind.CREDIT_NOTE))
    )
    assert found is not None
    assert found.is_credit
    assert found.total == Decimal("5.00")


def test_the_first_zugferd() -> None:
    found = read_facturx(ZUGFERD_1)
    assert found is not None
    assert (found.number, found.issued, found.total) == ("471102", date(2013, 3, 5), Decimal("235.62"))
    assert (found.seller, found.currency) == ("Lieferant GmbH", "EUR")


def test_ubl() -> None:
    found = read_facturx(UBL)
    assert found is not None
    assert (found.number, found.issued, found.total, found.seller) == (
        "CN-7",
        date(2025, 2, 3),
        Decimal("12.00"),
        "Shop",
    )
    assert found.is_credit


def test_what_is_missing_or_wrong_stays_empty() -> None:
    found = read_facturx(
        b"<CrossIndustryInvoice><GrandTotalAmount>NaN</GrandTotalAmount></CrossIndustryInvoice>"
    )
    assert found is not None
    assert (found.number, found.issued, found.total, found.currency) == (None, None, None, None)
    broken = facturx_xml(FACTS).replace(b"20260103", b"20261399").replace(b"1234.56", b"12,34")
    found = read_facturx(broken)
    assert found is not None
    assert (found.issued, found.total) == (None, None)


@pytest.mark.parametrize("xml", [b"", b"<html/>", b"<a><b></a>", b"<Order/>", b"x" * 5_000_001])
def test_other_xml_is_no_invoice(xml: bytes) -> None:
    assert read_facturx(xml) is None


def test_entities_stay_closed(tmp_path: object) -> None:
    xml = b"""<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
    <CrossIndustryInvoice><ExchangedDocument><ID>&secret;</ID></ExchangedDocument></CrossIndustryInvoice>"""
    found = read_facturx(xml)
    assert found is not None
    assert found.number is None


@pytest.mark.parametrize(
    ("name", "is_invoice"),
    [
        ("factur-x.xml", True),
        ("ZUGFeRD-invoice.xml", True),
        ("order-x.xml", True),
        ("xrechnung.xml", True),
        ("note.xml", False),
        ("factur-x.pdf", False),
    ],
)
def test_names_of_attachments(name: str, is_invoice: bool) -> None:
    assert bool(FILE_NAMES.fullmatch(name)) is is_invoice
