"""CSS paths that lead back to a node: short where an id is stable, positions otherwise, never data-*."""

from __future__ import annotations

import re

from connectors.pages.tree import Node, Page

# Ids that frameworks count up (":r1:", "ember123", long hex) change from visit to visit.
_STABLE_ID = re.compile(r"[A-Za-z][\w-]{0,60}")
_COUNTED_ID = re.compile(r"\d{3,}|[0-9a-f]{8,}|^(ember|ext-|gwt-|yui|react-|radix|mui|mat-|headlessui)", re.I)


def css_of(page: Page, node: Node) -> str:
    """The selector of `node` within its document; shadow roots are entered with ` >>> `."""
    if node.tag[0] == "#":
        return css_of(page, node.parent) if node.parent else ""
    # From the outermost inwards: pages may be nested deeper than calls can be.
    above = [node, *node.ancestors()]
    unknown = next((place for place, n in enumerate(above) if n.index in page._paths), len(above))
    for current in reversed(above[:unknown]):
        page._paths[current.index] = _path(page, current) if current.tag[0] != "#" else ""
    return page._paths[node.index]


def _path(page: Page, node: Node) -> str:
    identity = node.get("id")
    scope = _scope_of(node)
    step = _step(page, node)
    if _is_stable(identity) and _count(page, scope, identity) == 1:
        step = f"#{identity}"
    elif node.parent is not None and node.parent is not scope:
        return f"{page._paths[node.parent.index]} > {step}"
    if scope is not None and scope.tag == "#shadow" and scope.parent is not None:
        return f"{page._paths[scope.parent.index]} >>> {step}"
    return step


def _is_stable(identity: str) -> bool:
    return bool(_STABLE_ID.fullmatch(identity)) and not _COUNTED_ID.search(identity)


def _scope_of(node: Node) -> Node | None:
    return next((a for a in node.ancestors() if a.tag in ("#shadow", "#document")), None)


def _count(page: Page, scope: Node | None, identity: str) -> int:
    if not page._ids:
        for node in page.nodes:
            if name := node.attrs.get("id"):
                inside = _scope_of(node)
                key = (inside.index if inside else -1, name)
                page._ids[key] = page._ids.get(key, 0) + 1
    return page._ids.get((scope.index if scope else -1, identity), 0)


def _step(page: Page, node: Node) -> str:
    if node.parent is None or node.tag in ("html", "body"):
        return node.tag
    if node.index not in page._places:
        seen: dict[str, int] = {}
        for child in node.parent.children:
            seen[child.tag] = page._places[child.index] = seen.get(child.tag, 0) + 1
        # The only one of its tag needs no number.
        for child in node.parent.children:
            page._places[child.index] *= 1 if seen[child.tag] > 1 else 0
    place = page._places[node.index]
    return f"{node.tag}:nth-of-type({place})" if place else node.tag
