"""Repeated structures of a page that may be a list: tables, grids, definition lists, siblings of one
shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from connectors.pages.columns import is_column_title
from connectors.pages.pressing import is_pressable
from connectors.pages.rows_cells import column_nodes, one_line
from connectors.pages.tree import Flag, Node, Page

_ROW_ROLES = frozenset(("table", "grid", "treegrid", "list", "rowgroup"))
_NO_ROWS = frozenset(
    "tr td th thead tfoot tbody table option optgroup select span b strong em i small br hr img svg use "
    "path dt dd "
    "label input h1 h2 h3 h4 h5 h6 html body head script style nav footer".split()
)
_NO_LISTS = frozenset("nav footer select svg head thead tfoot".split())
_STATE_CLASS = re.compile(
    r"(?:^|[-_])(?:odd|even|active|selected|first|last|hover|focus|open|closed|disabled|new|\d+)$"
)
_DIGIT = re.compile(r"\d")
_MAX_ROW_TEXTS = 120
_HEADER_WITHIN = 3


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows that belong together; a row is one node, or several that follow each other (dt and dd, detail
    lines)."""

    kind: str
    container: Node
    rows: tuple[tuple[Node, ...], ...]
    header: tuple[str, ...] = ()


def row_groups(page: Page) -> list[RowGroup]:
    """All groups that may be lists of records, those of tables first."""
    counts = _Counts(page)
    groups = [g for table in page.find("table") if (g := _table_group(table))]
    groups += [
        g
        for node in page.nodes
        if node.get("role") in ("grid", "table", "treegrid")
        if (g := _grid_group(node))
    ]
    groups += [g for node in page.find("dl") if (g := _definition_group(node))]
    for node in page.nodes:
        if counts.presses[node.index] and counts.digits[node.index] and node.tag not in _NO_LISTS:
            groups.extend(_sibling_groups(node, counts))
    return groups


class _Counts:
    """Per node: texts with a digit and pressable elements at or below it."""

    def __init__(self, page: Page) -> None:
        self.digits = [0] * len(page.nodes)
        self.presses = [0] * len(page.nodes)
        for node in reversed(page.nodes):
            at = node.index
            if node.tag == "#text":
                self.digits[at] += 1 if node.visible and _DIGIT.search(node.text) else 0
            elif is_pressable(node) or node.flags & Flag.POINTER:
                self.presses[at] += 1
            if node.parent is not None:
                self.digits[node.parent.index] += self.digits[at]
                self.presses[node.parent.index] += self.presses[at]


def _table_group(table: Node) -> RowGroup | None:
    own = [tr for tr in table.find("tr") if tr.closest("table") is table]
    if any(next(cell.find("table"), None) is not None for tr in own[:3] for cell, _ in column_nodes(tr)):
        return None  # a table that lays out the page
    header_rows = [tr for place, tr in enumerate(own) if _is_header_row(tr, place < _HEADER_WITHIN)]
    titled = {tr.index for tr in header_rows}
    body = [tr for tr in own if tr.index not in titled and tr.closest("tfoot") is None and column_nodes(tr)]
    header = _titles(header_rows)
    if not header_rows:
        header = _header_beside(table, body)
    rows = _with_details(body)
    return RowGroup("table", table, rows, header) if rows else None


def _is_header_row(tr: Node, by_words: bool = True) -> bool:
    """By its tags, else (near the top) because its cells are titles."""
    if tr.parent is not None and tr.parent.tag == "thead":
        return True
    cells = tr.elements
    if not cells:
        return False
    if all(c.tag == "th" or c.get("role") == "columnheader" for c in cells):
        return len(cells) > 1
    if not by_words:
        return False
    texts = [one_line(c) for c in cells]
    said = [t for t in texts if t]
    return len(said) > 1 and not any(_DIGIT.search(t) for t in said) and sum(map(is_column_title, said)) >= 2


