"""Factur-X, ZUGFeRD and Order-X: the invoice as XML inside a PDF (Cross Industry Invoice, UBL)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

FILE_NAMES = re.compile(
    r"(?:factur-?x|zugferd-?invoice|xrechnung|order-?x|cii|ubl|.*invoice.*|.*facture.*|.*rechnung.*)\.xml",
    re.I,
)
CREDIT_CODES = frozenset(
    ("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532")
)
_MAX_BYTES = 5_000_000
_COMPACT_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")


@dataclass(frozen=True, slots=True)
class FacturX:
    """What the XML states; `total` is the gross amount, unsigned as the standard wants it."""

    number: str | None
    issued: date | None
    seller: str | None
    total: Decimal | None
    currency: str | None
    type_code: str | None

    @property
    def is_credit(self) -> bool:
        return self.type_code in CREDIT_CODES


def read_facturx(xml: bytes) -> FacturX | None:
    """The facts of an invoice XML; None for other or broken XML. Entities and the network stay closed."""
    if len(xml) > _MAX_BYTES:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xml, parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    name = etree.QName(root).localname
    if name.startswith(("CrossIndustry", "CrossIndustryDocument", "SCRDM")):
        return _read_cii(root)
    return _read_ubl(root, name) if name in ("Invoice", "CreditNote") else None


def _read_cii(root: etree._Element) -> FacturX:
    document = (
        _first(root, "ExchangedDocument")
        if _first(root, "ExchangedDocument") is not None
        else _first(root, "HeaderExchangedDocument")
    )
    sums = _first(root, "SpecifiedTradeSettlementHeaderMonetarySummation")
    if sums is None:
        sums = _first(root, "SpecifiedTradeSettlementMonetarySummation")
    total = _first(sums, "GrandTotalAmount")
    seller = _first(_first(root, "SellerTradeParty"), "Name")
    currency = _text(_first(root, "InvoiceCurrencyCode")) or (
        total.get("currencyID") if total is not None else None
    )
    return FacturX(
        number=_text(_child(document, "ID")),
        issued=_date(_text(_first(_first(document, "IssueDateTime"), "DateTimeString"))),
        seller=_text(seller),
        total=_decimal(_text(total)),
        currency=currency,
        type_code=_text(_child(document, "TypeCode")),
    )


def _read_ubl(root: etree._Element, name: str) -> FacturX:
    party = _first(root, "AccountingSupplierParty")
    total = _first(_first(root, "LegalMonetaryTotal"), "TaxInclusiveAmount")
    code = _text(_child(root, "InvoiceTypeCode")) or _text(_child(root, "CreditNoteTypeCode"))
    return FacturX(
        number=_text(_child(root, "ID")),
        issued=_date(_text(_child(root, "IssueDate"))),
        seller=_text(_first(_first(party, "PartyLegalEntity"), "RegistrationName"))
        or _text(_first(_first(party, "PartyName"), "Name")),
        total=_decimal(_text(total)),
        currency=_text(_child(root, "DocumentCurrencyCode")),
        type_code=code or ("381" if name == "CreditNote" else "380"),
    )


def _first(node: etree._Element | None, name: str) -> etree._Element | None:
    return next(node.iter(f"{{*}}{name}"), None) if node is not None else None


def _child(node: etree._Element | None, name: str) -> etree._Element | None:
    return node.find(f"{{*}}{name}") if node is not None else None


def _text(node: etree._Element | None) -> str | None:
    return (node.text or "").strip()[:200] or None if node is not None else None


def _date(text: str | None) -> date | None:
    match = _COMPACT_DATE.match(text or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _decimal(text: str | None) -> Decimal | None:
    try:
        value = Decimal(text or "")
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
