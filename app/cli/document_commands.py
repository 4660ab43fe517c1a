from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from app.cli.error_texts import DONE, NEEDS_THE_USER, error_in_words
from app.cli.invocation import Invocation
from app.cli.output import Output
from app.cli.shapes import document_shape, plain
from app.domain.documents import Document, DocumentFilter, DocumentType
from app.i18n import language, mark, tr, trn
from app.services.add_documents import AddDocuments, AddedFile

TYPES = {
    DocumentType.INCOMING_INVOICE: mark("Invoice"),
    DocumentType.CREDIT_NOTE: mark("Credit note"),
    DocumentType.RECEIPT: mark("Receipt"),
    DocumentType.STATEMENT: mark("Statement"),
    DocumentType.CONTRACT: mark("Contract"),
    DocumentType.OTHER: mark("Other"),
}


def show_list(invocation: Invocation) -> int:
    arguments, parts = invocation.arguments, invocation.application.read()
    wanted = DocumentFilter(
        account_id=arguments.account,
        company=arguments.company,
        type=DocumentType(arguments.type) if arguments.type else None,
        text=arguments.text,
        issued_from=arguments.since,
        issued_to=arguments.until,
    )
    documents = parts.store().documents.list(wanted)
    if invocation.output.as_json:
        vault = parts.vault()
        invocation.output.document([document_shape(d, vault.path(d.sha256, d.suffix)) for d in documents])
    else:
        show(invocation.output, documents)
    return DONE


def show(output: Output, documents: Sequence[Document]) -> None:
    if not documents:
        output.line(tr("No document fits."))
        return
    headings = (tr("Id"), tr("Company"), tr("Type"), tr("Number"), tr("Issued"), tr("Total"), tr("File"))
    rows = [
        (
            str(document.id),
            document.company,
            tr(TYPES[document.facts.type]),
            document.facts.number or "",
            plain(document.facts.issued) or "",
            amount(document.facts.total, document.facts.currency),
            document.file_name,
        )
        for document in documents
    ]
    output.table(headings, rows, right=(0, 5))
    output.line(trn("{count} document", "{count} documents", len(documents)))


def amount(total: Decimal | None, currency: str | None) -> str:
    """As people write it: 1 234,56 € in French, 1,234.56 € in English."""
    if total is None:
        return ""
    text = f"{total:,.2f}"
    if language() == "fr":
        text = text.replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0{'€' if currency == 'EUR' else currency or ''}".rstrip()


def add(invocation: Invocation) -> int:
    arguments, output = invocation.arguments, invocation.output
    added = AddDocuments(invocation.application.write())(arguments.account, arguments.files)
    if output.as_json:
        output.document([_shape(file) for file in added])
    for file in added:
        output.line(_in_words(file))
    return NEEDS_THE_USER if any(file.error for file in added) else DONE


def _shape(file: AddedFile) -> dict[str, object]:
    return {
        "file": str(file.path),
        "document": file.document_id,
        "new": file.is_new,
        "error": file.error.code.value if file.error else None,
    }


def _in_words(file: AddedFile) -> str:
    if file.error:
        return error_in_words(file.error)
    if file.is_new:
        return tr("{path}: added as document {document}.", path=file.path, document=file.document_id)
    return tr("{path}: known already, document {document}.", path=file.path, document=file.document_id)
