"""The name a person would give a control."""

from __future__ import annotations

from connectors.pages.tree import Node, Page


def label_of(page: Page, node: Node) -> str:
    """Accessible name: aria, <label>, own text, value, title, alternative, placeholder; "" without any."""
    for read in (_by_aria, _by_label, _by_text, _by_attribute, _by_host):
        if name := read(page, node):
            return name
    return ""


def _by_aria(page: Page, node: Node) -> str:
    wanted = node.get("aria-labelledby").split()
    if wanted:
        named = [n for n in page.nodes if n.attrs.get("id") in wanted]
        if text := " ".join(_any_text(n) for n in named).strip():
            return text
    return node.get("aria-label").strip()


def _by_label(page: Page, node: Node) -> str:
    if node.tag not in ("input", "select", "textarea"):
        return ""
    identity = node.get("id")
    texts = [
        page.text(label) or _any_text(label)
        for label in page.find("label")
        if (identity and label.get("for") == identity) or label.contains(node)
    ]
    return " ".join(texts).strip()


def _by_text(page: Page, node: Node) -> str:
    if node.tag in ("input", "select", "textarea"):
        return ""
    # An entry of a closed menu has its name too.
    return page.text(node) or ("" if node.visible else " ".join(_any_text(node).split()))


def _by_attribute(page: Page, node: Node) -> str:
    if node.tag == "input" and node.get("type") in ("submit", "button", "reset"):
        return node.get("value") or node.get("title")
    for name in ("title", "alt", "placeholder", "#hint"):
        if value := node.get(name).strip():
            return value
    for icon in node.find("img", "svg", "title", "i", "span", "use"):
        for name in ("aria-label", "title", "alt"):
            if value := icon.get(name).strip():
                return value
        if icon.tag == "title" and (value := _any_text(icon)):
            return value
    return ""


def _any_text(node: Node) -> str:
    return " ".join(n.text for n in node.walk() if n.tag == "#text").strip()


def _by_host(page: Page, node: Node) -> str:
    """Components show the text of their host in a slot: the button inside has none of its own."""
    root = next((a for a in node.ancestors() if a.tag == "#shadow"), None)
    if root is None or root.parent is None or not any(True for _ in node.find("slot")):
        return ""
    slotted = [child for child in root.parent.children if child is not root]
    said = " ".join(child.text if child.tag == "#text" else page.text(child) for child in slotted)
    return " ".join(said.split())
