"""What the readers of document pages find: rows, actions, paging, choices, links and files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from connectors.pages.tree import Node

TypeHint = Literal["incoming_invoice", "credit_note", "receipt", "statement", "contract", "other"]
ActionKind = Literal["link", "button", "row", "menu"]
Leads = Literal["file", "detail", "unknown"]
NextKind = Literal["link", "button", "load_more", "scroll"]
ChoiceKind = Literal["year", "contract", "period", "per_page", "type"]
FileKind = Literal["link", "button", "embed"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something to press in a row. `href` is absolute; None when pressing is the only way."""

    kind: ActionKind
    node: Node
    css: str
    frame_path: tuple[int, ...]
    href: str | None
    label: str
    leads: Leads
    score: float
    new_tab: bool = False


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One document (or order) of a list. `key` stays the same from visit to visit; actions best first."""

    key: str
    node: Node
    text: str
    number: str | None
    issued: date | None
    total: Decimal | None
    currency: str | None
    type_hint: TypeHint | None
    actions: tuple[Action, ...]
    date_precise: bool = True


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The list of documents of a page. `header`: column titles; `score`: 0.8 and more is surely invoices."""

    container: Node
    rows: tuple[ListedRow, ...]
    header: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextControl:
    """What brings further rows; for `scroll`, `node` is what has to be scrolled."""

    kind: NextKind
    node: Node
    css: str
    frame_path: tuple[int, ...]
    href: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class PagePosition:
    """Which page of how many; `total` is None when the page does not say."""

    current: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice. `node` is what to press (or the <option> to select)."""

    label: str
    value: str
    node: Node
    href: str | None
    selected: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A control that changes which documents are listed."""

    kind: ChoiceKind
    control: Node
    options: tuple[Option, ...]
    submit: Node | None


@dataclass(frozen=True, slots=True)
class NavLink:
    """A way to the documents from another page of the portal."""

    node: Node
    css: str
    frame_path: tuple[int, ...]
    href: str | None
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class FileLink:
    """A document's file on a detail page; `leads` is `detail` when one more page lies before it."""

    node: Node
    css: str
    frame_path: tuple[int, ...]
    href: str | None
    label: str
    kind: FileKind
    leads: Leads
    score: float
    new_tab: bool
    number: str | None
    issued: date | None
    total: Decimal | None
    currency: str | None
    type_hint: TypeHint | None
