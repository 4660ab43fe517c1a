"""A data folder with documents as users have them, and the pages that show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from app.demo.invoice_facts import InvoiceFacts
from app.demo.pdf import invoice_pdf
from app.domain.accounts import Account
from app.domain.deliveries import Destination, ExportResult
from app.domain.documents import Document, DocumentFacts, DocumentType, NewDocument, Source
from app.services.cancellation import Cancellation
from app.services.deliver_documents import DeliverDocuments
from tests.unit.services.service_parts import ServiceParts

SUPPLIERS = ("Orange Pro", "Amazon Business", "EDF", "OVHcloud", "Électricité de Strasbourg")
_TYPES = (DocumentType.INCOMING_INVOICE, DocumentType.INCOMING_INVOICE, DocumentType.CREDIT_NOTE)


def add_invoice(
    parts: ServiceParts,
    account: Account,
    number: str,
    issued: date | None = date(2026, 1, 10),
    total: Decimal | None = Decimal("59.99"),
    *,
    kind: DocumentType = DocumentType.INCOMING_INVOICE,
    currency: str = "EUR",
    suffix: str = ".pdf",
) -> Document:
    """With a PDF that can be drawn."""
    path = parts.root / f"facture-{number}{suffix}"
    facts = InvoiceFacts(number, issued or date(2026, 1, 1), total or Decimal(1), supplier=account.company)
    path.write_bytes(invoice_pdf(facts) if suffix == ".pdf" else f"<{number}/>".encode())
    file = parts.vault().put(path, suffix)
    known = DocumentFacts(kind, number, issued, total, currency, account.company, 0.9, Source.TEXT)
    text = f"Facture {number} {account.company} consommation"
    document = NewDocument(f"id-{number}", path.name, known, text)
    document_id, _ = parts.store().documents.add(account.id, None, document, file)
    found = parts.store().documents.get(document_id)
    assert found
    return found


def add_many(parts: ServiceParts, count: int) -> list[Document]:
    """Of several suppliers, over the last years, newest first."""
    accounts = [parts.add_account(company) for company in SUPPLIERS]
    made = []
    for number in range(count):
        month = 2026 * 12 - number
        issued = date(month // 12, month % 12 + 1, 3 + number % 25)
        account, kind = accounts[number % len(accounts)], _TYPES[number % len(_TYPES)]
        total = Decimal(1999 + number * 3701) / 100
        name = f"F{issued.year}-{1000 + number}"
        made.append(add_invoice(parts, account, name, issued, total, kind=kind))
    return made


def export(parts: ServiceParts, destination: Destination) -> ExportResult:
    return DeliverDocuments(parts, parts.progress, Cancellation())(destination)


def delivered_files(destination: Destination) -> list[Path]:
    return sorted(path for path in Path(destination.settings["path"]).rglob("*") if path.is_file())
