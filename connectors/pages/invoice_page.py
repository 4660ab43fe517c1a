"""Is this page itself the invoice, to be printed because there is no file?"""

from __future__ import annotations

from connectors.pages.document_words import CREDIT_NOTE, INVOICE
from connectors.pages.tree import Page
from connectors.pages.values import find_amounts, find_dates
from connectors.pages.words import fold


def is_invoice_page(page: Page, number: str | None) -> bool:
    """True only with a heading that says so, the document's number, a date and at least two amounts."""
    headings = " ".join(page.text(n) for n in page.find("h1", "h2", "h3", "caption", "th"))
    said = fold(f"{page.title} {headings}")
    if not (INVOICE.search(said) or CREDIT_NOTE.search(said)):
        return False
    text = page.text()
    if number is None or number not in text:
        return False
    return bool(find_dates(text)) and len(find_amounts(text)) >= 2
