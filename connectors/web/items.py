"""What is to be fetched, as plain values: rows hold whole pages in memory, items do not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from urllib.parse import urlsplit

from app.domain.runs import SeenRow, is_settled
from connectors.pages.listing import Action, FileLink, ListedRow, TypeHint
from connectors.pages.tree import Page
from connectors.pages.values import find_amounts, find_dates


@dataclass(frozen=True, slots=True)
class Facts:
    """What the portal says of a document in a row or a link."""

    text: str = ""
    number: str | None = None
    issued: date | None = None
    total: Decimal | None = None
    currency: str | None = None
    type_hint: TypeHint | None = None

    @classmethod
    def of_row(cls, row: ListedRow) -> Facts:
        issued = row.issued if row.date_precise else None
        return cls(row.text[:400], row.number, issued, row.total, row.currency, row.type_hint)

    @classmethod
    def of_link(cls, link: FileLink) -> Facts:
        return cls(link.label[:200], link.number, link.issued, link.total, link.currency, link.type_hint)


@dataclass(frozen=True, slots=True)
class Item:
    """A document to fetch over HTTP. `row_key`: the row it came from; `link`: what the detail page said.

    `rendered_by_server`: the page behind the row was complete without its scripts."""

    document_id: str
    row_key: str
    label: str
    url: str
    referer: str
    row: Facts
    link: Facts | None = None
    depth: int = 0
    rendered_by_server: bool = False


_CODE = re.compile(r"(?<!\S)(?=\S*[A-Z])[A-Z0-9][A-Z0-9/-]{3,}(?!\S)")


class Todo(Enum):
    """What a row asks for."""

    NOTHING = "nothing"
    KNOWN = "known"
    SETTLED = "settled"
    OUT_OF_RANGE = "out_of_range"
    FETCH = "fetch"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Plan:
    todo: Todo
    action: Action | None = None
    files: int = 0


def plan_for(
    row: ListedRow,
    known: frozenset[str],
    seen: Mapping[str, SeenRow],
    since: date | None,
    now: datetime,
) -> Plan:
    """Decides before anything is pressed. A date that cannot be read must not lose the file."""
    if row.key in known:
        return Plan(Todo.KNOWN, files=1)
    before = seen.get(row.key)
    if before is not None and is_settled(before, fingerprint(row), now):
        return Plan(Todo.SETTLED, files=before.files)
    if since and row.issued and row.date_precise and row.issued < since:
        return Plan(Todo.OUT_OF_RANGE)
    if not row.actions:
        return Plan(Todo.NOTHING)
    by_address = next((a for a in row.actions if a.leads != "unknown" and fetchable(a.href)), None)
    best = row.actions[0]
    if by_address is not None and (best.leads == "unknown" or fetchable(best.href)):
        best = by_address
    return Plan(Todo.FETCH if fetchable(best.href) else Todo.PRESS, best)


def fetchable(href: str | None) -> bool:
    """Can an HTTP client ask for this address? Routes inside a page (#/...) cannot be asked for."""
    if not href or not href.startswith(("http://", "https://")):
        return False
    return not urlsplit(href).fragment.startswith(("/", "!"))


def fingerprint(row: ListedRow) -> str:
    """Changes when the words of a row change (a status, an amount)."""
    return hashlib.sha256(row.text.encode()).hexdigest()[:32]


def file_key(link: FileLink) -> str:
    """What tells one file of a row from another, from visit to visit."""
    if link.number:
        return link.number
    if link.href and link.href.startswith("http"):
        return urlsplit(link.href).path
    return link.label


def file_ids(row_key: str, links: list[FileLink]) -> list[str]:
    """A document id per link; equal ones are told apart by their order among equals."""
    counted: dict[str, int] = {}
    ids = []
    for link in links:
        key = f"{row_key} {file_key(link)}"[:480]
        counted[key] = counted.get(key, 0) + 1
        ids.append(key if counted[key] == 1 else f"{key} ({counted[key]})")
    return ids


def is_page_of(page: Page, item: Item) -> bool:
    """Is this really the page behind that row? It repeats the row's code, or its date and total."""
    row, text = item.row, page.text()
    titles = " ".join((page.title, *(page.text(n) for n in page.find("h1", "h2", "h3", "h4"))))
    codes = [row.number] if row.number else _CODE.findall(row.text)
    if any(code in titles.split() for code in codes):
        return True
    if row.issued is None or row.total is None:
        return False
    dated = any(found.date == row.issued for found in find_dates(text))
    return dated and any(found.value == row.total for found in find_amounts(text))
