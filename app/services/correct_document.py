"""The user knows better than what was read of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from app.domain.documents import Document, DocumentType, Source
from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Parts

_LONGEST_NUMBER: Final = 80
_MOST: Final = Decimal(10) ** 12
_FINEST: Final = -4
_YEARS: Final = range(1900, 2200)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Correction:
    """All that can be corrected; None where the document says nothing."""

    type: DocumentType
    number: str | None = None
    issued: date | None = None
    total: Decimal | None = None
    currency: str | None = None

    @classmethod
    def of(cls, document: Document) -> Correction:
        """What is known now."""
        facts = document.facts
        return cls(facts.type, facts.number, facts.issued, facts.total, facts.currency)


class CorrectDocument:
    """What waits for delivery follows: a document that is no invoice any more is withdrawn from where only
    invoices go, and its new name is given to what has no place yet. What was delivered stays as it is."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, document_id: int, correction: Correction) -> Document:
        """Raises MoissonError input_invalid; `field`: which, "document" for one that is gone."""
        said = _tidied(correction)
        _check(said)
        documents = self._parts.store().documents
        document = documents.get(document_id)
        if document is not None and said == Correction.of(document):
            return document
        if document is not None:
            facts = replace(
                document.facts,
                type=said.type,
                number=said.number,
                issued=said.issued,
                total=said.total,
                currency=said.currency,
                confidence=1.0,
                source=Source.MANUAL,
            )
            document = documents.correct(document_id, facts)
        if document is None:
            raise MoissonError(ErrorCode.INPUT_INVALID, field="document")
        return document


def _tidied(said: Correction) -> Correction:
    number = " ".join((said.number or "").split())
    currency = (said.currency or "").strip().upper()
    return replace(said, number=number or None, currency=currency or None)


def _check(said: Correction) -> None:
    number, total, issued = said.number or "", said.total, said.issued
    if len(number) > _LONGEST_NUMBER or not (number or "x").isprintable():
        raise MoissonError(ErrorCode.INPUT_INVALID, field="number")
    if issued is not None and issued.year not in _YEARS:
        raise MoissonError(ErrorCode.INPUT_INVALID, field="issued")
    if total is not None and not _is_amount(total):
        raise MoissonError(ErrorCode.INPUT_INVALID, field="total")
    if said.currency is not None and not _CURRENCY.fullmatch(said.currency):
        raise MoissonError(ErrorCode.INPUT_INVALID, field="currency")


def _is_amount(total: Decimal) -> bool:
    exponent = total.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= _FINEST and abs(total) < _MOST
