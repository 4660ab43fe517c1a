"""A process to be killed: it stores documents as a collection does, and says each one once it is stored."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import SqlStore, open_store
from app.adapters.vault import ContentVault
from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.documents import NewDocument
from tests.contract.store.conftest import DRAFT, FACTS

DOCUMENTS = 100_000


def content_of(portal_document_id: str) -> bytes:
    return portal_document_id.encode() * 5000


def main(root: Path) -> None:
    folder = DataFolder(root)
    with DataFolderLock(folder, patience_s=10):
        store, vault = open_store(folder), ContentVault(folder.vault)
        vault.sweep()
        if not store.accounts.all():
            store.accounts.add(DRAFT)
        if not store.outbox.destinations():
            store.outbox.add_destination("folder", DestinationKind.FOLDER, {}, ExportRule())
        collect(store, vault, root)


def collect(store: SqlStore, vault: ContentVault, root: Path) -> None:
    account = store.accounts.all()[0].id
    known = store.documents.known(account)

    def keep(number: int) -> None:
        portal_document_id = f"id-{number}"
        if portal_document_id in known:
            return
        source = root.parent / f"{number % 100}.fetched"
        source.write_bytes(content_of(portal_document_id))
        document = NewDocument(portal_document_id, "f.pdf", FACTS, "texte du fichier")
        store.documents.add(account, None, document, vault.put(source, ".pdf"))
        sys.stdout.write(f"{portal_document_id}\n")
        sys.stdout.flush()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(DOCUMENTS)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
