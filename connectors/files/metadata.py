"""The facts of a document: from its XML, its text, the link and the row; what is uncertain stays empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from app.domain.documents import DocumentFacts, DocumentType, Source
from connectors.files.classification import decide_type, title_type
from connectors.files.labelled import Labelled, LabelledText
from connectors.files.pdf import PdfFacts
from connectors.files.supplier import find_supplier
from connectors.pages.document_words import type_hint_of
from connectors.pages.listing import TypeHint
from connectors.pages.values import FoundAmount, FoundDate, find_amounts, find_dates, month_comes_first

_SURE, _LIKELY = 0.85, 0.65
# "N°" alone, on a paper whose title says what it is.
_BARE = 0.34
_STATED = ("incoming_invoice", "credit_note", "receipt", "statement")


class PortalFacts(Protocol):
    """What the portal said in a row or a link."""

    @property
    def text(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def issued(self) -> date | None: ...
    @property
    def total(self) -> Decimal | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def type_hint(self) -> TypeHint | None: ...


@dataclass(frozen=True, slots=True)
class _Fact:
    value: object
    sure: float
    source: Source


_UNKNOWN = _Fact(None, 0.0, Source.ROW)


def metadata(row: PortalFacts | None, pdf: PdfFacts | None, link: PortalFacts | None = None) -> DocumentFacts:
    """The facts of one file. `row`: what the list said; `link`: what stood beside the file itself."""
    reading = _Reading(row, pdf if pdf is not None and pdf.pages else None, link)
    number, issued, total = reading.number(), reading.issued(), reading.total()
    facts = (number, issued, total)
    amount = total.value if isinstance(total.value, Decimal) else None
    kind = reading.kind(amount, bool(number.value and total.value is not None))
    known = [f for f in facts if f.value is not None]
    source = next((s for s in (Source.FACTURX, Source.TEXT) if any(f.source is s for f in known)), Source.ROW)
    return DocumentFacts(
        type=kind,
        number=number.value if isinstance(number.value, str) else None,
        issued=issued.value if isinstance(issued.value, date) else None,
        total=amount,
        currency=reading.currency(),
        supplier=reading.supplier(),
        confidence=round(sum(min(f.sure, 1.0) for f in facts) / len(facts), 2),
        source=source,
    )


class _Reading:
    """One document, asked fact by fact."""

    def __init__(self, row: PortalFacts | None, pdf: PdfFacts | None, link: PortalFacts | None) -> None:
        self.pdf, self.row, self.link = pdf, row, link
        self.xml = pdf.facturx if pdf else None
        self.text = pdf.text if pdf else ""
        self.labels = LabelledText(pdf.pieces if pdf else ())
        # A row without a word for an invoice may be an order: its values are the order's.
        self.row_speaks = row is not None and row.type_hint in _STATED
        self._totals = self.labels.totals()

    @cached_property
    def amounts(self) -> list[FoundAmount]:
        return find_amounts(self.text)

    @cached_property
    def _stated(self) -> TypeHint | None:
        return title_type(self.pdf.pieces) if self.pdf else None

    def _told(self) -> list[tuple[PortalFacts, bool]]:
        """What the portal said, the link before the row, and whether it speaks of the document itself."""
        told = [(self.link, True)] if self.link is not None else []
        return told + ([(self.row, self.row_speaks)] if self.row is not None else [])

    def number(self) -> _Fact:
        if self.xml and self.xml.number:
            return _Fact(self.xml.number, 1.0, Source.FACTURX)
        told = [(facts.number, own) for facts, own in self._told() if facts.number]
        labelled = self.labels.numbers()
        best = labelled[0] if labelled else None
        if best and best.sure >= _SURE:
            agreed = next(
                (n for n, _ in told if any(n == f.value for f in labelled if f.sure >= _SURE)), None
            )
            return _Fact(agreed or best.value, 0.97 if agreed else 0.9, Source.TEXT)
        for number, own in told:
            if own and number in self.text:
                return _Fact(number, 0.9, Source.TEXT)
        if best and best.sure >= _LIKELY:
            return _Fact(best.value, 0.7, Source.TEXT)
        if (
            best
            and best.sure >= _BARE
            and self._stated
            and (len(labelled) == 1 or labelled[1].sure < best.sure)
        ):
            return _Fact(best.value, 0.55, Source.TEXT)
        return next((_Fact(number, 0.5, Source.ROW) for number, own in told if own), _UNKNOWN)

    def issued(self) -> _Fact:
        if self.xml and self.xml.issued:
            return _Fact(self.xml.issued, 1.0, Source.FACTURX)
        told = [(facts.issued, own) for facts, own in self._told() if facts.issued]
        month_first = month_comes_first([self.text])
        labelled = self.labels.dates(month_first)
        for found in labelled:
            if found.sure >= _LIKELY * 0.9:
                return self._dated(found, [d for d, _ in told if d])
        written = {f.date for f in find_dates(self.text, month_first=month_first) if f.precise}
        for day, own in told:
            if own and day in written:
                return _Fact(day, 0.8, Source.TEXT)
        if len(written) == 1 and not labelled:
            return _Fact(written.pop(), 0.6, Source.TEXT)
        return next((_Fact(day, 0.5, Source.ROW) for day, own in told if own), _UNKNOWN)

    @staticmethod
    def _dated(found: Labelled[FoundDate], told: Sequence[date]) -> _Fact:
        """03/04 may be April or March: what the portal said decides."""
        day = found.value.date
        if found.value.ambiguous and day not in told:
            swapped = date(day.year, day.day, day.month)
            if swapped in told:
                return _Fact(swapped, 0.9, Source.TEXT)
        return _Fact(day, 0.97 if day in told else 0.9 * min(1.0, found.sure + 0.1), Source.TEXT)

    def total(self) -> _Fact:
        told = [(facts.total, own) for facts, own in self._told() if facts.total is not None]
        if self.xml and self.xml.total is not None:
            return _Fact(
                self._signed(self.xml.total, [t for t, _ in told if t is not None]), 1.0, Source.FACTURX
            )
        best = self._totals[0] if self._totals else None
        if best and best.sure >= _LIKELY:
            agrees = any(t == best.value.value for t, _ in told)
            return _Fact(best.value.value, 0.97 if agrees else 0.9 * best.sure, Source.TEXT)
        written = {a.value for a in self.amounts}
        for amount, own in told:
            if amount in written:
                return _Fact(amount, 0.85 if own else 0.7, Source.TEXT)
        return next((_Fact(amount, 0.5, Source.ROW) for amount, own in told if own), _UNKNOWN)

    def _signed(self, total: Decimal, told: Sequence[Decimal]) -> Decimal:
        """The XML of a credit note is unsigned; the document or the portal may state it as negative."""
        if self.xml and self.xml.is_credit and total > 0:
            stated = {a.value for a in self.amounts} | set(told)
            if -total in stated and (total not in stated or self._is_negative_total(total)):
                return -total
        return total

    def _is_negative_total(self, total: Decimal) -> bool:
        return any(found.value.value == -total for found in self._totals[:3])

    def currency(self) -> str | None:
        if self.xml and self.xml.currency:
            return self.xml.currency
        if self._totals and self._totals[0].value.currency:
            return self._totals[0].value.currency
        stated = [a.currency for a in self.amounts if a.currency]
        if stated:
            return max(set(stated), key=stated.count)
        return next((facts.currency for facts, _ in self._told() if facts.currency), None)

    def supplier(self) -> str | None:
        if self.xml and self.xml.seller:
            return self.xml.seller
        return find_supplier(self.pdf) if self.pdf else None

    def kind(self, total: Decimal | None, has_facts: bool) -> DocumentType:
        link = self.link.type_hint or type_hint_of(self.link.text) if self.link else None
        kind = decide_type(
            stated=self._stated,
            link=link,
            row=self.row.type_hint if self.row else None,
            is_credit=self.xml.is_credit if self.xml else None,
            has_facts=has_facts,
        )
        if kind is DocumentType.INCOMING_INVOICE and total is not None and total < 0:
            return DocumentType.CREDIT_NOTE
        return kind


__all__ = ["FoundAmount", "PortalFacts", "metadata"]
