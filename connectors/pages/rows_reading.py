"""The values of a row: which date is the issue date, which amount the total, which token the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from connectors.pages.columns import amount_role, date_role, number_score
from connectors.pages.document_words import type_hint_of
from connectors.pages.listing import TypeHint
from connectors.pages.rows_cells import Cell, row_cells
from connectors.pages.tree import Node
from connectors.pages.values import find_amounts, find_dates, find_numbers, parse_amount
from connectors.pages.values_dates import FoundDate

_DATE_SCORE = {"issued": 3.0, "date": 2.0, None: 1.0, "paid": 0.0, "period": -1.0, "due": -3.0}
_AMOUNT_SCORE = {
    "total": 3.0,
    "amount": 2.0,
    None: 1.0,
    "balance": -1.0,
    "net": -2.0,
    "tax": -3.0,
    "unit": -3.0,
}
_RANGE = re.compile(r"\s*(?:-|–|—|→|au|to|until|bis|al?|tot|e[nt]?)\s*", re.I)
_ONE_TOKEN = re.compile(r"[#№]?[A-Z0-9][\w/.#-]{1,38}")
_STATED = ("incoming_invoice", "credit_note", "receipt", "statement")
_NEAR, _LABEL_LENGTH, _SHORT = 40, 40, 80


@dataclass(slots=True)
class ReadRow:
    """The values of one row; `numbers` are the candidates, best first."""

    nodes: tuple[Node, ...]
    text: str
    numbers: list[str] = field(default_factory=list)
    issued: date | None = None
    precise: bool = True
    total: Decimal | None = None
    currency: str | None = None
    hint: TypeHint | None = None
    dates: int = 0
    amounts: int = 0
    number_cell: Node | None = None


def read_row(
    nodes: tuple[Node, ...], header: tuple[str, ...], lang: str = "", month_first: bool | None = None
) -> ReadRow:
    """Reads the values of one row."""
    cells = row_cells(nodes, header)
    row = ReadRow(nodes, " ".join(" ".join(cell.text.split()) for cell in cells))
    reading = _Reading(lang, month_first)
    before = ""
    for cell in cells:
        reading.read(cell, before)
        before = cell.text if len(cell.text) <= _LABEL_LENGTH and cell.column < 0 else ""
    reading.settle(row)
    row.hint = _hint(cells)
    return row


class _Reading:
    """Collects candidates cell by cell."""

    def __init__(self, lang: str, month_first: bool | None) -> None:
        self.lang, self.month_first = lang, month_first
        self.dates: list[tuple[float, FoundDate]] = []
        self.amounts: list[tuple[float, Decimal, str | None]] = []
        self.numbers: list[tuple[float, int, str, Node]] = []

    def read(self, cell: Cell, before: str) -> None:
        text = cell.text
        dates = find_dates(text, self.lang, month_first=self.month_first) or self._machine_dates(cell)
        self._add_dates(cell, before, dates)
        amounts = find_amounts(text, [(d.start, d.end) for d in dates])
        for amount in amounts:
            label = _label_before(text, amount.start) or cell.title or before
            score = _AMOUNT_SCORE[amount_role(label)] + (0.5 if amount.currency else 0.0)
            self.amounts.append((score, amount.value, amount.currency))
        if (
            not amounts
            and amount_role(cell.title) in ("total", "amount")
            and (value := parse_amount(text)) is not None
        ):
            self.amounts.append((_AMOUNT_SCORE[amount_role(cell.title)], value, None))
        self._add_numbers(
            cell, before, [(f.start, f.end) for f in dates] + [(f.start, f.end) for f in amounts]
        )

    def _machine_dates(self, cell: Cell) -> list[FoundDate]:
        """A date that only the markup states ("3 days ago")."""
        written = [n.get("datetime") for n in cell.node.walk() if n.tag == "time"] if cell.column >= 0 else []
        return [FoundDate(f.date, 0, 0, f.precise) for text in written for f in find_dates(text[:10])]

    def _add_dates(self, cell: Cell, before: str, dates: list[FoundDate]) -> None:
        for place, found in enumerate(dates):
            label = _label_before(cell.text, found.start) or cell.title or before
            score = _DATE_SCORE[date_role(label)]
            if _is_range(cell.text, dates, place):
                score = min(score, _DATE_SCORE["period"])
            self.dates.append((score - (0.0 if found.precise else 1.5), found))

    def _add_numbers(self, cell: Cell, before: str, taken: Sequence[tuple[int, int]]) -> None:
        named = number_score(cell.title)
        found = find_numbers(cell.text, taken)
        for number in found:
            labelled = named or number_score(_label_before(cell.text, number.start) or before)
            self.numbers.append((number.score + labelled, -len(self.numbers), number.text, cell.node))
        whole = " ".join(cell.text.split())
        if not found and named > 0 and not taken and _ONE_TOKEN.fullmatch(whole) and not whole.isalpha():
            self.numbers.append((named, -len(self.numbers), whole.lstrip("#№"), cell.node))
        elif not found and named > 0 and _ONE_TOKEN.fullmatch(whole) and whole.isupper():
            self.numbers.append((named - 0.5, -len(self.numbers), whole, cell.node))

    def settle(self, row: ReadRow) -> None:
        row.dates, row.amounts = len(self.dates), len(self.amounts)
        if self.dates:
            score, found = max(self.dates, key=lambda d: d[0])
            if score >= 0 or (not found.precise and score > _DATE_SCORE["due"]):
                row.issued, row.precise = found.date, found.precise
        stated = [a for a in self.amounts if a[0] >= 0]
        if stated:
            _, row.total, row.currency = max(stated, key=lambda a: (a[0], abs(a[1])))
            row.currency = row.currency or next((a[2] for a in self.amounts if a[2]), None)
        ranked = sorted((n for n in self.numbers if n[0] > 0.3), reverse=True)
        row.numbers = list(dict.fromkeys(n[2] for n in ranked))
        row.number_cell = ranked[0][3] if ranked else None


def _label_before(text: str, start: int) -> str:
    """Words that stand before a value on its line, or alone on the line before it."""
    line = text.rfind("\n", 0, start) + 1
    words = text[max(line, start - _NEAR) : start].strip(" \t:(-–·•|")
    if words or line == 0:
        return words if any(c.isalpha() for c in words) else ""
    previous = text[: line - 1].rsplit("\n", 1)[-1]
    return previous if len(previous) <= _LABEL_LENGTH and not any(c.isdigit() for c in previous) else ""


def _is_range(text: str, dates: list[FoundDate], place: int) -> bool:
    pairs = [(dates[i], dates[i + 1]) for i in (place - 1, place) if 0 <= i < len(dates) - 1]
    return any(_RANGE.fullmatch(text[first.end : second.start]) for first, second in pairs)


def _hint(cells: list[Cell]) -> TypeHint | None:
    """What the row says it is; a credit note wins, product names that sound like other documents do not
    count."""
    hints = [type_hint_of(cell.text) for cell in cells if len(cell.text) <= _SHORT]
    if "credit_note" in hints:
        return "credit_note"
    return next((hint for hint in hints if hint in _STATED), None)
