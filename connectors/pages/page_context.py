"""Where on the site a page is and what its parts are about: headings, title, address, marked navigation."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from connectors.pages.rows_cells import one_line
from connectors.pages.tree import Node, Page
from connectors.pages.words import fold

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"))
_HEADING_CLASS = re.compile(r"(?:^|[-_])(?:heading|title|headline|titre|caption|breadcrumbs?)(?:$|[-_])")
_MARKED = re.compile(r"(?:^|[-_])(?:active|current|selected|courant|aktiv)$")
_TAKEN_APART = re.compile(r"[^0-9a-z]+")
_TABS = re.compile(r"tab|nav|menu|crumb", re.I)
_MAX_HEADING = 120
_LOWEST = 7


class PageContext:
    """Headings of a page by position, computed once per page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.headings = [(n, t) for n in page.nodes if _is_heading(n) and (t := _short_text(n))]
        self.top = " ".join(t for n, t in self.headings if n.tag == "h1")
        self.title = page.title
        self.address = address_words(page.url)
        self.marked = " ".join(_marked_labels(page))

    def heading_of(self, node: Node) -> str:
        """The heading that a person reads above `node`."""
        return (self.headings_of(node) or [""])[0]

    def headings_of(self, node: Node) -> list[str]:
        """The heading above `node`, then those of the parts that it lies in, innermost first."""
        found: list[str] = []
        level = _LOWEST + 1
        for heading, text in reversed(self.headings):
            if heading.index < node.index and _level(heading) < level and not _is_elsewhere(heading, node):
                found.append(text)
                level = _level(heading)
        return found


def address_words(url: str) -> str:
    """The words of an address's path, query and fragment, folded."""
    parts = urlsplit(url)
    return _TAKEN_APART.sub(" ", fold(unquote(f"{parts.path} {parts.query} {parts.fragment}"))).strip()


def _level(heading: Node) -> int:
    return int(heading.tag[1]) if heading.tag[0] == "h" and heading.tag[1:].isdigit() else _LOWEST


def _is_heading(node: Node) -> bool:
    if node.tag in _HEADINGS:
        return True
    if not node.attrs:
        return False
    if node.get("role") == "heading":
        return True
    if node.tag not in ("div", "span", "p", "ol", "ul", "strong", "header") or not node.attrs.get("class"):
        return False
    return any(_HEADING_CLASS.search(name.lower()) for name in node.classes)


def _short_text(node: Node) -> str:
    if not node.visible:
        return ""
    text = one_line(node) if len(node.children) < 20 else ""
    return text if len(text) <= _MAX_HEADING else ""


def _is_elsewhere(heading: Node, node: Node) -> bool:
    """A heading inside another list, a row or the page's navigation says nothing about this part."""
    for ancestor in heading.ancestors():
        if ancestor.tag in ("nav", "aside", "footer", "tr", "li", "article", "a") and not ancestor.contains(
            node
        ):
            return True
    return False


def _marked_labels(page: Page) -> list[str]:
    """Labels of links and tabs that are marked as where the user is."""
    found = [node for node in page.nodes if node.attrs and _is_marked(node)]
    texts = (one_line(n) for n in found[:40] if n.visible and n.tag not in ("tr", "td", "option"))
    return [t for t in texts if 0 < len(t) <= 40]


def _is_marked(node: Node) -> bool:
    if (
        node.get("aria-current") in ("page", "true", "step", "location")
        or node.get("aria-selected") == "true"
    ):
        return True
    if node.tag not in ("a", "li", "button", "span", "div") or "class" not in node.attrs:
        return False
    if not any(_MARKED.search(name.lower()) for name in node.classes):
        return False
    # A plain element is marked for many reasons; among tabs, for one.
    return node.tag[0] not in "sd" or (
        node.parent is not None and bool(_TABS.search(node.parent.get("class")))
    )
