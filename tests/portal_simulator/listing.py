"""Which rows a visitor sees: the page, year and contract chosen, the same for HTML and for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from tests.portal_simulator.config import PortalConfig
from tests.portal_simulator.documents import SimDocument
from tests.portal_simulator.plan import DocumentStore
from tests.portal_simulator.words import TEXTS, amount_text, date_text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list: a document, or an order with several."""

    key: str
    label: str
    number: str
    date: str
    amount: str
    paid: bool
    note: str
    documents: tuple[SimDocument, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """One page of the list; pages count from 1, `years` is empty when the list has no year control."""

    rows: tuple[Row, ...]
    page: int
    pages: int
    has_next: bool
    year: int | None
    years: tuple[int, ...]
    contract: int | None

    def base(self) -> str:
        """The query up to the page's number, for scripts that count pages."""
        return self.query(page=0).removesuffix("0")

    def query(self, **changes: int) -> str:
        """The address's query for this window with other choices."""
        choices = {"annee": self.year, "contrat": self.contract, "page": self.page, **changes}
        return "?" + urlencode({key: value for key, value in choices.items() if value is not None})


class Listing:
    """Cuts the documents into pages."""

    def __init__(self, config: PortalConfig, store: DocumentStore) -> None:
        self._config = config
        self._store = store
        self._t = TEXTS[config.language]

    def window(self, query: dict[str, str]) -> Window:
        """The page that the query names; beyond the last it is the last, or more of an endless list."""
        listing = self._config.listing
        years = tuple(self._store.years()) if listing.years != "none" else ()
        year = _number(query.get("annee"), years[0]) if years else None
        contract = _number(query.get("contrat"), 0) if listing.contracts else None
        per_row = self._config.detail.per_row if self._config.detail and self._config.detail.orders else 1
        wanted = max(_number(query.get("page"), 1), 1)
        size = listing.page_size if listing.paging != "none" else 1 << 30
        if self._store.endless:
            self._store.grow((wanted + 1) * size * per_row)
        documents = self._store.view(year, contract)
        row_count = -(-len(documents) // per_row)
        pages = max(-(-row_count // size), 1)
        page = min(wanted, pages)
        first = (page - 1) * size * per_row
        shown = documents[first : min(first + size * per_row, len(documents))]
        rows = tuple(self.row(tuple(shown[at : at + per_row])) for at in range(0, len(shown), per_row))
        has_next = page < pages or (listing.end == "repeat" and listing.paging != "none" and bool(rows))
        return Window(rows, wanted if has_next else page, pages, has_next, year, years, contract)

    def row(self, documents: tuple[SimDocument, ...]) -> Row:
        """The line for one document or for the documents of one order."""
        language, listing, first = self._config.language, self._config.listing, documents[0]
        orders = bool(self._config.detail and self._config.detail.orders)
        total = sum((document.total for document in documents), Decimal(0))
        return Row(
            key=f"C{first.id}" if orders else first.id,
            label=self._t["order"] if orders else self._t[first.type],
            number=(f"C{first.id}" if orders else first.number) if listing.show_number else "",
            date=date_text(language, first.issued, listing.dates),
            amount=amount_text(language, total, first.currency) if listing.show_amount else "",
            paid=first.total < 0 or int(first.id) % 5 != 0,
            note=first.note,
            documents=documents,
        )

    def find(self, key: str) -> Row | None:
        """The line with this key."""
        first = self._store.get(key.removeprefix("C"))
        if first is None:
            return None
        detail = self._config.detail
        if not (detail and detail.orders):
            return self.row((first,))
        documents = self._store.view(None, first.contract if self._config.listing.contracts else None)
        if self._config.listing.years != "none":
            documents = [document for document in documents if document.issued.year == first.issued.year]
        at = documents.index(first)
        return self.row(tuple(documents[at : at + detail.per_row]))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise
