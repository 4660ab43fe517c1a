"""The texts of a row, piece by piece: cells with their column's title, or runs of text between blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from connectors.pages.tree import INLINE, Node

_SILENT = frozenset("script style noscript template head select option textarea svg".split())
CELL_ROLES = frozenset(("cell", "gridcell", "rowheader", "columnheader"))
_MAX_TEXT = 600
_BLANKS, _TABS = re.compile(r" +"), re.compile(r" *\t[ \t]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece of a row; lines within `text` are separated by newlines. `column` is -1 outside columns."""

    text: str
    node: Node
    column: int = -1
    title: str = ""


def text_of(node: Node) -> str:
    """Visible text: a newline between blocks, a tab between inline elements that do not touch."""
    pieces: list[str] = []
    _collect(node, pieces)
    joined = "".join(pieces).strip("\n")
    if "  " not in joined and "\t" not in joined and "\n" not in joined:
        return joined.strip(" ")
    lines = (_TABS.sub("\t", _BLANKS.sub(" ", line)).strip(" \t") for line in joined.split("\n"))
    return "\n".join([line for line in lines if line])


def one_line(node: Node) -> str:
    """Visible text on one line."""
    return " ".join(text_of(node).split())


def _collect(node: Node, pieces: list[str]) -> None:
    if node.tag == "#text":
        if node.visible:
            _join(node.text, pieces)
        return
    if node.tag in _SILENT:
        return
    block = node.tag not in INLINE and node.tag[0] != "#"
    if block:
        pieces.append("\n")
    elif pieces and pieces[-1][-1:] == " ":
        pieces.append("\t")
    for child in node.children:
        _collect(child, pieces)
    if block:
        pieces.append("\n")


def _join(text: str, pieces: list[str]) -> None:
    """Elements that touch ("119" and ",00") are one value; two words or a space between make two."""
    last = pieces[-1][-1:] if pieces else ""
    if (
        last
        and last not in "\n\t"
        and (last == " " or text[:1] == " " or (last.isalnum() and text[:1].isalnum()))
    ):
        pieces.append("\t")
    pieces.append(text)


def row_cells(nodes: tuple[Node, ...], header: tuple[str, ...]) -> list[Cell]:
    """The pieces of a row that consists of `nodes`, with the titles of their columns where a header names
    them."""
    found: list[Cell] = []
    for node in nodes:
        columns = column_nodes(node) or _plain_columns(node, header)
        if columns:
            aligned = _is_aligned(sum(span for _, span in columns), header)
            place = 0
            for cell, span in columns:
                title = header[place] if aligned and place < len(header) else ""
                found.append(Cell(text_of(cell)[:_MAX_TEXT], cell, place, title))
                place += span
        else:
            lines = text_of(node)[:_MAX_TEXT].split("\n")
            found.extend(Cell(line, node) for line in lines)
    return [cell for cell in found if cell.text]


def _is_aligned(width: int, header: tuple[str, ...]) -> bool:
    """Whether a row has the header's columns; empty titles at its end may have no cell."""
    titled = max((place for place, title in enumerate(header, 1) if title), default=0)
    return bool(titled) and titled <= width <= len(header) + 1 and (width == len(header) or not header[-1])


def column_nodes(row: Node) -> list[tuple[Node, int]]:
    """The cells of a table or grid row with the number of columns that each spans; [] for other rows."""
    if row.tag == "tr":
        cells = [n for n in row.elements if n.tag in ("td", "th")]
    else:
        cells = []
        stack = list(reversed(row.elements))
        while stack:
            node = stack.pop()
            if node.get("role") in CELL_ROLES:
                cells.append(node)
            elif node.get("role") != "row":
                stack.extend(reversed(node.elements))
    return [(cell, _span(cell)) for cell in cells]


def _plain_columns(row: Node, header: tuple[str, ...]) -> list[tuple[Node, int]]:
    """The children of a row that is no table's, when a header has one title for each."""
    return [(n, 1) for n in row.elements] if header and len(row.elements) == len(header) else []


def _span(cell: Node) -> int:
    written = cell.get("colspan") or cell.get("aria-colspan")
    return max(1, int(written)) if written.isdigit() and len(written) < 4 else 1
