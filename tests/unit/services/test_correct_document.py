from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.deliveries import ExportRule
from app.domain.documents import Document, DocumentType, Source
from app.domain.errors import ErrorCode, MoissonError
from app.services.correct_document import CorrectDocument, Correction
from app.services.manage_destinations import ManageDestinations
from tests.unit.services.exporting import Exporting
from tests.unit.services.service_parts import ServiceParts

SAID = Correction(DocumentType.INCOMING_INVOICE, "N-7", date(2026, 2, 3), Decimal("12.50"), "CHF")


@pytest.fixture
def document(parts: ServiceParts) -> Document:
    [document] = parts.add_documents(1)
    return document


def test_what_was_said_is_kept_as_said_by_hand(parts: ServiceParts, document: Document) -> None:
    corrected = CorrectDocument(parts)(document.id, SAID)
    assert Correction.of(corrected) == SAID
    assert (corrected.facts.source, corrected.facts.confidence) == (Source.MANUAL, 1.0)
    assert parts.documents() == [corrected]


def test_words_are_tidied(parts: ServiceParts, document: Document) -> None:
    said = replace(SAID, number="  A \t 1 ", currency="eur ")
    assert Correction.of(CorrectDocument(parts)(document.id, said)) == replace(
        SAID, number="A 1", currency="EUR"
    )


def test_nothing_may_be_known(parts: ServiceParts, document: Document) -> None:
    said = Correction(DocumentType.OTHER, "", None, None, "")
    assert Correction.of(CorrectDocument(parts)(document.id, said)) == Correction(DocumentType.OTHER)


def test_saying_what_is_known_changes_nothing(parts: ServiceParts, document: Document) -> None:
    assert CorrectDocument(parts)(document.id, Correction.of(document)) == document
    assert parts.documents() == [document]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (replace(SAID, number="x" * 81), "number"),
        (replace(SAID, number="a\x07"), "number"),
        (replace(SAID, issued=date(1026, 1, 1)), "issued"),
        (replace(SAID, total=Decimal("NaN")), "total"),
        (replace(SAID, total=Decimal("Infinity")), "total"),
        (replace(SAID, total=Decimal("1.00001")), "total"),
        (replace(SAID, total=Decimal(10) ** 12), "total"),
        (replace(SAID, currency="EURO"), "currency"),
        (replace(SAID, currency="€"), "currency"),
    ],
)
def test_what_cannot_be(parts: ServiceParts, document: Document, said: Correction, field: str) -> None:
    with pytest.raises(MoissonError) as caught:
        CorrectDocument(parts)(document.id, said)
    assert (caught.value.code, caught.value.facts["field"]) == (ErrorCode.INPUT_INVALID, field)
    assert parts.documents() == [document]


def test_a_document_that_is_gone(parts: ServiceParts) -> None:
    with pytest.raises(MoissonError) as caught:
        CorrectDocument(parts)(5, SAID)
    assert caught.value.facts == {"field": "document"}


def test_the_next_export_sends_the_corrected_one_under_its_new_name(
    parts: ServiceParts, exporting: Exporting, document: Document
) -> None:
    CorrectDocument(parts)(document.id, SAID)
    exporting.export()
    assert [path.name for path in exporting.folder.iterdir()] == ["2026-02-03_EDF_N-7_12.50CHF.pdf"]


def test_what_was_delivered_is_left_alone(
    parts: ServiceParts, exporting: Exporting, document: Document
) -> None:
    exporting.export()
    before = sorted(exporting.folder.iterdir())
    CorrectDocument(parts)(document.id, replace(SAID, type=DocumentType.RECEIPT))
    CorrectDocument(parts)(document.id, SAID)
    result = exporting.export()
    assert (result.delivered, sorted(exporting.folder.iterdir())) == (0, before)


def test_another_type_waits_elsewhere(parts: ServiceParts, exporting: Exporting, document: Document) -> None:
    receipts = parts.add_destination(ExportRule(types=(DocumentType.RECEIPT,)), "Reçus")
    CorrectDocument(parts)(document.id, replace(SAID, type=DocumentType.RECEIPT))
    manage = ManageDestinations(parts)
    assert len(manage.preview(receipts.id).items) == 1
    assert manage.preview(exporting.destination.id).items == ()
