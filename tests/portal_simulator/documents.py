"""The ground truth: what a portal's documents are, and their bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache

from app.demo.invoice_facts import InvoiceFacts, PdfKind
from app.demo.invoice_words import LABELS
from app.demo.pdf import invoice_pdf

_PDF_KINDS = {
    "incoming_invoice": PdfKind.INVOICE,
    "credit_note": PdfKind.CREDIT_NOTE,
    "receipt": PdfKind.RECEIPT,
    "statement": PdfKind.STATEMENT,
}


@dataclass(frozen=True)
class SimDocument:
    """One document of the portal; `total` includes tax, `contract` is the contract's position in the list."""

    id: str
    number: str
    issued: date
    total: Decimal
    currency: str = "EUR"
    type: str = "incoming_invoice"
    language: str = "fr"
    supplier: str = "Énergie Dupont"
    contract: int = 0
    facturx: bool = False
    pad_to: int = 0
    file_name: str = ""
    # What the row says besides; untrusted words for hostile portals.
    note: str = ""

    @property
    def bytes(self) -> bytes:
        """The PDF."""
        return _pdf(self)

    @cached_property
    def sha256(self) -> str:
        """Hash of the PDF, lower-case hexadecimal."""
        return hashlib.sha256(self.bytes).hexdigest()

    @property
    def name(self) -> str:
        """The file's name as the portal gives it."""
        return self.file_name or f"{self.number}.pdf"

    def truth(self) -> dict[str, object]:
        """The facts that a test compares, JSON ready."""
        return {
            "id": self.id,
            "number": self.number,
            "issued": self.issued.isoformat(),
            "total": str(self.total),
            "currency": self.currency,
            "type": self.type,
            "sha256": self.sha256,
            "size": len(self.bytes),
        }


@lru_cache(maxsize=4096)
def _pdf(document: SimDocument) -> bytes:
    facts = InvoiceFacts(
        number=document.number,
        issued=document.issued,
        total=document.total,
        kind=_PDF_KINDS[document.type],
        language=document.language,
        currency=document.currency,
        supplier=document.supplier,
        contract=f"{40_281_100 + document.contract}",
        # Two documents with equal facts are still two files.
        item=f"{LABELS[document.language]['default_item']} (ref. {document.id})",
        facturx=document.facturx,
    )
    return invoice_pdf(facts, document.pad_to)


def zipped(document: SimDocument) -> bytes:
    """The PDF alone in an archive, with a fixed time so that the bytes do not change."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{document.number}.pdf", (2026, 1, 1, 0, 0, 0)), document.bytes)
    return buffer.getvalue()