def _titles(header_rows: list[Node]) -> tuple[str, ...]:
    """The titles of the columns, one per column; filter rows below the titles do not count."""
    best: tuple[str, ...] = ()
    for row in header_rows:
        titles: list[str] = []
        for cell, span in column_nodes(row):
            title = one_line(cell) or cell.get("aria-label") or cell.get("title") or cell.get("abbr")
            titles.extend([title, *[""] * (span - 1)])
        if sum(bool(t) for t in titles) > sum(bool(t) for t in best):
            best = tuple(titles)
    return best


def _header_beside(table: Node, body: list[Node]) -> tuple[str, ...]:
    """Titles in a table of their own before this one, as tables with a fixed header have it."""
    width = max((sum(span for _, span in column_nodes(tr)) for tr in body[:5]), default=0)
    node = table
    for _ in range(4):
        if node.parent is None:
            break
        before = node.parent.elements[: node.parent.elements.index(node)]
        for sibling in reversed(before):
            for other in [sibling] if sibling.tag == "table" else sibling.find("table"):
                titles = _titles([tr for tr in other.find("tr") if _is_header_row(tr)])
                # A narrow cell for the scroll bar may follow the last column.
                if titles and len(titles) - width in (0, 1):
                    return titles[:width]
        node = node.parent
    return ()


def _with_details(body: list[Node]) -> tuple[tuple[Node, ...], ...]:
    """Rows of the usual width, each with the full-width rows below it that hold its details."""
    if not body:
        return ()
    widths = [len(tr.elements) for tr in body]
    usual = max(widths)
    rows: list[tuple[Node, ...]] = []
    for tr, width in zip(body, widths, strict=True):
        if width == 1 and usual > 2:
            if rows and any(True for n in tr.find("a", "button")):
                rows[-1] = (*rows[-1], tr)
            continue
        rows.append((tr,))
    return tuple(rows)


def _grid_group(grid: Node) -> RowGroup | None:
    if grid.tag == "table":
        return None
    found = [n for n in grid.walk() if n.get("role") == "row" and n.tag != "tr"]
    header_rows = [n for n in found if any(c.get("role") == "columnheader" for c in n.walk())]
    rows = tuple((n,) for n in found if n not in header_rows and n.elements)
    return RowGroup("grid", grid, rows, _titles(header_rows)) if rows else None


def _definition_group(dl: Node) -> RowGroup | None:
    rows: list[tuple[Node, ...]] = []
    for node in dl.elements:
        if node.tag == "dt":
            rows.append((node,))
        elif node.tag == "dd" and rows:
            rows[-1] = (*rows[-1], node)
    return RowGroup("dl", dl, tuple(rows)) if rows else None


def _sibling_groups(parent: Node, counts: _Counts) -> Iterator[RowGroup]:
    members: dict[tuple[str, str], list[Node]] = {}
    others: list[Node] = []
    for node in parent.children:
        at = node.index
        if node.tag[0] == "#" or node.tag in _NO_ROWS or node.get("role") in _ROW_ROLES or not node.visible:
            continue
        if 0 < counts.digits[at] <= _MAX_ROW_TEXTS:
            members.setdefault((node.tag, node.get("role")), []).append(node)
        else:
            others.append(node)
    for (tag, role), nodes in members.items():
        lone = tag in ("li", "article") or role in ("row", "listitem", "article")
        if (len(nodes) > 1 or lone) and any(counts.presses[n.index] for n in nodes):
            yield RowGroup("siblings", parent, tuple((n,) for n in nodes), _header_sibling(others, nodes[0]))


def _header_sibling(others: list[Node], first: Node) -> tuple[str, ...]:
    """Titles in a sibling before the first row that has as many pieces as the row."""
    for node in others:
        pieces = [one_line(child) for child in node.elements]
        is_alike = node.index < first.index and 1 < len(pieces) == len(first.elements)
        if is_alike and sum(is_column_title(p) for p in pieces if p) >= 2:
            return tuple(pieces)
    return ()
