from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.documents import DocumentType
from app.domain.errors import CancelledError, ErrorCode, MoissonError
from app.services.copy_documents import copy_documents
from app.services.correct_document import CorrectDocument, Correction
from tests.unit.services.service_parts import ServiceParts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "copies").mkdir()
    return tmp_path / "copies"


def test_copies_have_readable_names_and_are_not_the_vault(parts: ServiceParts, folder: Path) -> None:
    first, second = parts.add_documents(2)
    made = copy_documents(parts, [second.id, first.id], folder)
    assert [path.name for path in made] == [
        "2026-01-02_EDF_F-1_1.00EUR.pdf",
        "2026-01-01_EDF_F-0_0.00EUR.pdf",
    ]
    kept = parts.vault().path(second.sha256, second.suffix)
    made[0].write_bytes(b"changed")
    assert kept.read_bytes() == b"%PDF-1.4 1"


def test_two_of_one_name_are_told_apart(parts: ServiceParts, folder: Path) -> None:
    ids = [document.id for document in parts.add_documents(2)]
    for number in ids:
        CorrectDocument(parts)(number, Correction(DocumentType.RECEIPT, "same"))
    names = {path.name for path in copy_documents(parts, ids, folder)}
    assert len(names) == 2
    assert len({path.name for path in copy_documents(parts, ids, folder)} | names) == 4


def test_a_file_that_the_vault_has_lost(parts: ServiceParts, folder: Path) -> None:
    [document] = parts.add_documents(1)
    parts.vault().remove(document.sha256, document.suffix)
    with pytest.raises(MoissonError) as caught:
        copy_documents(parts, [document.id], folder)
    assert caught.value.code is ErrorCode.FILE_UNREADABLE


def test_it_stops_when_it_is_asked_to(parts: ServiceParts, folder: Path) -> None:
    [document] = parts.add_documents(1)
    parts.cancellation.cancel()
    with pytest.raises(CancelledError):
        copy_documents(parts, [document.id], folder, parts.cancellation)
    assert list(folder.iterdir()) == []
