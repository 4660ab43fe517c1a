from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.documents import DocumentFilter, DocumentType
from app.domain.errors import CancelledError, ErrorCode, MoissonError
from app.ports.document_list import Order
from app.services.correct_document import CorrectDocument, Correction
from app.services.export_table import ExportTable, TableColumn, TableForm, harmless
from tests.unit.services.exporting import Exporting
from tests.unit.services.service_parts import ServiceParts

FORM = TableForm(
    {column: column.value.title() for column in TableColumn},
    {kind: kind.value for kind in DocumentType},
    True,
)
ALL = DocumentFilter()


def export(parts: ServiceParts, path: Path, form: TableForm = FORM, wanted: DocumentFilter = ALL) -> int:
    return ExportTable(parts, form, parts.cancellation).of_filter(wanted, Order(), path)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_one_line_per_document(parts: ServiceParts, exporting: Exporting, tmp_path: Path) -> None:
    first, second = parts.add_documents(2)
    exporting.export()
    said = Correction(DocumentType.CREDIT_NOTE, None, None, Decimal("-1234.50"), "EUR")
    CorrectDocument(parts)(second.id, said)
    path = tmp_path / "list.csv"
    assert export(parts, path) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbfCompany;Supplier;Type;")
    assert path.read_bytes().count(b"\r\n") == 3
    day = first.collected_at.date().isoformat()
    assert read(path)[1:] == [
        ["EDF", "", "incoming_invoice", "F-0", "2026-01-01", "0", "EUR", first.file_name, day, "Factures"],
        ["EDF", "", "credit_note", "", "", "-1234,50", "EUR", second.file_name, day, "Factures"],
    ]
    assert [left.name for left in tmp_path.glob("*.part")] == []


def test_decimals_as_the_language_writes_them(parts: ServiceParts, tmp_path: Path) -> None:
    [document] = parts.add_documents(1)
    said = Correction(DocumentType.RECEIPT, total=Decimal("0.1"))
    CorrectDocument(parts)(document.id, said)
    export(parts, tmp_path / "a.csv", replace(FORM, decimal_comma=False))
    assert read(tmp_path / "a.csv")[1][5] == "0.1"


def test_only_what_the_filter_takes_in_its_order(parts: ServiceParts, tmp_path: Path) -> None:
    parts.add_documents(3)
    assert export(parts, tmp_path / "a.csv", wanted=DocumentFilter(text="F-1")) == 1
    ids = [document.id for document in parts.documents()]
    assert ExportTable(parts, FORM, parts.cancellation).of([ids[2], ids[0]], tmp_path / "b.csv") == 2
    assert [row[3] for row in read(tmp_path / "b.csv")[1:]] == ["F-2", "F-0"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "\n=cmd", "\u00a0=1"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["EDF", "F-2026-1", "a=b", "", "1 234", 'été; "x"'])
def test_other_texts_stay(text: str) -> None:
    assert harmless(text) == text


def test_a_cell_is_one_line() -> None:
    assert harmless("a\nb\r\nc\0") == "a b  c"


def test_a_folder_that_does_not_take_it(parts: ServiceParts, tmp_path: Path) -> None:
    parts.add_documents(1)
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "none" / "a.csv", tmp_path / "file" / "a.csv"):
        with pytest.raises(MoissonError) as caught:
            export(parts, path)
        assert caught.value.code is ErrorCode.FOLDER_UNUSABLE


def test_what_was_there_stays_until_all_is_written(parts: ServiceParts, tmp_path: Path) -> None:
    parts.add_documents(1)
    path = tmp_path / "a.csv"
    path.write_text("before")
    parts.cancellation.cancel()
    with pytest.raises(CancelledError):
        export(parts, path)
    assert path.read_text() == "before"
    assert not list(tmp_path.glob("*.part"))
