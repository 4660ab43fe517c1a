"""Inputs and pressable controls of a page, with the words that describe them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from connectors.pages.tree import Flag, Node, Page

TEXT_TYPES = frozenset(("", "text", "email", "tel", "number", "url", "search", "password"))
SUBMIT_TYPES = frozenset(("submit", "image", "button"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "legend"))
_PRESSED_ROLES = frozenset(("button", "link", "menuitem", "tab", "option", "radio"))
_FAR = 120
_DRESSED = frozenset(("div", "span", "li", "td", "p", "img", "b", "strong", "em"))
_BUTTON_CLASS = re.compile(r"(?:^|[-_ ])(?:btn|button)(?:$|[ ]|-(?:primary|submit|login|main))", re.I)


def input_type(node: Node) -> str:
    return node.get("type").lower()


def is_text_field(node: Node) -> bool:
    """A field one can type into: password fields too; read-only ones too."""
    if node.tag == "textarea":
        return True
    return node.tag == "input" and input_type(node) in TEXT_TYPES


def is_password(node: Node) -> bool:
    return node.tag == "input" and input_type(node) == "password"


def offered(node: Node) -> bool:
    """Visible, and not put out of everybody's way (hidden from assistive technology and from the Tab key)."""
    if not node.visible:
        return False
    return not (node.get("aria-hidden") == "true" and node.get("tabindex") == "-1")


def is_pressable(node: Node) -> bool:
    """A button, a link, or what plays one."""
    if node.tag in ("button", "a", "summary"):
        return True
    if node.tag == "input":
        return input_type(node) in SUBMIT_TYPES
    return node.get("role") in _PRESSED_ROLES and node.tag != "html"


def is_pressed_by_script(node: Node) -> bool:
    """A plain element that a script listens to: it says so, is dressed as a button, or shows the hand."""
    if node.tag not in _DRESSED or not node.visible:
        return False
    dressed = _has(node, Flag.HANDLER) or "onclick" in node.attrs or "ng-click" in node.attrs
    if not dressed and not _BUTTON_CLASS.search(node.get("class")):
        inherited = node.parent is not None and _has(node.parent, Flag.POINTER)
        if inherited or not _has(node, Flag.POINTER):
            return False
    if any(is_pressable(a) or a.tag == "label" for a in node.ancestors()):
        return False
    return not any(is_pressable(n) or is_text_field(n) for n in node.walk() if n is not node)


def _has(node: Node, flag: Flag) -> bool:
    return int.__and__(node.flags, flag.value) != 0


def is_button(node: Node) -> bool:
    """Pressable, and no plain link."""
    return is_pressable(node) and (node.tag != "a" or node.get("role") == "button")


def text_fields(page: Page) -> list[Node]:
    return [n for n in page.find("input", "textarea") if is_text_field(n) and offered(n)]


def pressables(nodes: Iterable[Node]) -> Iterator[Node]:
    return (n for n in nodes if n.visible and (is_pressable(n) or is_pressed_by_script(n)))


def autocomplete(node: Node) -> str:
    """The field name of the autocomplete attribute: its last token, "webauthn" left aside."""
    tokens = [t for t in node.get("autocomplete").lower().split() if t != "webauthn"]
    return tokens[-1] if tokens else ""


def identifiers(node: Node) -> str:
    """What the page's authors call the node: name, id and the bindings of frameworks."""
    names = ("name", "id", "formcontrolname", "ng-model", "v-model", "aria-describedby", "action")
    return " ".join(value for name in names if (value := node.get(name)))


def caption(page: Page, node: Node) -> str:
    """What a person reads as the field's name: label, placeholder, title, else the text just before it."""
    parts = [page.label(node), node.get("placeholder"), node.get("title"), node.get("aria-placeholder")]
    said = " ".join(dict.fromkeys(p for p in parts if p))
    return (
        said
        if page.label(node) and page.label(node) != node.get("placeholder")
        else f"{text_before(page, node)} {said}"
    )


def text_before(page: Page, node: Node) -> str:
    """The text that stands right before a field, up to the field before it ("" when there is none)."""
    inner: Node = node
    for _ in range(4):
        outer = inner.parent
        if outer is None or outer.tag in ("form", "body"):
            break
        position = outer.children.index(inner)
        for sibling in reversed(outer.children[:position]):
            if any(is_text_field(n) and n.visible for n in sibling.walk()):
                return ""
            said = sibling.text if sibling.tag == "#text" else page.text(sibling)
            if any(c.isalnum() for c in said):
                return said.strip()[-_FAR:]
        inner = outer
    return ""


def form_of(page: Page, node: Node) -> Node | None:
    """The form a control belongs to, also by its `form` attribute."""
    if name := node.get("form"):
        owner = next((f for f in page.find("form") if f.get("id") == name), None)
        if owner is not None:
            return owner
    return node.closest("form")


def action_of(page: Page, form: Node | None, submit: Node | None = None) -> str:
    """The absolute address a form posts to; "" without a form, the page's own when it names none."""
    if form is None:
        return ""
    named = (submit.get("formaction") if submit is not None else "") or form.get("action")
    if named.strip().lower().startswith("javascript:"):
        return ""
    return page.absolute(named, form)


def is_heading(node: Node) -> bool:
    return node.tag in HEADINGS or node.get("role") == "heading"


def headings_before(page: Page, node: Node, limit: int = 2) -> list[str]:
    """The nearest visible headings that precede a node, nearest first."""
    found: list[str] = []
    for candidate in reversed(page.nodes[: node.index]):
        if is_heading(candidate) and candidate.visible and (said := page.text(candidate)):
            found.append(said[:200])
            if len(found) == limit:
                break
    return found


def common_ancestor(first: Node, second: Node) -> Node:
    above = {n.index for n in (first, *first.ancestors())}
    return next((n for n in (second, *second.ancestors()) if n.index in above), first)
