"""What stands beside a control on a page of one item: its words, its field, other controls."""

from __future__ import annotations

from connectors.pages.pressing import icon_words, is_control, pressables_in
from connectors.pages.tree import Node, Page

_LONGEST, _CLIMB = 240, 5


def words_around(page: Page, node: Node) -> Node | None:
    """The widest element around a control that holds no other link and little text."""
    best: Node | None = None
    for depth, ancestor in enumerate(node.ancestors()):
        if (
            depth >= _CLIMB
            or ancestor.tag in ("body", "main", "nav", "table")
            or (ancestor.tag == "form" and _has_visible_field(ancestor))
            or len(page.text(ancestor)) > _LONGEST
        ):
            break
        others = [n for n in pressables_in(ancestor) if is_control(n) and n is not node]
        links = sum(n.tag == "a" for n in others)
        if links > (node.tag != "a") or any(_is_twin(page, node, n) for n in others):
            break
        best = ancestor
    return best


def _is_twin(page: Page, node: Node, other: Node) -> bool:
    """The same control of another document, not another control of this one."""
    return other.tag == node.tag and (page.label(other), icon_words(other)) == (
        page.label(node),
        icon_words(node),
    )


def _has_visible_field(form: Node) -> bool:
    """A form with fields to fill in, other than one made only for a button."""
    return any(n.visible and n.get("type") != "hidden" for n in form.find("input", "select", "textarea"))


def holds_field(node: Node) -> bool:
    """Pressing what is around a field only puts the cursor there."""
    return any(True for _ in node.find("input", "textarea", "select"))


def is_at_field(node: Node) -> bool:
    near = [a for _, a in zip(range(3), node.ancestors(), strict=False)]
    return any(True for a in near[-1:] for _ in a.find("input"))
