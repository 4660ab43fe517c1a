"""Page trees for tests: HTML in which `pointer` marks the elements that show the pointing hand."""

from __future__ import annotations

from connectors.pages.html_tree import page_from_html
from connectors.pages.tree import Flag, Node, Page

URL = "https://portal.example/account/page"


def tree(body: str, url: str = URL, *, lang: str = "", title: str = "") -> Page:
    """The page around `body`, with the hand inherited by children as browsers do it."""
    page = page_from_html(f'<html lang="{lang}"><title>{title}</title><body>{body}</body></html>', url)
    page.from_browser = True
    for node in page.nodes:
        if "pointer" in node.attrs or (node.parent is not None and node.parent.flags & Flag.POINTER):
            node.flags |= Flag.POINTER
    return page


def by_id(page: Page, identity: str) -> Node:
    return next(node for node in page.nodes if node.get("id") == identity)
