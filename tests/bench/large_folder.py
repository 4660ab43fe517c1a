"""A data folder as an accountant's after years: 500 accounts, 100,000 documents. Files are not there."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import md5, sha256
from pathlib import Path

from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import open_store
from app.adapters.system_clock import SystemClock
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.errors import Outcome
from app.domain.runs import Counts, Phase

ACCOUNTS = 500
DOCUMENTS = 100_000
_WORDS = (
    "abonnement électricité téléphone fibre carburant péage hébergement serveur licence publicité transport "
    "colis nettoyage assurance location entretien fournitures papier imprimante mobile internet conseil "
    "formation restauration hôtel billet train avion taxi parking eau gaz chauffage bureau stockage"
).split()
_DAYS = 3 * 365
_DELIVERED = 0.99
_WAITS = ("new", None, None)


def make_large_folder(root: Path, accounts: int = ACCOUNTS, documents: int = DOCUMENTS) -> DataFolder:
    """Always the same for the same numbers, but for dates: they end today."""
    folder = DataFolder(root).create()
    store = open_store(folder, clock=SystemClock())
    rng = random.Random(4)
    names = [f"{rng.choice(_WORDS).title()} {rng.choice(_WORDS).title()} {n:03}" for n in range(accounts)]
    made = [
        store.accounts.add(
            AccountDraft(
                name, AccountKind.PORTAL, portal_id=None, url=f"https://p{n}.example/", username="me"
            )
        )
        for n, name in enumerate(names)
    ]
    for account in made:
        run = store.runs.start(account.id, datetime.now(UTC) - timedelta(hours=rng.randrange(1, 20)))
        store.runs.finish(_ended(run, rng.choice((Outcome.OK, Outcome.OK, Outcome.PARTIAL))))
    store.outbox.add_destination(
        "Factures", DestinationKind.FOLDER, {"path": str(root / "out")}, ExportRule()
    )
    store.close()
    with closing(sqlite3.connect(folder.database)) as database, database:
        _insert(database, rng, [(account.id, account.company) for account in made], documents)
    return folder


def _ended(run: object, outcome: Outcome) -> object:
    from dataclasses import replace

    return replace(run, outcome=outcome, phase=Phase.DONE, counts=Counts(listed=12, known=12))


def _insert(
    database: sqlite3.Connection, rng: random.Random, accounts: list[tuple[int, str]], documents: int
) -> None:
    rows = list(_rows(rng, accounts, documents))
    columns = (
        "id account_id portal_document_id file_name sha256 md5 size suffix type number issued total currency "
        "supplier confidence source collected_at"
    ).split()
    database.executemany(
        f"INSERT INTO documents ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
        [row[:-1] for row in rows],
    )
    database.executemany(
        "INSERT INTO document_search (rowid, supplier, number, file_name, text) VALUES (?, ?, ?, ?, ?)",
        [(row[0], row[13], row[9], row[3], row[-1]) for row in rows],
    )
    database.executemany(
        "INSERT INTO deliveries (destination_id, document_id, sha256, state, place, attempts, delivered_at)"
        " VALUES (1, ?, ?, ?, ?, 0, ?)",
        [
            (row[0], row[4], *(("delivered", row[3], row[16]) if rng.random() < _DELIVERED else _WAITS))
            for row in rows
            if row[8] in ("incoming_invoice", "credit_note")
        ],
    )


def _rows(
    rng: random.Random, accounts: list[tuple[int, str]], documents: int
) -> Iterator[tuple[object, ...]]:
    today = date.today()
    for number in range(1, documents + 1):
        account_id, company = accounts[number % len(accounts)]
        issued = today - timedelta(days=rng.randrange(_DAYS))
        name = f"facture-{number:06}"
        text = " ".join(rng.choices(_WORDS, k=40))
        yield (
            number,
            account_id,
            name,
            f"{name}.pdf",
            sha256(name.encode()).hexdigest(),
            md5(name.encode(), usedforsecurity=False).hexdigest(),
            rng.randrange(20_000, 300_000),
            ".pdf",
            rng.choice(("incoming_invoice", "incoming_invoice", "credit_note", "statement")),
            f"F-{number:06}",
            issued.isoformat(),
            f"{rng.randrange(100, 500_000) / 100:.2f}",
            "EUR",
            company,
            0.9,
            "text",
            datetime.now(UTC).isoformat(timespec="microseconds"),
            text,
        )
