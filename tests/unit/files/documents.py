"""PDFs for tests: texts drawn at places, as invoices of many makes have them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from connectors.pages.listing import TypeHint

# (x, y from the top, text) or with a font size.
Drawn = tuple[float, float, str] | tuple[float, float, str, float]


@dataclass(frozen=True, slots=True)
class Told:
    """What a portal says in a row or a link."""

    text: str = ""
    number: str | None = None
    issued: date | None = None
    total: Decimal | None = None
    currency: str | None = None
    type_hint: TypeHint | None = None


def drawn_pdf(*pages: Sequence[Drawn], author: str = "") -> bytes:
    """A PDF with the given texts on each page."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    if author:
        canvas.setAuthor(author)
    for page in pages:
        for x, y, text, *size in page:
            canvas.setFont("Helvetica", size[0] if size else 10)
            canvas.drawString(x, A4[1] - y, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines_pdf(*lines: str, left: float = 50) -> bytes:
    """A PDF with one text per line."""
    return drawn_pdf([(left, 60 + 16 * place, line) for place, line in enumerate(lines)])
