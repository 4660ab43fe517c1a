"""What a process that died between a file and its row leaves in the vault, and what must never be touched."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.adapters.vault import ContentVault
from app.domain.errors import Outcome
from app.services.keep_documents import keep_document, remove_unfinished
from tests.unit.services.service_parts import ServiceParts, make_fetched


class DiedError(Exception):
    """The process ends here."""


@pytest.fixture
def run_id(parts: ServiceParts) -> int:
    return parts.store().runs.start(parts.add_account().id, parts.clock().now()).id


def die_while_storing(parts: ServiceParts, run_id: int | None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is left."""

    def die(*_: object) -> None:
        raise DiedError

    with monkeypatch.context() as patch:
        patch.setattr(parts.store().documents, "add", die)
        with pytest.raises(DiedError):
            keep_document(parts, make_fetched(parts.root, 1), ".pdf", account_id=1, run_id=run_id)
    [left] = parts.vault_files()
    return left


def next_process(parts: ServiceParts) -> ContentVault:
    return ContentVault(parts.folder.vault)


def test_a_file_without_its_row_is_removed(
    parts: ServiceParts, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_while_storing(parts, run_id, monkeypatch)
    assert remove_unfinished(parts.store(), next_process(parts)) == 1
    assert not parts.vault_files()
    assert remove_unfinished(parts.store(), next_process(parts)) == 0


def test_a_file_whose_row_was_stored_stays(
    parts: ServiceParts, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Died right after the transaction."""
    monkeypatch.setattr(parts.vault(), "settle", lambda *_: None)
    keep_document(parts, make_fetched(parts.root, 1), ".pdf", account_id=1, run_id=run_id)
    assert len(next_process(parts).unsettled()) == 1
    assert remove_unfinished(parts.store(), next_process(parts)) == 0
    assert len(parts.vault_files()) == 1
    assert not next_process(parts).unsettled()


@pytest.mark.parametrize("known", [True, False], ids=["the run has ended", "the run is unknown"])
def test_an_older_copy_of_the_database_costs_no_file(
    parts: ServiceParts, run_id: int, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The document was stored, then an older database was put back: the file is all that is left of it."""
    left = die_while_storing(parts, run_id if known else run_id + 1, monkeypatch)
    [run] = parts.store().runs.last(1)
    parts.store().runs.finish(replace(run, outcome=Outcome.OK))
    assert remove_unfinished(parts.store(), next_process(parts)) == 0
    assert left.exists()
    assert not next_process(parts).unsettled()


def test_what_lay_there_before_is_nobodys_left_over(
    parts: ServiceParts, run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.vault().put(make_fetched(parts.root, 1).path, ".pdf")
    left = die_while_storing(parts, run_id, monkeypatch)
    assert remove_unfinished(parts.store(), next_process(parts)) == 0
    assert left.exists()


def test_a_stored_document_leaves_no_note(parts: ServiceParts, run_id: int) -> None:
    keep_document(parts, make_fetched(parts.root, 1), ".pdf", account_id=1, run_id=run_id)
    # The portal prints the same bill anew: other bytes under a known id.
    again = make_fetched(parts.root, 1, content=b"%PDF-1.4 printed anew")
    assert keep_document(parts, again, ".pdf", account_id=1, run_id=run_id) == (1, False)
    assert not next_process(parts).unsettled()
    assert [path.name for path in parts.folder.vault.iterdir() if path.name.startswith(".")] == []
    assert len(parts.vault_files()) == 1


def test_a_file_under_way_in_this_process_is_left_alone(parts: ServiceParts, run_id: int) -> None:
    parts.vault().put(make_fetched(parts.root, 1).path, ".pdf", run_id)
    assert remove_unfinished(parts.store(), parts.vault()) == 0
    assert len(parts.vault_files()) == 1
