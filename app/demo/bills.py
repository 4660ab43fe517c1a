"""The bills of the demonstration portal: a year of invoices and one credit note."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from app.demo.invoice_facts import InvoiceFacts, PdfKind
from app.demo.pdf import invoice_pdf

SUPPLIER = "Électricité Démo"
_CENTS = (8412, 9177, 11890, 13245, 12760, 9904, 7533, 6841, 6420, 6788, 7015, 7702)
_CREDIT_AFTER = 4
_INVOICES = 12


@dataclass(frozen=True)
class DemoBill:
    """One document of the portal, under the portal's own id."""

    id: str
    facts: InvoiceFacts

    @cached_property
    def pdf(self) -> bytes:
        """The file."""
        return invoice_pdf(self.facts)

    @cached_property
    def sha256(self) -> str:
        """Hash of the file, lower-case hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def is_credit_note(self) -> bool:
        """Whether money comes back."""
        return self.facts.kind is PdfKind.CREDIT_NOTE


def demo_bills(today: date) -> list[DemoBill]:
    """Twelve monthly invoices, the newest of this month or the last, and a credit note; newest first."""
    bills: list[DemoBill] = []
    newest = today if today.day >= 5 else today.replace(day=1) - timedelta(days=1)
    month = newest.year * 12 + newest.month - 1
    for index in range(_INVOICES):
        year, position = divmod(month - index, 12)
        issued = date(year, position + 1, 5)
        total = Decimal(_CENTS[position]) / 100
        number = f"ED-{year}-{position + 1:02d}417"
        facts = InvoiceFacts(number, issued, total, supplier=SUPPLIER, facturx=index % 3 == 0)
        bills.append(DemoBill(f"{730_000 + year * 12 + position}", facts))
        if index == _CREDIT_AFTER:
            credit = InvoiceFacts(
                number=f"AV-{year}-{position + 1:02d}032",
                issued=issued - timedelta(days=2),
                total=Decimal("-23.40"),
                kind=PdfKind.CREDIT_NOTE,
                supplier=SUPPLIER,
                item="Régularisation de relevé de compteur",
            )
            bills.append(DemoBill(f"{790_000 + year * 12 + position}", credit))
    return bills
