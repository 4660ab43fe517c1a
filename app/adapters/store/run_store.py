from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from app.adapters.store.database import Database
from app.adapters.store.tables import documents, runs
from app.domain.errors import Outcome
from app.domain.runs import CollectionRun, Counts, Phase


class SqlRunStore:
    """RunStore. A run's documents are those that were stored in its name, also when its process died."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, account_id: int, started_at: datetime) -> CollectionRun:
        run = CollectionRun(id=0, account_id=account_id, started_at=started_at)
        values = {**_values(run), "account_id": account_id, "started_at": started_at}
        with self._database.write() as connection:
            row = connection.execute(insert(runs).values(values).returning(runs)).one()
        return run_of(row, ())

    def finish(self, run: CollectionRun) -> None:
        with self._database.write() as connection:
            connection.execute(update(runs).where(runs.c.id == run.id).values(_values(run)))

    def last(self, account_id: int, count: int = 1) -> Sequence[CollectionRun]:
        newest = select(runs).where(runs.c.account_id == account_id).order_by(runs.c.id.desc()).limit(count)
        with self._database.read() as connection:
            rows = connection.execute(newest).all()
            stored = select(documents.c.run_id, documents.c.id).where(
                documents.c.run_id.in_([row.id for row in rows])
            )
            of_run: defaultdict[int, list[int]] = defaultdict(list)
            for run_id, document_id in connection.execute(stored.order_by(documents.c.id)):
                of_run[run_id].append(document_id)
        return [run_of(row, tuple(of_run[row.id])) for row in rows]

    def is_unfinished(self, run_id: int) -> bool:
        query = select(runs.c.id).where(runs.c.id == run_id, runs.c.outcome.is_(None))
        with self._database.read() as connection:
            return connection.execute(query).first() is not None


def _values(run: CollectionRun) -> dict[str, object]:
    return {
        "outcome": run.outcome.value if run.outcome else None,
        "phase": run.phase.value,
        "counts": asdict(run.counts),
        "duration_s": run.duration_s,
        "challenge": run.challenge,
        "evidence": run.evidence,
        "facts": [list(fact) for fact in run.facts],
    }


def run_of(row: Row[Any], stored: tuple[int, ...]) -> CollectionRun:
    return CollectionRun(
        id=row.id,
        account_id=row.account_id,
        started_at=row.started_at,
        outcome=Outcome(row.outcome) if row.outcome else None,
        phase=Phase(row.phase),
        counts=Counts(**row.counts),
        duration_s=row.duration_s,
        challenge=row.challenge,
        evidence=row.evidence,
        facts=tuple((key, value) for key, value in row.facts),
        documents=stored,
    )
