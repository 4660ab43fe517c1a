"""What the panel of one account shows besides its line in the table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.domain.documents import Document, DocumentFilter
from app.domain.runs import CollectionRun
from app.ports.clock import Clock
from app.ports.overview import Month, month_of
from app.ports.store import Store

_RUNS: Final = 12
_DOCUMENTS: Final = 600
_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """`runs`: the last ones, newest first. `names`: the first few documents of each month."""

    account_id: int
    runs: tuple[CollectionRun, ...]
    names: Mapping[Month, tuple[str, ...]] = field(hash=False)


def account_details(store: Store, clock: Clock, account_id: int) -> AccountDetails:
    """Slow enough for a thread of its own."""
    zone = clock.zone()
    names: defaultdict[Month, list[str]] = defaultdict(list)
    for document in store.documents.list(DocumentFilter(account_id=account_id, limit=_DOCUMENTS)):
        day = document.facts.issued or document.collected_at.astimezone(zone).date()
        listed = names[month_of(day)]
        if len(listed) < _NAMED:
            listed.append(name_of(document))
    return AccountDetails(
        account_id,
        tuple(store.runs.last(account_id, _RUNS)),
        {month: tuple(listed) for month, listed in names.items()},
    )


def name_of(document: Document) -> str:
    """Short enough for a list of some."""
    return document.facts.number or document.file_name
