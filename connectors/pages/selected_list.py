"""The list of documents as an entry's own selectors name it (marked by snapshot.js as `#match`)."""

from __future__ import annotations

from dataclasses import replace

from connectors.pages.listing import Action, DocumentList, ListedRow
from connectors.pages.rows_actions import row_actions
from connectors.pages.rows_keys import row_keys
from connectors.pages.rows_reading import ReadRow, read_row
from connectors.pages.tree import Node, Page
from connectors.pages.values import find_amounts, find_dates

PARTS = ("row", "number", "issued", "total", "detail", "file", "year")


def is_marked(page: Page) -> bool:
    """Does the page hold rows that the entry names?"""
    return any("row" in node.get("#match").split() for node in page.nodes)


def selected_list(page: Page) -> DocumentList | None:
    """None when no row matches. What an entry leaves out of a row is read as everywhere else."""
    nodes = [node for node in page.nodes if "row" in node.get("#match").split()]
    if not nodes:
        return None
    read = [read_row((node,), (), page.lang) for node in nodes]
    for row in read:
        _correct(page, row)
    actions = [_actions(page, row) for row in read]
    keys = row_keys(read, actions)
    rows = tuple(_listed(row, key, tuple(found)) for row, key, found in zip(read, keys, actions, strict=True))
    return DocumentList(nodes[0].parent or nodes[0], rows, (), 100.0, ("named by the entry",))


def _part(row: Node, name: str) -> Node | None:
    return next((node for node in row.walk() if name in node.get("#match").split()), None)


def _correct(page: Page, row: ReadRow) -> None:
    """The entry knows better where number, date and total stand."""
    node = row.nodes[0]
    if (number := _part(node, "number")) is not None:
        row.numbers = [page.text(number)] if page.text(number) else []
    if (issued := _part(node, "issued")) is not None and (dates := find_dates(page.text(issued), page.lang)):
        row.issued, row.precise = dates[0].date, dates[0].precise
    if (total := _part(node, "total")) is not None and (amounts := find_amounts(page.text(total))):
        row.total, row.currency = amounts[0].value, amounts[0].currency or row.currency


def _actions(page: Page, row: ReadRow) -> list[Action]:
    named = [(_part(row.nodes[0], "file"), "file"), (_part(row.nodes[0], "detail"), "detail")]
    found = row_actions(page, row)
    for node, leads in named:
        if node is None:
            continue
        known = next((a for a in found if a.node is node), None)
        if known is not None:
            return [replace(known, leads="file" if leads == "file" else "detail", score=1.0)]
        href = node.get("href")
        return [
            Action(
                kind="link" if href else "button",
                node=node,
                css=page.css(node),
                frame_path=page.frame_path(node),
                href=page.absolute(href) if href and not href.startswith(("#", "javascript:")) else None,
                label=page.label(node),
                leads="file" if leads == "file" else "detail",
                score=1.0,
                new_tab=node.get("target") == "_blank",
            )
        ]
    return found


def _listed(row: ReadRow, key: str, actions: tuple[Action, ...]) -> ListedRow:
    return ListedRow(
        key=key,
        node=row.nodes[0],
        text=row.text,
        number=row.numbers[0] if row.numbers else None,
        issued=row.issued,
        total=row.total,
        currency=row.currency,
        type_hint=row.hint,
        actions=actions,
        date_precise=row.precise,
    )
