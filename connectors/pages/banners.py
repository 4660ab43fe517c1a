"""Cookie banners: the control that makes one go away, refusing preferred over accepting."""

from __future__ import annotations

from connectors.pages.form_controls import identifiers, is_text_field, pressables
from connectors.pages.tree import Flag, Node, Page
from connectors.pages.vocabulary import consent
from connectors.pages.vocabulary.folding import fold

_MAX_LEVELS = 9
_MIN_TEXT = 40
_MAX_TEXT = 4000
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
    if consent.REFUSE.in_text(said):
        return 0
    if consent.ACCEPT.in_text(said):
        return 2
    return 1 if consent.CLOSE.in_text(said) or label.strip() in ("×", "✕", "✖") else None


def _in_banner(page: Page, node: Node, rank: int) -> bool:
    """A part near the control is named after cookies or speaks of them; a closing cross needs the name."""
    levels = 0
    for part in node.ancestors():
        if part.tag == "#shadow":
            continue
        levels += 1
        if part.tag in _PAGE_PARTS or levels > _MAX_LEVELS or _asks_for_text(part):
            return False
        if consent.COOKIE_IDENTIFIER.in_identifier(_marks(part)):
            return True
        if part.tag in ("footer", "nav"):
            return False
        said = page.text(part)
        if len(said) > _MAX_TEXT:
            return False
        if rank != 1 and len(said) > _MIN_TEXT and _speaks_of_cookies(said):
            return True
    return False


def _asks_for_text(part: Node) -> bool:
    """A banner asks for nothing that is typed: a part with a visible text field is more than a banner."""
    return any(is_text_field(n) and n.visible for n in part.find("input", "textarea"))


def _speaks_of_cookies(said: str) -> bool:
    if consent.COOKIE_WORD.in_text(said):
        return True
    return consent.COOKIES.count_in(said) >= 2 and not consent.TERMS.in_text(said)


def _marks(node: Node) -> str:
    return f"{identifiers(node)} {node.get('class')} {node.get('aria-label')} {node.tag}"


def covered(*nodes: Node | None) -> bool:
    """Whether something lies on top of one of these controls."""
    return any(n is not None and bool(n.flags & Flag.COVERED) for n in nodes)
