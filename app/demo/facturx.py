"""Factur-X (profile MINIMUM): the invoice as Cross Industry Invoice XML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from app.demo.invoice_facts import InvoiceFacts, PdfKind

FILE_NAME = "factur-x.xml"

_TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"\
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"\
 xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter>\
<ram:ID>urn:factur-x.eu:1p0:minimum</ram:ID>\
</ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>{number}</ram:ID><ram:TypeCode>{type_code}</ram:TypeCode>\
<ram:IssueDateTime><udt:DateTimeString format="102">{issued:%Y%m%d}</udt:DateTimeString></ram:IssueDateTime>\
</rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>{contract}</ram:BuyerReference>\
<ram:SellerTradeParty><ram:Name>{supplier}</ram:Name>\
<ram:SpecifiedLegalOrganization><ram:ID schemeID="0002">303265045</ram:ID></ram:SpecifiedLegalOrganization>\
<ram:PostalTradeAddress><ram:CountryID>{country}</ram:CountryID></ram:PostalTradeAddress></ram:SellerTradeParty>\
<ram:BuyerTradeParty><ram:Name>{customer}</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery/>
<ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>{currency}</ram:InvoiceCurrencyCode>\
<ram:SpecifiedTradeSettlementHeaderMonetarySummation>\
<ram:TaxBasisTotalAmount>{net}</ram:TaxBasisTotalAmount>\
<ram:TaxTotalAmount currencyID="{currency}">{tax}</ram:TaxTotalAmount>\
<ram:GrandTotalAmount>{total}</ram:GrandTotalAmount><ram:DuePayableAmount>{total}</ram:DuePayableAmount>\
</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>
"""

_COUNTRIES = {"fr": "FR", "en": "GB", "de": "DE"}


def facturx_xml(facts: InvoiceFacts) -> bytes:
    """The CII XML; a credit note has type 381 and positive amounts, as the standard wants."""
    return _TEMPLATE.format(
        number=escape(facts.number),
        type_code="381" if facts.kind is PdfKind.CREDIT_NOTE else "380",
        issued=facts.issued,
        contract=escape(facts.contract),
        supplier=escape(facts.supplier),
        customer=escape(facts.customer),
        country=_COUNTRIES.get(facts.language, "FR"),
        currency=facts.currency,
        net=abs(facts.net),
        tax=abs(facts.tax),
        total=abs(facts.total),
    ).encode()
