"""What was said to be stored is there after kill -9 at any moment, and nothing is there by halves."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
from app.adapters.store.sql_store import open_store
from app.adapters.vault import ContentVault
from app.domain.documents import DocumentFilter
from tests.contract.store.collecting_process import content_of

REPOSITORY = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("MOISSON_TEST_KILLS", "12"))
SEED = 20260115


@pytest.mark.chaos
def test_killed_again_and_again(tmp_path: Path) -> None:
    folder, chance, said = DataFolder(tmp_path / "data"), random.Random(SEED), set[str]()
    for number in range(KILLS):
        # The first ones die while the database is being made.
        said |= run_and_kill(folder, 0.1 * number if number < 4 else chance.uniform(0, 0.7), wait=number >= 4)
    vault = ContentVault(folder.vault)
    for path in vault.walk():
        content = path.read_bytes()
        assert hashlib.sha256(content).hexdigest() == path.parent.name + path.stem
    with DataFolderLock(folder):
        store = open_store(folder)
        store.check()
        documents = store.documents.list(DocumentFilter())
        stored = {document.portal_document_id for document in documents}
        assert len(documents) == len(stored)
        assert said <= stored and len(said) > 20
        for document in documents:
            content = vault.path(document.sha256, document.suffix).read_bytes()
            assert content == content_of(document.portal_document_id)
        [destination] = store.outbox.destinations()
        queued = [d.document.id for d in store.outbox.open_deliveries(destination.id)]
        assert sorted(queued) == sorted(document.id for document in documents)
        assert len(store.documents.list(DocumentFilter(text="fichier"))) == len(documents)
        assert store.documents.known(documents[0].account_id) == stored
        vault.sweep()
        assert {entry.name[:2] for entry in folder.vault.iterdir() if len(entry.name) != 2} == set()
        store.close()


def run_and_kill(folder: DataFolder, after_s: float, *, wait: bool) -> set[str]:
    """What it said before it was killed. `wait`: until it has stored a first document."""
    command = [sys.executable, "-m", "tests.contract.store.collecting_process", str(folder.root)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    assert process.stdout is not None
    lines = [process.stdout.readline()] if wait else []
    time.sleep(after_s)
    process.kill()
    lines += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    # The last line may have been cut off in the middle: then nothing was said.
    return {line.strip() for line in lines if line.endswith("\n")}
