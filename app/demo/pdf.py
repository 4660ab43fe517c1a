"""Real one-page PDFs of demonstration invoices; the bytes are the same for equal facts."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import timedelta

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from app.demo.facturx import FILE_NAME, facturx_xml
from app.demo.invoice_facts import InvoiceFacts, PdfKind
from app.demo.invoice_words import LABELS, TITLES, format_amount, format_date, number_label

_WIDTH, _HEIGHT = A4
_PAYMENT_DAYS = 20


def invoice_pdf(facts: InvoiceFacts, pad_to: int = 0) -> bytes:
    """The document as a PDF, filled up with comments to exactly `pad_to` bytes when it is shorter."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(f"{TITLES[facts.language][facts.kind]} {facts.number}")
    canvas.setAuthor(facts.supplier)
    _draw_head(canvas, facts)
    _draw_lines(canvas, facts)
    _draw_foot(canvas, facts)
    canvas.showPage()
    if facts.facturx:
        _attach(canvas._doc, facturx_xml(facts))
    canvas.save()
    return _pad(buffer.getvalue(), pad_to)


def text_pdf(title: str, paragraphs: list[str]) -> bytes:
    """A PDF that is no invoice: general terms, a guide."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(title)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(60, _HEIGHT - 80, title)
    canvas.setFont("Helvetica", 10)
    for index, paragraph in enumerate(paragraphs):
        canvas.drawString(60, _HEIGHT - 120 - 16 * index, paragraph)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _accent(supplier: str) -> Color:
    """A colour of the supplier's own, always dark enough to read."""
    digest = hashlib.sha256(supplier.encode()).digest()
    return HexColor(f"#{digest[0] // 2:02x}{digest[1] // 2:02x}{digest[2] // 2:02x}")


def _draw_head(canvas: Canvas, facts: InvoiceFacts) -> None:
    labels = LABELS[facts.language]
    title = TITLES[facts.language][facts.kind]
    canvas.setFillColor(_accent(facts.supplier))
    canvas.rect(0, _HEIGHT - 18, _WIDTH, 18, stroke=0, fill=1)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(50, _HEIGHT - 70, facts.supplier)
    canvas.setFillColor(HexColor("#222222"))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(360, _HEIGHT - 120, facts.customer)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(50, _HEIGHT - 170, title)
    rows = [(number_label(facts.language, facts.kind), facts.number)]
    rows.append((labels["issued"], format_date(facts.language, facts.issued)))
    if facts.kind is PdfKind.INVOICE:
        due = facts.issued + timedelta(days=_PAYMENT_DAYS)
        rows.append((labels["due"], format_date(facts.language, due)))
    rows.append((labels["contract"], facts.contract))
    canvas.setFont("Helvetica", 10)
    for index, (label, value) in enumerate(rows):
        canvas.drawString(50, _HEIGHT - 200 - 16 * index, f"{label} {value}")


def _draw_lines(canvas: Canvas, facts: InvoiceFacts) -> None:
    labels = LABELS[facts.language]
    top = _HEIGHT - 310
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(50, top, labels["item"])
    canvas.drawRightString(_WIDTH - 50, top, labels["amount"])
    canvas.line(50, top - 6, _WIDTH - 50, top - 6)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, top - 22, facts.item or labels["default_item"])
    canvas.drawRightString(_WIDTH - 50, top - 22, format_amount(facts.language, facts.net, facts.currency))
    rate = f"{facts.tax_rate.normalize():f}"
    sums = [
        (labels["net"], facts.net),
        (labels["tax"].format(rate=rate), facts.tax),
        (labels["total"], facts.total),
    ]
    for index, (label, amount) in enumerate(sums):
        y = top - 62 - 18 * index
        canvas.setFont("Helvetica-Bold" if index == 2 else "Helvetica", 11 if index == 2 else 10)
        canvas.drawString(330, y, label)
        canvas.drawRightString(_WIDTH - 50, y, format_amount(facts.language, amount, facts.currency))


def _draw_foot(canvas: Canvas, facts: InvoiceFacts) -> None:
    labels = LABELS[facts.language]
    canvas.setFont("Helvetica", 7)
    canvas.drawString(50, 54, f"{facts.supplier} - {labels['legal']}")
    canvas.drawString(50, 44, labels["vat_id"])


def _attach(document: PDFDocument, xml: bytes) -> None:
    """Embed the XML as Factur-X asks: in the name tree and as an associated file of the document."""
    stream = PDFStream(
        PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": PDFName("text/xml")}), xml, filters=[]
    )
    embedded = document.Reference(stream)
    file_spec = document.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": PDFString(FILE_NAME),
                "UF": PDFString(FILE_NAME),
                "AFRelationship": PDFName("Data"),
                "EF": PDFDictionary({"F": embedded, "UF": embedded}),
            }
        )
    )
    catalog = document.Catalog
    names = PDFDictionary({"Names": PDFArray([PDFString(FILE_NAME), file_spec])})
    catalog.Names = PDFDictionary({"EmbeddedFiles": names})
    catalog.AF = PDFArray([file_spec])
    # reportlab writes only the catalogue keys that it knows: add the one of PDF/A-3.
    catalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "AF"]


def _pad(pdf: bytes, size: int) -> bytes:
    """Put comment lines between the objects and the cross-reference table, and move the pointer to it."""
    start = pdf.rindex(b"startxref")
    table = int(re.findall(rb"\d+", pdf[start:])[0])
    # The pointer may get more digits than it had: count them before filling.
    missing = size - len(pdf)
    missing -= len(str(table + max(missing, 0))) - len(str(table))
    if missing < 2:
        return pdf
    lines, rest = divmod(missing, 100)
    if rest == 1:
        lines, rest = lines - 1, 101
    filler = (b"%" + b"." * 98 + b"\n") * lines + ((b"%" + b"." * (rest - 2) + b"\n") if rest else b"")
    return b"%s%s%sstartxref\n%d\n%%%%EOF\n" % (pdf[:table], filler, pdf[table:start], table + missing)
