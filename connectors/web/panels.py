"""What lies over a list, or in its place, and how it goes away again."""

from __future__ import annotations

from connectors.pages.dangerous import is_dangerous
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.words import fold

ESCAPE = """
for (const kind of ["keydown", "keyup"])
  (document.activeElement || document.body).dispatchEvent(
    new KeyboardEvent(kind, {key: "Escape", code: "Escape", keyCode: 27, bubbles: true}));
"""

_CLOSING = frozenset("close fermer schliessen cerrar chiudi sluiten × ✕ x".split())
_GOING_BACK = frozenset("back retour zuruck volver indietro terug ← ‹ arrow_back".split())
_PANELS = ("dialog", "modal", "drawer", "panel", "sheet", "overlay")


def find_closer(page: Page) -> Node | None:
    """The control that closes the panel in front, else one that leads back to the list."""
    controls = [n for n in page.find("button", "a") if n.visible and not n.flags & Flag.COVERED]
    safe = [n for n in controls if not is_dangerous(page.label(n), n.get("href"))]
    closing = (n for n in safe if _first_word(page, n) in _CLOSING and _is_in_panel(n))
    back = (n for n in safe if _first_word(page, n) in _GOING_BACK and _is_in_content(n))
    return next(closing, None) or next(back, None)


def _first_word(page: Page, node: Node) -> str:
    return next(iter(fold(page.label(node)).split()), "")


def _is_in_panel(node: Node) -> bool:
    return any(
        word in f"{a.get('class')} {a.get('role')}".casefold() for a in node.ancestors() for word in _PANELS
    )


def _is_in_content(node: Node) -> bool:
    return not any(a.tag in ("header", "nav", "footer") for a in node.ancestors())
