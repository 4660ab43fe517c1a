"""Collects and exports the documents of a scripted portal; made to be killed."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.domain.accounts import Secrets
from app.domain.runs import Phase, VisitOptions
from app.ports.collector import Visit
from app.services.collect_accounts import CollectAccounts
from app.services.deliver_documents import DeliverDocuments
from tests.unit.services.service_parts import Person, ServiceParts, make_fetched

COUNT = 60


def fetch_new(visit: Visit) -> None:
    """As the web connector does: several at a time, known ones left alone."""
    visit.enter(Phase.FETCHING)
    visit.count(listed=COUNT)
    wanted = [number for number in range(COUNT) if f"id-{number}" not in visit.known]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: visit.keep(make_fetched(visit.work_dir, number)), wanted))


def main() -> None:
    parts = ServiceParts(Path(sys.argv[1]))
    parts.scripted.default = fetch_new
    [account] = parts.store().accounts.all()
    parts.kept_secrets.save(account.id, Secrets("s3cret"))
    print("started", flush=True)
    CollectAccounts(parts, parts.progress, parts.cancellation)((), VisitOptions(), Person())
    [destination] = parts.store().outbox.destinations()
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    print("done", flush=True)


if __name__ == "__main__":
    main()
