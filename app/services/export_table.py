"""A list of documents as a CSV file, which spreadsheets and accounting software read."""

from __future__ import annotations

import csv
import errno
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.domain.deliveries import DeliveryState
from app.domain.documents import DocumentFilter, DocumentType
from app.domain.errors import ErrorCode, MoissonError
from app.ports.document_list import DocumentRow, Order
from app.ports.parts import Parts
from app.services.cancellation import Cancellation

_AT_ONCE: Final = 500
# A cell that begins so is a formula to a spreadsheet, and what a supplier wrote must never be run.
_FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")


class TableColumn(StrEnum):
    COMPANY = "company"
    SUPPLIER = "supplier"
    TYPE = "type"
    NUMBER = "number"
    ISSUED = "issued"
    TOTAL = "total"
    CURRENCY = "currency"
    FILE_NAME = "file_name"
    COLLECTED = "collected"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class TableForm:
    """What the table says in the language of the user."""

    headings: Mapping[TableColumn, str] = field(hash=False)
    types: Mapping[DocumentType, str] = field(hash=False)
    decimal_comma: bool


class ExportTable:
    """UTF-8 with its mark, semicolons between cells, dates as ISO 8601."""

    def __init__(self, parts: Parts, form: TableForm, cancellation: Cancellation) -> None:
        self._parts = parts
        self._form = form
        self._cancellation = cancellation
        self._zone = parts.clock().zone()
        destinations = parts.store().outbox.destinations()
        self._destinations = {destination.id: destination.name for destination in destinations}

    def of_filter(self, wanted: DocumentFilter, order: Order, path: Path) -> int:
        """How many documents were written. The file is there whole or not at all. Raises MoissonError
        folder_unusable or disk_full, CancelledError."""
        return self.of(self._parts.store().document_list.ids(wanted, order), path)

    def of(self, document_ids: Sequence[int], path: Path) -> int:
        """The same, for some documents."""
        draft = path.with_name(path.name + ".part")
        try:
            with draft.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
                writer.writerow(self._form.headings[column] for column in TableColumn)
                count = 0
                for row in self._rows(document_ids):
                    writer.writerow(self._cells(row))
                    count += 1
            draft.replace(path)
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            code = ErrorCode.DISK_FULL if full else ErrorCode.FOLDER_UNUSABLE
            raise MoissonError(code, path=str(path), reason=os.strerror(error.errno or 0)) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return count

    def _rows(self, document_ids: Sequence[int]) -> Iterator[DocumentRow]:
        for start in range(0, len(document_ids), _AT_ONCE):
            self._cancellation.check()
            yield from self._parts.store().document_list.rows_of(document_ids[start : start + _AT_ONCE])

    def _cells(self, row: DocumentRow) -> Iterable[str]:
        document, facts = row.document, row.document.facts
        there = [mark for mark in row.marks if mark.state is DeliveryState.DELIVERED]
        names = [self._destinations.get(mark.destination_id, "") for mark in there]
        cells = {
            TableColumn.COMPANY: harmless(document.company),
            TableColumn.SUPPLIER: harmless(facts.supplier or ""),
            TableColumn.TYPE: self._form.types[facts.type],
            TableColumn.NUMBER: harmless(facts.number or ""),
            TableColumn.ISSUED: facts.issued.isoformat() if facts.issued else "",
            TableColumn.TOTAL: self._amount(facts.total),
            TableColumn.CURRENCY: harmless(facts.currency or ""),
            TableColumn.FILE_NAME: harmless(document.file_name),
            TableColumn.COLLECTED: document.collected_at.astimezone(self._zone).date().isoformat(),
            TableColumn.DELIVERED: harmless(", ".join(names)),
        }
        return [cells[column] for column in TableColumn]

    def _amount(self, total: Decimal | None) -> str:
        text = "" if total is None else format(total, "f")
        return text.replace(".", ",") if self._form.decimal_comma else text


def harmless(text: str) -> str:
    """On one line, and never a formula."""
    line = " ".join(text.split("\n")).replace("\r", " ").replace("\0", "")
    return f"'{line}" if _FORMULA.match(line) else line
