"""Is this page itself the invoice, to be printed because there is no file?"""

from __future__ import annotations

from connectors.pages.document_words import CREDIT_NOTE, INVOICE
from connectors.pages.lists import find_list
from connectors.pages.tree import Page
from connectors.pages.values import find_amounts, find_dates
from connectors.pages.words import fold, words

_PRINTS = words("imprimer|print|drucken|imprimir|stampa|afdrukken|printen")


def is_invoice_page(page: Page, number: str | None) -> bool:
    """True only with a heading that says so, the document's number, a date and an amount."""
    headings = " ".join(page.text(n) for n in page.find("h1", "h2", "h3", "caption", "th"))
    said = fold(f"{page.title} {headings}")
    if not (INVOICE.search(said) or CREDIT_NOTE.search(said)):
        return False
    text = page.text()
    if number is None or number not in text:
        return False
    listed = find_list(page)
    if listed is not None and any(row.number not in (None, number) for row in listed.rows):
        return False
    return bool(find_dates(text)) and bool(find_amounts(text))


def only_prints(label: str) -> bool:
    """A control that opens the print dialogue: printing is what is done in its place."""
    return bool(_PRINTS.search(fold(label)))
