"""Get ready to read pages: lists of words are compiled when they are first asked, better too early."""

from __future__ import annotations

from functools import cache
from typing import Any

from connectors.pages.choices import find_choices
from connectors.pages.lists import find_list
from connectors.pages.paging import find_first, find_next, page_position
from connectors.pages.read import read_page
from connectors.pages.tree import Flag, page_from_snapshot

_ROWS = (("F-1", "03/04/2026", "12,00 €"), ("F-2", "03/05/2026", "13,00 €"))


@cache
def warm_up() -> None:
    """Reads a page as portals have them, once: about 0.1 s, for a thread that has nothing else to do."""
    page = page_from_snapshot(_snapshot())
    read_page(page)
    listed = find_list(page)
    find_choices(page, listed)
    if listed is not None:
        find_next(page, listed)
        find_first(page, listed)
        page_position(page, listed)


class _Drawing:
    """Nodes as snapshot.js lists them."""

    def __init__(self) -> None:
        self.nodes: list[list[Any]] = []

    def add(self, parent: int, tag: str, text: str = "", **attributes: str) -> int:
        at = len(self.nodes)
        self.nodes.append([parent, tag, attributes, [10, 10 * at, 400, 20], int(Flag.VISIBLE)])
        if text:
            self.nodes.append([at, "#text", text])
        return at


def _snapshot() -> dict[str, Any]:
    drawing = _Drawing()
    body = drawing.add(drawing.add(-1, "html"), "body")
    menu = drawing.add(body, "nav")
    for label in ("Mon compte", "Mes factures", "Contact"):
        drawing.add(menu, "a", label, href="/somewhere")
    drawing.add(menu, "a", "Se déconnecter", href="/logout")
    drawing.add(body, "h1", "Mes factures")
    table = drawing.add(body, "table")
    head = drawing.add(table, "tr")
    for title in ("Numéro", "Date", "Montant", "Document"):
        drawing.add(head, "th", title)
    for number, (name, issued, total) in enumerate(_ROWS):
        row = drawing.add(table, "tr")
        for text in (name, issued, total):
            drawing.add(row, "td", text)
        drawing.add(drawing.add(row, "td"), "a", "PDF", href=f"/file/{number}.pdf")
    pages = drawing.add(body, "div", "1 / 2", **{"class": "pagination"})
    drawing.add(pages, "a", "Suivant", href="/?page=2")
    return {
        "url": "https://localhost/factures",
        "title": "Mes factures",
        "lang": "fr",
        "nodes": drawing.nodes,
    }
