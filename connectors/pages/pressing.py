"""What can be pressed, what it shows of itself (text, icon, class names) and where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from connectors.pages.dangerous import is_dangerous
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.words import fold

_PRESSED_TAGS = frozenset(("a", "button", "input", "summary"))
_ROLES = frozenset(("button", "link", "menuitem", "tab"))
_PRESSED_INPUTS = frozenset(("submit", "button", "image"))
_CHOOSING_ROLES = frozenset(("checkbox", "switch", "radio", "option", "combobox", "slider"))
_CHOOSING_CLASS = re.compile(r"(?:^|[-_])(?:checkbox|switch|toggle-switch|radio)(?:$|[-_])")
# Elements that take input or choose rows; never a way to a document.
_NOT_PRESSED = frozenset(("input", "select", "option", "textarea", "label", "html", "body"))
_ICONS = frozenset("i svg use title img span mat-icon ion-icon font-awesome-icon v-icon em b".split())
_NAMING = frozenset(("class", "id", "name", "title", "alt", "icon", "#icon", "#hint", "aria-label"))
_NO_ADDRESS = re.compile(r"(?:#.*|javascript:.*|about:.*)?", re.I | re.S)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TAKEN_APART = re.compile(r"[^0-9a-zA-Z]+")
_ICON_DANGER = re.compile(
    r"(?<![a-z])(?:trash|delete|remove|envelope|mail|send|cart|basket|credit card|ban|undo|redo|refresh|plus"
    r"|add|"
    r"bell|star|heart|share|logout|sign out|power off|question|info|help|comment|chat|phone|user|drag|grip"
    r"|sort|"
    r"check|done|check box|radio button|filter|bin|times|close|clear|cross|xmark|clipboard|bookmark|lock"
    r"|unlock|cog|gear|settings|wrench)(?![a-z])"
)
_ICON_CHANGE = re.compile(r"(?<![a-z])(?:edit|pencil|pen)(?![a-z])")


def is_pressable(node: Node) -> bool:
    """A link, a button, or what plays one (by role, handler, or a pointer of its own)."""
    tag = node.tag
    if tag[0] == "#" or (node.flags <= Flag.VISIBLE and tag not in _PRESSED_TAGS and not node.attrs):
        return False
    if (tag in _NOT_PRESSED and tag != "input") or _is_choosing(node):
        return False
    if tag == "a":
        return bool(node.get("href")) or _is_live(node) or node.get("role") in _ROLES
    if tag in ("button", "summary"):
        return True
    if tag == "input":
        return node.get("type") in _PRESSED_INPUTS
    return node.get("role") in _ROLES or _is_live(node)


def _is_choosing(node: Node) -> bool:
    """A box to tick, however it is made."""
    if not node.attrs:
        return False
    if node.get("role") in _CHOOSING_ROLES or "aria-checked" in node.attrs:
        return True
    named = node.attrs.get("class")
    return named is not None and any(_CHOOSING_CLASS.search(name) for name in named.split())


def _is_live(node: Node) -> bool:
    if node.get("onclick") or node.flags & Flag.HANDLER:
        return True
    return has_own_pointer(node)


def has_own_pointer(node: Node) -> bool:
    """Whether the pointing hand begins at this element (children inherit it)."""
    if not node.flags & Flag.POINTER or node.tag in _NOT_PRESSED:
        return False
    return node.parent is None or not node.parent.flags & Flag.POINTER


def pressables_in(node: Node, *, with_self: bool = False) -> Iterator[Node]:
    """Pressable elements below, outermost of nested controls, in document order; hidden links count."""
    stack = [node] if with_self else list(reversed(node.children))
    while stack:
        current = stack.pop()
        if current.tag[0] != "#" and is_pressable(current):
            if current.visible or href_attribute(current):
                yield current
            if is_control(current):
                continue
        stack.extend(reversed(current.children))


def is_control(node: Node) -> bool:
    """A link or button proper, whose inside is only what it shows."""
    return node.tag in ("a", "button", "input", "summary") or node.get("role") in _ROLES


def href_attribute(node: Node) -> str:
    """The address as written; "" when pressing is the only way (none, #, javascript:)."""
    href = node.get("href").strip() if node.tag == "a" else ""
    return "" if _NO_ADDRESS.fullmatch(href) and not href.startswith(("#/", "#!")) else href


def href_of(page: Page, node: Node) -> str | None:
    """The absolute http(s), blob or data address behind a link, None without one."""
    href = href_attribute(node)
    if not href:
        return None
    if (node.index, href) not in page._addresses:
        page._addresses[node.index, href] = _absolute(page, node, href)
    return page._addresses[node.index, href]


def _absolute(page: Page, node: Node, href: str) -> str | None:
    if href.startswith(("http://", "https://")):
        return href
    try:
        address = page.absolute(href, node)
    except ValueError:
        return None
    return address if address.split(":", 1)[0].lower() in ("http", "https", "blob", "data", "file") else None


def opens_new_tab(node: Node) -> bool:
    return node.get("target").lower() not in ("", "_self", "_top", "_parent")


def hints_of(page: Page, node: Node) -> str:
    """Folded words of the label, and of icons: class names, image names, titles."""
    return fold(page.label(node)) + " " + icon_words(node)


def icon_words(node: Node) -> str:
    """Words hidden in class names, ids, icon references and image names of a control and its icons."""
    found: list[str] = []
    for part in node.walk():
        if not part.attrs or (part is not node and part.tag not in _ICONS):
            continue
        found.extend(value for name, value in part.attrs.items() if name in _NAMING)
        if part.tag in ("use", "img"):
            source = part.get("href") or part.get("src")
            if not source.startswith("data:"):
                found.append(source.rsplit("#", 1)[-1].rsplit("/", 1)[-1][:60])
    if not found:
        return ""
    return _TAKEN_APART.sub(" ", _HUMP.sub(" ", " ".join(found))).strip().lower()


def is_harmless_icon(node: Node) -> bool:
    """Whether nothing that an icon shows speaks of deleting, sending, paying and the like."""
    return not _ICON_DANGER.search(icon_words(node))


def is_safe(page: Page, node: Node) -> bool:
    """Whether a reader may press this: neither label, address, form nor icon speak of an effect."""
    label, href = page.label(node), href_of(page, node)
    if is_dangerous(label, href):
        return False
    if node.tag in ("button", "input") and node.get("type") in ("submit", "image"):
        form = node.closest("form")
        target = node.get("formaction") or (form.get("action") if form else "")
        if is_dangerous("", target):
            return False
    if label:
        return True
    icon = icon_words(node)
    return not _ICON_DANGER.search(icon) and (bool(href) or not _ICON_CHANGE.search(icon))
