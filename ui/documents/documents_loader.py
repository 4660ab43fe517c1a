"""Brings pages of documents from the store to the table, and forgets what was asked before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.accounts import Account
from app.domain.documents import DocumentFilter
from app.ports.document_list import DocumentRow, Order, Totals
from app.ports.parts import Parts
from ui.bridge.desk import Desk
from ui.bridge.tasks import Task
from ui.documents.documents_model import PAGE, DocumentsModel

Ranges = Sequence[tuple[int, int]]
"""First and last line of each."""
_COUNT_AFTER_MS: Final = 250
_PAGES_AT_ONCE: Final = 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the words of the page need beside its rows, by id where it is a mapping."""

    destinations: dict[int, str]
    companies: tuple[str, ...]
    accounts: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Found:
    surroundings: Surroundings | None
    pages: dict[int, Sequence[DocumentRow]]
    totals: Totals | None


class DocumentsLoader(QObject):
    """The first page is shown as soon as it is there; it is counted when nobody types any more."""

    begun = Signal()
    """Another list is shown."""
    counted = Signal(object)
    """Totals of the whole list"""
    surrounded = Signal(object)
    """Surroundings"""

    def __init__(self, desk: Desk, model: DocumentsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self._wanted, self._order = DocumentFilter(undated=True), Order()
        self._tasks: list[Task] = []
        self._pages: list[int] = []
        self._fetching: set[int] = set()
        self._totals: Totals | None = None
        self._is_surrounded = False
        self._counting = _timer(self, _COUNT_AFTER_MS, self._count)
        self._turning = _timer(self, 0, self._turn)
        model.page_wanted.connect(self._on_page_wanted)

    @property
    def wanted(self) -> DocumentFilter:
        return self._wanted

    @property
    def order(self) -> Order:
        return self._order

    @property
    def is_busy(self) -> bool:
        """What was wanted last has not been answered."""
        return any(not task.is_over for task in self._tasks)

    @property
    def totals(self) -> Totals | None:
        """None until the list was counted."""
        return self._totals

    def show(self, wanted: DocumentFilter, order: Order) -> None:
        """Answers to what was wanted before are dropped."""
        self._wanted, self._order = wanted, order
        self._drop()
        self._read(_finding(wanted, order, (0,), whole=not self._is_surrounded), self._on_begun)

    def renew(self, first: int, last: int) -> None:
        """The same list as it is now; `first` and `last`: the lines that are seen."""
        pages = tuple(range(max(0, first) // PAGE, max(0, last) // PAGE + 1))
        self._drop()
        self._read(_finding(self._wanted, self._order, pages, whole=True), self._on_renewed)

    def resolve(self, ranges: Ranges, done: Callable[[list[int]], None]) -> None:
        """The documents on these lines, whether they are here or not."""
        here = [self._model.row_at(line) for first, last in ranges for line in range(first, last + 1)]
        ids = [row.document.id for row in here if row is not None]
        if len(ids) == len(here):
            done(ids)
            return
        wanted, order = self._wanted, self._order

        def read(parts: Parts) -> list[int]:
            found: list[int] = []
            for first, last in ranges:
                part = replace(wanted, offset=first, limit=last - first + 1)
                found += parts.store().document_list.ids(part, order)
            return found

        self._desk.read(read, done)

    def _read(self, work: Callable[[Parts], _Found], done: Callable[[_Found], None]) -> None:
        self._tasks = [task for task in self._tasks if not task.is_over]
        self._tasks.append(self._desk.read(work, done))

    def _drop(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._pages.clear()
        self._fetching.clear()
        self._counting.stop()

    def _on_begun(self, found: _Found) -> None:
        self._surround(found)
        rows = found.pages[0]
        self._totals = found.totals
        if len(rows) < PAGE:
            self._totals = Totals.of(row.document for row in rows)
        self._model.begin(rows, len(rows))
        self.begun.emit()
        if self._totals is None:
            self._counting.start()
        else:
            self._on_counted(self._totals)

    def _on_renewed(self, found: _Found) -> None:
        self._surround(found)
        totals = found.totals or Totals()
        if not self._model.renew(found.pages, totals.count):
            self._model.begin(found.pages.get(0, ()), totals.count)
            for page, rows in found.pages.items():
                self._model.put(page, rows)
            self.begun.emit()
        self._tell(totals)

    def _surround(self, found: _Found) -> None:
        if found.surroundings is not None:
            self._is_surrounded = True
            self._model.describe(self._desk.clock.zone(), found.surroundings.destinations)
            self.surrounded.emit(found.surroundings)

    @Slot()
    def _count(self) -> None:
        wanted = self._wanted
        task = self._desk.read(lambda parts: parts.store().document_list.totals(wanted), self._on_counted)
        self._tasks.append(task)

    def _on_counted(self, totals: Totals) -> None:
        self._model.extend(totals.count)
        self._tell(totals)

    def _tell(self, totals: Totals) -> None:
        self._totals = totals
        self.counted.emit(totals)

    @Slot(int)
    def _on_page_wanted(self, page: int) -> None:
        """The newest wishes come first: who scrolls fast has left the others behind."""
        if page in self._fetching:
            return
        if page in self._pages:
            self._pages.remove(page)
        self._pages.append(page)
        self._turning.start()

    @Slot()
    def _turn(self) -> None:
        pages, self._pages = self._pages[-_PAGES_AT_ONCE:], []
        self._fetching |= set(pages)
        if pages:
            self._read(_finding(self._wanted, self._order, tuple(pages), whole=False), self._on_turned)

    def _on_turned(self, found: _Found) -> None:
        self._fetching -= set(found.pages)
        for page, rows in found.pages.items():
            self._model.put(page, rows)


def _finding(
    wanted: DocumentFilter, order: Order, pages: tuple[int, ...], *, whole: bool
) -> Callable[[Parts], _Found]:
    def read(parts: Parts) -> _Found:
        store = parts.store()
        found: dict[int, Sequence[DocumentRow]] = {}
        for page in pages:
            part = replace(wanted, offset=page * PAGE, limit=PAGE)
            found[page] = store.document_list.rows(part, order)
        if not whole:
            return _Found(None, found, None)
        destinations = {destination.id: destination.name for destination in store.outbox.destinations()}
        companies = tuple(store.document_list.companies())
        accounts = {account.id: _named(account) for account in store.accounts.all()}
        surroundings = Surroundings(destinations, companies, accounts)
        return _Found(surroundings, found, store.document_list.totals(wanted))

    return read


def _named(account: Account) -> str:
    return f"{account.company} · {account.username}" if account.username else account.company


def _timer(parent: QObject, wait_ms: int, reaction: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(wait_ms)
    timer.timeout.connect(reaction)
    return timer
