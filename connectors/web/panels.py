"""What lies over a list, or in its place, and how it goes away again."""

from __future__ import annotations

import re

from connectors.pages.dangerous import is_dangerous
from connectors.pages.pressing import icon_words
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.words import fold

ESCAPE = """
for (const kind of ["keydown", "keyup"])
  (document.activeElement || document.body).dispatchEvent(
    new KeyboardEvent(kind, {key: "Escape", code: "Escape", keyCode: 27, bubbles: true}));
"""

_CLOSING = frozenset("close fermer schliessen cerrar chiudi sluiten × ✕ x".split())
_GOING_BACK = frozenset("back retour zuruck volver indietro terug ← ‹ arrow_back".split())
_CLOSING_ICON = re.compile(r"(?<![a-z])(?:close|times|xmark|cross|dismiss)(?![a-z])")
_PANEL_CLASS = re.compile(r"(?:^|[-_])(?:modal|dialog|drawer|offcanvas|slideover|lightbox)(?:$|[-_])", re.I)
_PANEL_WIDTH, _PANEL_HEIGHT = 240, 120
_PANELS = ("dialog", "modal", "drawer", "panel", "sheet", "overlay")


def find_closer(page: Page) -> Node | None:
    """The control that closes the panel in front, else one that leads back to the list."""
    controls = [n for n in page.find("button", "a") if n.visible and not n.flags & Flag.COVERED]
    safe = [n for n in controls if not is_dangerous(page.label(n), n.get("href"))]
    closing = (n for n in safe if _first_word(page, n) in _CLOSING and _is_in_panel(n))
    back = (n for n in safe if _first_word(page, n) in _GOING_BACK and _is_in_content(n))
    return next(closing, None) or next(back, None)


def open_panels(page: Page) -> list[Node]:
    """Dialogs and drawers that are shown, outermost ones only."""
    found: list[Node] = []
    for node in page.nodes:
        if node.visible and _is_dialog(node) and not any(panel.contains(node) for panel in found):
            found.append(node)
    return found


def _is_dialog(node: Node) -> bool:
    if node.get("role") in ("dialog", "alertdialog") or node.get("aria-modal") == "true":
        return True
    box = node.box
    large = box is not None and box.w >= _PANEL_WIDTH and box.h >= _PANEL_HEIGHT
    return large and (node.tag == "dialog" or any(_PANEL_CLASS.search(name) for name in node.classes))


def _first_word(page: Page, node: Node) -> str:
    """What a control is called first; an icon alone is called by its own words."""
    label = fold(page.label(node))
    if not label and _CLOSING_ICON.search(icon_words(node)):
        return "close"
    return next(iter(label.split()), "")


def _is_in_panel(node: Node) -> bool:
    return any(
        word in f"{a.get('class')} {a.get('role')}".casefold() for a in node.ancestors() for word in _PANELS
    )


def _is_in_content(node: Node) -> bool:
    return not any(a.tag in ("header", "nav", "footer") for a in node.ancestors())
