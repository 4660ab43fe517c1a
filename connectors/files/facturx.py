"""Factur-X and ZUGFeRD: the invoice that a PDF carries as XML (UN/CEFACT Cross Industry Invoice)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

# Names under which the standards (Factur-X 1.0, ZUGFeRD 1 and 2, XRechnung, Order-X) attach the file.
NAMES = frozenset(
    ("factur-x.xml", "zugferd-invoice.xml", "zugferd_2p0_invoice.xml", "xrechnung.xml", "order-x.xml")
)
_CREDIT_NOTES = frozenset(("381", "396", "532", "261", "262", "296", "308", "420", "458", "83"))
_LARGEST = 5_000_000
_HEADER = "ExchangedDocument|HeaderExchangedDocument"
_SUMMATION = "SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
_SETTLEMENT = "ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"


@dataclass(frozen=True, slots=True)
class FacturX:
    """What the XML states. `type_code`: UNTDID 1001 (380 invoice, 381 credit note)."""

    number: str | None
    issued: date | None
    seller: str | None
    total: Decimal | None
    currency: str | None
    type_code: str | None

    @property
    def is_credit_note(self) -> bool:
        return self.type_code in _CREDIT_NOTES


def read_facturx(content: bytes) -> FacturX | None:
    """None for what is not a Cross Industry Invoice. Entities and the network are off."""
    if len(content) > _LARGEST:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if etree.QName(root).localname not in ("CrossIndustryInvoice", "CrossIndustryDocument"):
        return None
    return FacturX(
        number=_text(root, _HEADER, "ID"),
        issued=_date(_text(root, _HEADER, "IssueDateTime", "DateTimeString")),
        seller=_text(root, "SellerTradeParty", "Name"),
        total=_decimal(
            _text(root, _SUMMATION, "GrandTotalAmount") or _text(root, _SUMMATION, "DuePayableAmount")
        ),
        currency=_text(root, _SETTLEMENT, "InvoiceCurrencyCode"),
        type_code=_text(root, _HEADER, "TypeCode"),
    )


def _text(root: etree._Element, first: str, *path: str) -> str | None:
    names = first.split("|")
    for element in root.iter():
        if isinstance(element.tag, str) and etree.QName(element).localname in names:
            found = _below(element, path)
            return (found.text or "").strip() or None if found is not None else None
    return None


def _below(element: etree._Element, path: tuple[str, ...]) -> etree._Element | None:
    for name in path:
        following = next(
            (c for c in element if isinstance(c.tag, str) and etree.QName(c).localname == name), None
        )
        if following is None:
            return None
        element = following
    return element


def _date(text: str | None) -> date | None:
    """Format 102 of UNTDID 2379: YYYYMMDD."""
    if not text or not text.isdigit() or len(text) != 8:
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
