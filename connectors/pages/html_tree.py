"""The page tree from HTML alone, without a browser: no geometry, visibility as far as the markup says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from connectors.pages.tree import Flag, Node, Page

if TYPE_CHECKING:
    from lxml import html

_SKIPPED = frozenset(("script", "style", "noscript", "template", "link", "meta", "head", "base"))
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])", re.I)
# Class names that the common style sheets hide; "hidden md:block" and its like show again on wide windows.
_HIDING_CLASSES = frozenset(("hidden", "d-none", "hide", "is-hidden", "invisible", "ng-hide", "display-none"))
_SHOWN_WIDE = re.compile(r"(?:^|\s)(?:(?:sm|md|lg|xl):|d-(?:sm|md|lg|xl)-)(?!hidden|none)")
_VALUED = frozenset(("submit", "button", "reset", "radio", "checkbox", "image"))
_ICON_NAMES = ("data-icon", "data-testid", "data-lucide", "data-feather")
_TOOLTIPS = (
    "data-original-title",
    "data-bs-original-title",
    "data-tooltip",
    "data-title",
    "data-label",
    "data-tip",
)
_MAX_VALUE = 400
_MAX_TEXT = 2000
_MAX_DEPTH = 400


def page_from_html(text: str, url: str) -> Page:
    """The tree of an HTML text fetched from `url`; an empty tree when there is nothing to parse."""
    root = _parsed(text)
    builder = _Builder()
    if root is not None:
        builder.add(root, None, True, 0)
    title = root.findtext(".//title") if root is not None else None
    return Page(
        url=url,
        title=re.sub(r"\s+", " ", title or "").strip(),
        lang=(root.get("lang") or "") if root is not None else "",
        nodes=builder.nodes,
        from_browser=False,
    )


def _parsed(text: str) -> html.HtmlElement | None:
    from lxml import etree, html

    # Bytes with a fixed encoding: lxml refuses text that declares an encoding of its own.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


class _Builder:
    """Collects the nodes in document order."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self._frames = 0

    def add(self, element: html.HtmlElement, parent: Node | None, shown: bool, depth: int) -> None:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if not tag or depth > _MAX_DEPTH:
            return
        if tag in _SKIPPED:
            self._append(Node(len(self.nodes), tag, parent, {}))
            return
        shown = shown and not _hides(element, tag)
        node = self._append(
            Node(len(self.nodes), tag, parent, _attributes(element, tag), flags=_flags(element, tag, shown))
        )
        if tag in ("iframe", "frame"):
            frame = {"#frame": str(self._frames), "#same-origin": ""}
            self._append(Node(len(self.nodes), "#document", node, frame, flags=Flag.VISIBLE))
            self._frames += 1
            return
        self._add_text(element.text, node)
        for child in element:
            self.add(child, node, shown, depth + 1)
            self._add_text(child.tail, node)

    def _append(self, node: Node) -> Node:
        self.nodes.append(node)
        if node.parent is not None:
            node.parent.children.append(node)
        return node

    def _add_text(self, text: str | None, parent: Node) -> None:
        if text and (clean := re.sub(r"[ \t\r\n\f]+", " ", text)):
            self._append(
                Node(len(self.nodes), "#text", parent, {}, text=clean[:_MAX_TEXT], flags=parent.flags)
            )


def _hides(element: html.HtmlElement, tag: str) -> bool:
    if element.get("hidden") is not None or _HIDING_STYLE.search(element.get("style") or ""):
        return True
    classes = element.get("class") or ""
    if not _HIDING_CLASSES.isdisjoint(classes.split()) and not _SHOWN_WIDE.search(classes):
        return True
    if tag == "dialog":
        return element.get("open") is None
    return tag == "input" and (element.get("type") or "").lower() == "hidden"


def _attributes(element: html.HtmlElement, tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for raw_name, raw_value in element.attrib.items():
        name, value = str(raw_name).lower(), str(raw_value)
        if name.startswith("data-") or name in ("style", "srcset", "d"):
            continue
        if name.startswith("on"):
            if name == "onclick":
                found["onclick"] = "1"
            continue
        found[name] = value[:_MAX_VALUE]
    for key, names in (("#icon", _ICON_NAMES), ("#hint", _TOOLTIPS)):
        if said := next((value for name in names if (value := element.get(name))), ""):
            found[key] = said[:80]
    if tag == "input":
        found["type"] = (found.get("type") or "text").lower()
        if found["type"] not in _VALUED:
            found.pop("value", None)
    elif tag == "button" and not found.get("type"):
        found["type"] = "submit" if any(a.tag == "form" for a in element.iterancestors()) else "button"
    elif tag == "select":
        options = list(element.iter("option"))
        chosen = next((i for i, o in enumerate(options) if o.get("selected") is not None), 0)
        found["#selected"] = str(chosen if options else -1)
    return found


def _flags(element: html.HtmlElement, tag: str, shown: bool) -> int:
    flags: int = Flag.VISIBLE if shown else 0
    if element.get("disabled") is not None or element.get("aria-disabled") == "true":
        flags |= Flag.DISABLED
    if element.get("checked") is not None or element.get("selected") is not None:
        flags |= Flag.CHECKED
    if element.get("readonly") is not None:
        flags |= Flag.READONLY
    if element.get("onclick") is not None:
        flags |= Flag.HANDLER
    if element.get("aria-invalid") == "true":
        flags |= Flag.INVALID
    kind = (element.get("type") or "").lower()
    if tag == "textarea" and (element.text or "").strip():
        flags |= Flag.FILLED
    if tag == "input" and element.get("value") and kind not in ("submit", "button", "hidden"):
        flags |= Flag.FILLED
    return flags
