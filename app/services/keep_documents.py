"""Documents enter and leave the vault and the database together, whatever other threads do meanwhile."""

from __future__ import annotations

import threading
from dataclasses import replace

from app.domain.documents import Fetched, StoredFile
from app.ports.files import FileVault
from app.ports.parts import Parts
from app.ports.store import Store

# One content may belong to several accounts: nobody removes a file that somebody else is about to store.
_TOGETHER = threading.Lock()


def keep_document(
    parts: Parts, fetched: Fetched, suffix: str, *, account_id: int, run_id: int | None = None
) -> tuple[int, bool]:
    """Stores the file and its row for good: (document id, is it new). Raises MoissonError.

    A document without an id of its portal's is known by its content.
    """
    vault, document = parts.vault(), fetched.document
    file = vault.put(fetched.path, suffix, run_id)
    if not document.portal_document_id:
        document = replace(document, portal_document_id=f"sha256:{file.sha256}")
    with _TOGETHER:
        if not vault.path(file.sha256, file.suffix).exists():
            vault.put(fetched.path, file.suffix, run_id)  # removed with another account just now
        document_id, is_new = parts.store().documents.add(account_id, run_id, document, file)
        if not is_new:
            _remove_unless_stored(parts, document_id, file)
        vault.settle(file.sha256, file.suffix)
    return document_id, is_new


def remove_unfinished(store: Store, vault: FileVault) -> int:
    """Removes contents that a run which died put into the vault without storing their documents; how many.

    Call it before any run begins. A run that this database does not know, or knows to have ended, means that
    an older copy of the database was put back: then every file stays.
    """
    left = vault.unsettled()
    known = {(sha256, suffix) for sha256, suffix, _ in store.documents.contents()} if left else set()
    removed = 0
    for file in left:
        if (file.sha256, file.suffix) not in known and store.runs.is_unfinished(file.run_id):
            vault.remove(file.sha256, file.suffix)
            removed += 1
        vault.settle(file.sha256, file.suffix)
    return removed


def remove_account_rows(parts: Parts, account_id: int, *, keep_documents: bool) -> None:
    """Removes the account, and from the vault what no other account holds."""
    store = parts.store()
    with _TOGETHER:
        before = _contents(parts)
        store.accounts.remove(account_id, keep_documents=keep_documents)
        for sha256, suffix in before - _contents(parts):
            parts.vault().remove(sha256, suffix)


def _remove_unless_stored(parts: Parts, document_id: int, file: StoredFile) -> None:
    """Other bytes under a known id (a bill that its portal prints anew each time) leave nothing behind."""
    stored = parts.store().documents.get(document_id)
    content = (file.sha256, file.suffix)
    if stored and (stored.sha256, stored.suffix) != content and content not in _contents(parts):
        parts.vault().remove(*content)


def _contents(parts: Parts) -> set[tuple[str, str]]:
    return {(sha256, suffix) for sha256, suffix, _ in parts.store().documents.contents()}
