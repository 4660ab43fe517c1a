"""What a demonstration invoice says, before it becomes a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class PdfKind(StrEnum):
    """Which sort of paper the PDF is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """One document; `total` includes tax and is negative on a credit note, `tax_rate` is in percent."""

    number: str
    issued: date
    total: Decimal
    kind: PdfKind = PdfKind.INVOICE
    language: str = "fr"
    currency: str = "EUR"
    supplier: str = "Électricité Démo SA"
    customer: str = "Atelier Martin SARL"
    contract: str = "4 028 117 335"
    item: str = ""
    tax_rate: Decimal = Decimal("20")
    facturx: bool = False

    @property
    def net(self) -> Decimal:
        """Total without tax, rounded to the cent."""
        return (self.total / (1 + self.tax_rate / 100)).quantize(CENT, ROUND_HALF_UP)

    @property
    def tax(self) -> Decimal:
        """The tax alone; net + tax is the total exactly."""
        return self.total - self.net
