"""Cookie banners: the control that makes one go away, refusing preferred over accepting."""

from __future__ import annotations

from connectors.pages.form_controls import identifiers, pressables
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import outcomes
from connectors.pages.vocabulary.folding import fold

_MAX_LEVELS = 9
_MAX_TEXT = 6000
_MAX_LABEL = 70
_PAGE_PARTS = frozenset(("html", "body", "main", "#document"))


def find_banner(page: Page) -> Node | None:
    """The visible control that closes a cookie banner; None when there is no banner."""
    best: tuple[int, int, Node] | None = None
    for node in pressables(page.nodes):
        rank = _rank(page.label(node))
        if rank is None or (best is not None and rank >= best[0]):
            continue
        if _in_banner(page, node, rank):
            best = (rank, node.index, node)
    return best[2] if best else None


def _rank(label: str) -> int | None:
    """0 refuse, 1 close, 2 accept; None: has nothing to do with a banner."""
    said = fold(label)
    if len(label) > _MAX_LABEL:
        return None
    if outcomes.REFUSE.in_text(said):
        return 0
    if outcomes.ACCEPT.in_text(said):
        return 2
    return 1 if outcomes.CLOSE.in_text(said) or label.strip() in ("×", "✕", "✖") else None


def _in_banner(page: Page, node: Node, rank: int) -> bool:
    """A part near the control is named after cookies or speaks of them; a closing cross needs the name."""
    levels = 0
    for part in node.ancestors():
        if part.tag == "#shadow":
            continue
        levels += 1
        if part.tag in _PAGE_PARTS or levels > _MAX_LEVELS:
            return False
        if part.tag in ("footer", "nav") and not outcomes.COOKIE_IDENTIFIER.in_identifier(_marks(part)):
            return False
        if outcomes.COOKIE_IDENTIFIER.in_identifier(_marks(part)):
            return True
        said = page.text(part)
        if len(said) > _MAX_TEXT:
            return False
        if (
            rank != 1
            and len(said) > 40
            and outcomes.COOKIES.count_in(said) >= (1 if "cookie" in said.lower() else 2)
        ):
            return not any(
                n.tag == "input" and n.get("type") == "password" and n.visible for n in part.find("input")
            )
    return False


def _marks(node: Node) -> str:
    return f"{identifiers(node)} {node.get('class')} {node.get('aria-label')} {node.tag}"


def covered(*nodes: Node | None) -> bool:
    """Whether something lies on top of one of these controls."""
    return any(n is not None and bool(n.flags & Flag.COVERED) for n in nodes)
