"""The list of documents of a page: which of its repeated structures, and its rows read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2

from connectors.pages.columns import amount_role, date_role, number_score
from connectors.pages.document_words import (
    BILLING,
    CREDIT_NOTE,
    DOCUMENTS,
    EMPTY,
    FOREIGN,
    INVOICE,
    ORDER,
    RECEIPT,
    STATEMENT,
    speaks_of_documents,
    type_hint_of,
)
from connectors.pages.listing import Action, DocumentList, ListedRow, TypeHint
from connectors.pages.once import once_per_page
from connectors.pages.page_context import PageContext
from connectors.pages.rows import RowGroup, row_groups
from connectors.pages.rows_actions import FILE_WORDS, press_on_row, row_actions
from connectors.pages.rows_files import names_file, number_by_file
from connectors.pages.rows_keys import row_keys
from connectors.pages.rows_reading import ReadRow, read_row
from connectors.pages.selected_list import is_marked, selected_list
from connectors.pages.tree import Node, Page
from connectors.pages.values import month_comes_first
from connectors.pages.words import fold, words

_SAMPLE = 8
_THRESHOLD = 4.0
# Points that make a list sure (0.8); one that speaks of orders alone stays below that.
_FULL, _ORDERS_AT_MOST = 12.5, 0.75
# A list without any date or amount (a library of files) is one only where nothing better is found.
_NAMES_AT_MOST = 0.4
_MAX_TEXT = 1500
_SUMMARY = words("total|totals|sum|summe|gesamt|gesamtsumme|totale|totaal|sous-total|zwischensumme|subtotal")


@dataclass(slots=True)
class _Candidate:
    group: RowGroup
    sample: list[ReadRow]
    actions: list[list[Action]]
    score: float
    reasons: tuple[str, ...]


@once_per_page
def find_list(page: Page) -> DocumentList | None:
    """The list of documents (or orders) of a page; None when no part of it is one."""
    if is_marked(page):
        return selected_list(page)
    context = PageContext(page)
    judged = [c for group in row_groups(page) if (c := _judge(page, context, group))]
    candidates = [c for c in judged if not any(_holds_in_one_row(c, other) for other in judged)]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.score, c.group.container.index))
    if best.score < _THRESHOLD:
        return None
    groups = [best.group, *_continued(best, candidates)]
    return _read_list(page, context, best, groups)


def _holds_in_one_row(outer: _Candidate, inner: _Candidate) -> bool:
    """A "row" that holds several records, alone among its neighbours, is a part of the page, no record."""
    if outer is inner or len(inner.sample) < 2 or len(inner.group.rows) <= len(outer.group.rows):
        return False
    return any(node.contains(inner.group.container) for row in outer.sample for node in row.nodes)


def _judge(page: Page, context: PageContext, group: RowGroup) -> _Candidate | None:
    """Reads a sample of the rows; None when they are no records that can be opened."""
    sample = [read_row(nodes, group.header, page.lang) for nodes in _sampled(group.rows)]
    titled = sum(bool(t) and _is_known_column(t) for t in group.header)
    records = [row for row in sample if _is_record(row, titled)]
    if not records or len(records) * 2 < len(sample) or (len(group.rows) < 2 and group.kind == "dl"):
        return None
    if group.kind == "siblings" and len(records) < min(2, len(group.rows)):
        return None  # a record and something else beside it
    actions = [row_actions(page, row) for row in records]
    pressed = sum(bool(a) for a in actions)
    if pressed * 2 < len(records) and not (titled >= 2 and group.kind in ("table", "grid")):
        return None
    score, reasons = _score(context, group, records, actions)
    return _Candidate(group, records, actions, score, reasons)


def _sampled(rows: tuple[tuple[Node, ...], ...]) -> list[tuple[Node, ...]]:
    step = max(1, len(rows) // _SAMPLE)
    return list(rows[::step][:_SAMPLE])


def _is_known_column(title: str) -> bool:
    return bool(date_role(title) or amount_role(title) or number_score(title) > 0)


def _is_record(row: ReadRow, titled: int) -> bool:
    """A row that speaks of one document: a date with an amount or a number (less when columns say so)."""
    if not row.text or len(row.text) > _MAX_TEXT or row.dates > 8 or row.amounts > 14 or _is_summary(row):
        return False
    if row.dates and (row.amounts or row.numbers):
        return True
    if titled >= 2:
        return bool(row.dates or row.amounts or row.numbers)
    return bool((row.dates or row.numbers) and row.hint) or names_file(row)


def _is_summary(row: ReadRow) -> bool:
    return not row.dates and bool(_SUMMARY.match(fold(row.text)))


def _score(
    context: PageContext, group: RowGroup, records: list[ReadRow], actions: list[list[Action]]
) -> tuple[float, tuple[str, ...]]:
    """Points for what the list says of itself and for what stands around it."""
    points: dict[str, float] = {}
    heading, around = _headings(context, group)
    header = fold(" | ".join(group.header))
    points["columns"] = 0.7 * min(4, sum(bool(t) and _is_known_column(t) for t in group.header))
    points["header"] = 2.0 if INVOICE.search(header) else 1.0 if ORDER.search(header) else 0.0
    points["heading"] = _words_score(around)
    points["top"] = 0.6 * max(_words_score(context.top), _words_score(context.title))
    points["address"] = 0.6 * _words_score(context.address)
    points["marked"] = 0.4 * _words_score(context.marked)
    points["rows"] = _rows_score(records, actions)
    points["files"] = 1.5 * sum(names_file(row) for row in records) / len(records)
    points["count"] = 0.3 * log2(1 + len(group.rows))
    points["foreign"] = _foreign_score(heading, header, context)
    points["place"] = _place_score(group.container)
    score = sum(points.values())
    evidence = sum(points[k] for k in ("columns", "header", "heading", "top", "address", "marked", "files"))
    if evidence < 1.0 and points["rows"] < 4.0:
        score = min(score, _THRESHOLD - 1)
    return score, tuple(f"{name} {value:+.1f}" for name, value in points.items() if value)


def _headings(context: PageContext, group: RowGroup) -> tuple[str, str]:
    """The heading right above the rows, and all that the rows lie under."""
    found = context.headings_of(group.rows[0][0])
    label = group.container.get("aria-label")
    return " ".join((*found[:1], label)), " ".join((*found, label))


def _words_score(text: str) -> float:
    plain = fold(text)
    if not plain:
        return 0.0
    if INVOICE.search(plain) or CREDIT_NOTE.search(plain):
        return 3.0
    if RECEIPT.search(plain) or STATEMENT.search(plain) or ORDER.search(plain) or BILLING.search(plain):
        return 2.0
    return 1.5 if DOCUMENTS.search(plain) else 0.0


def _rows_score(records: list[ReadRow], actions: list[list[Action]]) -> float:
    count = len(records)
    score = 1.0 * sum(bool(r.dates) for r in records) / count
    score += 1.0 * sum(bool(r.amounts) for r in records) / count
    score += 0.7 * sum(bool(r.numbers) for r in records) / count
    score += 1.5 * sum(r.hint is not None for r in records) / count
    score += 1.0 * sum(bool(a) for a in actions) / count
    score += 1.5 * sum(any(x.leads == "file" for x in a) for a in actions) / count
    score += 0.5 * sum(any(FILE_WORDS.search(fold(x.label)) for x in a) for a in actions) / count
    return score


def _foreign_score(heading: str, header: str, context: PageContext) -> float:
    plain = fold(heading)
    score = 0.0
    if FOREIGN.search(plain) and not speaks_of_documents(heading):
        score -= 5.0
    if FOREIGN.search(header):
        score -= 1.5 if INVOICE.search(header) or ORDER.search(header) else 4.0
    if FOREIGN.search(context.address) and not speaks_of_documents(context.address):
        score -= 2.0
    return score


def _place_score(container: Node) -> float:
    for node in (container, *container.ancestors()):
        if node.tag in ("nav", "footer") or node.get("role") in ("navigation", "contentinfo", "menu"):
            return -5.0
        if node.tag == "aside" or node.get("role") == "complementary":
            return -1.5
    return 0.0


def _continued(best: _Candidate, candidates: list[_Candidate]) -> list[RowGroup]:
    """Lists of the same make at another place of the page: one per year, or one body per month."""
    chosen = best.group
    path = _path(chosen.container)
    return [
        c.group
        for c in candidates
        if c.group is not chosen
        and c.group.kind == chosen.kind
        and c.group.header == chosen.header
        and c.score >= max(_THRESHOLD, best.score - 3.0)
        and c.group.rows[0][0].tag == chosen.rows[0][0].tag
        and c.group.container is not chosen.container
        and _path(c.group.container) == path
    ]


def _path(node: Node) -> tuple[str, ...]:
    return tuple(n.tag for n in (node, *node.ancestors()))


def _read_list(page: Page, context: PageContext, best: _Candidate, groups: list[RowGroup]) -> DocumentList:
    groups = sorted(groups, key=lambda g: g.container.index)
    header = best.group.header
    rows = [nodes for g in groups for nodes in g.rows]
    texts = (text for row in best.sample for text in (row.text,))
    month_first = month_comes_first(texts)
    read = [read_row(nodes, header, page.lang, month_first) for nodes in rows]
    titled = sum(bool(t) and _is_known_column(t) for t in header)
    kept = [row for row in read if _is_record(row, titled) or (row.hint and not _is_summary(row))]
    _drop_common_numbers(kept)
    for row in kept:
        number_by_file(row)
    actions = _drop_common_links([row_actions(page, row) for row in kept])
    if not any(actions):
        actions = [[press_on_row(page, row, 0.2)] for row in kept]
    hint = _context_hint(_headings(context, best.group)[1]) or _context_hint(" ".join(header))
    keys = row_keys(kept, actions)
    listed = tuple(
        _listed(row, key, found, hint) for row, key, found in zip(kept, keys, actions, strict=True)
    )
    container = groups[0].container if len(groups) == 1 else _common(groups)
    return DocumentList(container, listed, header, _share(best.score, listed), best.reasons)


def _share(points: float, rows: tuple[ListedRow, ...]) -> float:
    """Points as a share: from 0.3 (just a list) to 1 (surely one of invoices)."""
    share = min(1.0, points / _FULL)
    if not any(row.issued or row.total is not None for row in rows):
        share = min(share, _NAMES_AT_MOST)
    stated = any(row.type_hint is not None for row in rows)
    return round(share if stated else min(share, _ORDERS_AT_MOST), 3)


def _common(groups: list[RowGroup]) -> Node:
    """The innermost node around all groups."""
    first = groups[0].container
    return next(n for n in (first, *first.ancestors()) if all(n.contains(g.container) for g in groups))


def _drop_common_numbers(rows: list[ReadRow]) -> None:
    """A number that most rows share is the customer's or the contract's."""
    counts = Counter(number for row in rows for number in set(row.numbers))
    for row in rows:
        row.numbers = [n for n in row.numbers if counts[n] * 2 <= len(rows) or counts[n] < 3]


def _drop_common_links(actions: list[list[Action]]) -> list[list[Action]]:
    """A link that most rows share leads to no document of theirs."""
    counts = Counter(a.href for found in actions for a in found if a.href)
    limit = max(2, len(actions) // 2)
    return [[a for a in found if not a.href or counts[a.href] <= limit] for found in actions]


def _context_hint(text: str) -> TypeHint | None:
    """The type that headings or titles give to rows that name none; none where they speak of orders."""
    if ORDER.search(fold(text)):
        return None
    hint = type_hint_of(text)
    return hint if hint in ("incoming_invoice", "receipt", "statement") else None


def _listed(row: ReadRow, key: str, actions: list[Action], around: TypeHint | None) -> ListedRow:
    hint = row.hint or around
    if (
        actions
        and (stated := type_hint_of(actions[0].label))
        and actions[0].kind != "row"
        and hint != "credit_note"
    ):
        hint = stated
    if row.total is not None and row.total < 0 and hint in (None, "incoming_invoice"):
        hint = "credit_note"
    return ListedRow(
        key=key,
        node=row.nodes[0],
        text=row.text,
        number=row.numbers[0] if row.numbers else None,
        issued=row.issued,
        total=row.total,
        currency=row.currency,
        type_hint=hint,
        actions=tuple(actions),
        date_precise=row.precise,
    )


@once_per_page
def is_empty_list(page: Page) -> bool:
    """Whether the page says that there are no documents; never true while it shows some."""
    context = PageContext(page)
    about = " ".join(
        (context.top, context.title, context.address, context.marked, *(t for _, t in context.headings))
    )
    for node in page.nodes:
        if (
            node.tag == "#text"
            and node.visible
            and 4 <= len(node.text) <= 200
            and (match := EMPTY.search(fold(node.text)))
        ) and (speaks_of_documents(match[0]) or speaks_of_documents(about) or _table_speaks(node)):
            return find_list(page) is None
    return False


def _table_speaks(node: Node) -> bool:
    table = node.closest("table")
    return table is not None and any(speaks_of_documents(t.text) for t in table.walk() if t.tag == "#text")
