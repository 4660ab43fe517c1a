"""The database, one Protocol per aggregate. Every method that writes is one durable transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from app.domain.accounts import Account, AccountDraft
from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportRule,
    Receipt,
)
from app.domain.documents import (
    Document,
    DocumentFacts,
    DocumentFilter,
    MissedDocument,
    NewDocument,
    StoredFile,
)
from app.domain.errors import DeliveryOutcome, DocumentFailure
from app.domain.issues import Issue
from app.domain.planning import Plan
from app.domain.runs import CollectionRun, SeenRow
from app.domain.schedules import EVERY_DAY, Hours, Subject
from app.ports.contacts import ContactStore
from app.ports.document_list import DocumentListStore
from app.ports.overview import OverviewStore


class AccountStore(Protocol):
    def add(self, draft: AccountDraft) -> Account: ...

    def get(self, account_id: int) -> Account | None: ...

    def all(self) -> Sequence[Account]: ...

    def update(self, account: Account) -> None:
        """Stores every field of an existing account; the company is created when it is new."""
        ...

    def remove(self, account_id: int, *, keep_documents: bool) -> None:
        """With keep_documents the account stays, closed, as the documents' origin, and is listed no more.

        Else documents, undelivered outbox rows, runs and issues of the account go; files stay for a sweep."""
        ...


class DocumentStore(Protocol):
    def known(self, account_id: int) -> frozenset[str]:
        """The portal document ids of the account that need not be fetched again."""
        ...

    def add(
        self, account_id: int, run_id: int | None, document: NewDocument, file: StoredFile
    ) -> tuple[int, bool]:
        """Stores a document and its deliveries in one transaction: (document id, is it new).

        The same bytes under the same account are the same document: the id is remembered as known and
        nothing is added."""
        ...

    def get(self, document_id: int) -> Document | None: ...

    def list(self, wanted: DocumentFilter) -> Sequence[Document]:
        """Newest issue date first."""
        ...

    def correct(self, document_id: int, facts: DocumentFacts) -> Document | None:
        """Stores what the user says of it. What waits follows in the same transaction: rules that take it
        now get it, those that take it no more do not; what was delivered stays. None: it is gone."""
        ...

    def contents(self) -> Sequence[tuple[str, str, int]]:
        """(sha256, suffix, size) of every content the vault must hold."""
        ...

    def record_missed(
        self, account_id: int, portal_document_id: str, label: str, reason: DocumentFailure
    ) -> None: ...

    def missed(self, account_id: int) -> Sequence[MissedDocument]:
        """Cleared per document as soon as it is stored."""
        ...

    def seen_rows(self, account_id: int) -> dict[str, SeenRow]: ...

    def record_row(self, account_id: int, row: SeenRow) -> None:
        """A row whose files were all taken is no longer missed itself."""
        ...


class RunStore(Protocol):
    def start(self, account_id: int, started_at: datetime) -> CollectionRun: ...

    def finish(self, run: CollectionRun) -> None: ...

    def last(self, account_id: int, count: int = 1) -> Sequence[CollectionRun]:
        """Newest first. A run whose process died has no outcome."""
        ...

    def is_unfinished(self, run_id: int) -> bool:
        """True for a run that began and has no outcome; False for an id that this database never gave."""
        ...


class OutboxStore(Protocol):
    def add_destination(
        self, name: str, kind: DestinationKind, settings: dict[str, str], rule: ExportRule
    ) -> Destination:
        """Also enqueues every stored document that the rule takes."""
        ...

    def update_destination(self, destination_id: int, name: str, rule: ExportRule) -> Destination:
        """What the new rule takes waits from now on; what it does not take and has not gone yet does not."""
        ...

    def destinations(self) -> Sequence[Destination]: ...

    def remove_destination(self, destination_id: int) -> None: ...

    def set_outcome(self, destination_id: int, outcome: DeliveryOutcome) -> None: ...

    def open_deliveries(self, destination_id: int) -> Sequence[Delivery]:
        """NEW and RESERVED, oldest document first."""
        ...

    def deliveries(self, destination_id: int, state: DeliveryState) -> Sequence[Delivery]: ...

    def reserve(self, places: dict[int, str]) -> None:
        """Commits delivery id -> place at the destination, before the first byte goes there."""
        ...

    def places(self, destination_id: int) -> frozenset[str]:
        """Every place that was ever reserved at the destination."""
        ...

    def release(self, delivery_id: int) -> None:
        """RESERVED -> NEW: the place turned out to be taken by something else."""
        ...

    def delivered(self, delivery_id: int, receipt: Receipt, at: datetime) -> None: ...

    def again(self, delivery_id: int, place: str) -> None:
        """Whatever became of it: RESERVED at a new place, because the user wants it there again."""
        ...

    def failed(self, delivery_id: int, reason: str, *, for_good: bool) -> None: ...


class IssueStore(Protocol):
    def open(
        self,
        kind: str,
        facts: dict[str, str],
        *,
        account_id: int | None = None,
        destination_id: int | None = None,
    ) -> Issue:
        """At most one open issue per kind and place: opening it again updates the facts and keeps `since`."""
        ...

    def close(
        self,
        *,
        account_id: int | None = None,
        destination_id: int | None = None,
        except_kind: str | None = None,
    ) -> None:
        """Closes every open issue of the account or destination, those of one kind excepted."""
        ...

    def all_open(self) -> Sequence[Issue]: ...


@dataclass(frozen=True, slots=True)
class StoredSchedule:
    """`interval`: None where the user said none, or the destination's own rule says it. `hours`: None where
    the user said none; hours that end as they begin are the whole day."""

    interval: timedelta | None = None
    days: tuple[int, ...] = EVERY_DAY
    hours: Hours | None = None
    plan: Plan = field(default_factory=Plan)


class ScheduleStore(Protocol):
    """What is not stored yet is as StoredSchedule() says. Gone with its account or destination."""

    def default_hours(self) -> Hours | None:
        """Those of accounts for which the user said none; None for the whole day."""
        ...

    def all(self) -> dict[Subject, StoredSchedule]: ...

    def get(self, subject: Subject) -> StoredSchedule: ...

    def change(self, subject: Subject, wishes: StoredSchedule) -> None:
        """Stores interval, days and hours; the plan stays."""
        ...

    def plan(self, subject: Subject, plan: Plan) -> None:
        """Does nothing for an account or destination that was removed meanwhile."""
        ...


class Store(Protocol):
    """Everything that one data folder remembers."""

    @property
    def installation(self) -> str:
        """A random name given to this database for life; it keeps secrets of two data folders apart."""
        ...

    @property
    def accounts(self) -> AccountStore: ...

    @property
    def documents(self) -> DocumentStore: ...

    @property
    def document_list(self) -> DocumentListStore: ...

    @property
    def runs(self) -> RunStore: ...

    @property
    def outbox(self) -> OutboxStore: ...

    @property
    def issues(self) -> IssueStore: ...

    @property
    def schedules(self) -> ScheduleStore: ...

    @property
    def overview(self) -> OverviewStore: ...

    @property
    def contacts(self) -> ContactStore: ...

    def close(self) -> None: ...
