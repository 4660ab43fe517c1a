"""What was read of a document, put right by hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from PySide6.QtCore import QDate
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from app.domain.documents import Document, DocumentType
from app.domain.errors import ErrorCode, MoissonError
from app.i18n import mark, tr
from app.services.correct_document import CorrectDocument, Correction
from ui.bridge.desk import Desk
from ui.look.palette import GRID
from ui.texts.errors import failure_text
from ui.texts.flows import TYPES
from ui.widgets.labels import paragraph
from ui.widgets.question_dialog import QuestionDialog
from ui.words import locale

_CURRENCIES: Final = ("EUR", "CHF", "GBP", "USD")
_GROUP: Final = 3
_GROUPED: Final = {sign: re.compile(rf"-?(\d+|\d{{1,3}}(\{sign}\d{{3}})+)", re.ASCII) for sign in ",."}
_FAULTS: Final = {
    "number": mark("A number has at most 80 characters, all of them printable."),
    "issued": mark("Choose a date that an invoice can have."),
    "total": mark("Write the amount with at most four decimals, for example {example}."),
    "currency": mark("Write the three letters of the currency, for example EUR."),
    "document": mark("This document is there no more."),
}


class CorrectDialog(QuestionDialog):
    """Stays open until what was said is stored."""

    def __init__(self, desk: Desk, document: Document, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self.kind, self.number = QComboBox(), QLineEdit(document.facts.number or "")
        self.dated, self.issued = QCheckBox(), QDateEdit()
        self.total, self.currency = QLineEdit(), QComboBox()
        self.wrong = paragraph(role="wrong")
        self._faulty: QWidget | None = None
        self._build()
        self.words.also(self._say)
        self._show(document)
        self.kind.setFocus()

    def accept(self) -> None:
        try:
            said = self._said()
        except InvalidOperation:
            self._refuse(MoissonError(ErrorCode.INPUT_INVALID, field="total"))
            return
        document_id = self._document.id
        self.yes.setEnabled(False)
        self._desk.write(
            lambda parts, _: CorrectDocument(parts)(document_id, said), self._on_corrected, self._refuse
        )

    def _build(self) -> None:
        form, day, amount = QFormLayout(), QHBoxLayout(), QHBoxLayout()
        form.setSpacing(GRID + GRID // 2)
        self.issued.setCalendarPopup(True)
        self.dated.toggled.connect(self.issued.setEnabled)
        self.currency.setEditable(True)
        self.currency.addItems(["", *_CURRENCIES])
        day.addWidget(self.dated)
        day.addWidget(self.issued)
        day.addStretch(1)
        amount.addWidget(self.total, 1)
        amount.addWidget(self.currency)
        words = self.words
        for content, field, source in (
            (self.kind, self.kind, mark("Type")),
            (self.number, self.number, mark("Number")),
            (day, self.dated, mark("Date")),
            (amount, self.total, mark("Amount")),
        ):
            label = QLabel()
            label.setMinimumHeight(self.number.sizeHint().height())
            form.addRow(label, content)
            words.say(label.setText, source)
            words.say(field.setAccessibleName, source)
        words.say(self.issued.setAccessibleName, mark("Date"))
        words.say(self.currency.setAccessibleName, mark("Currency"))
        self.body.addLayout(form)
        self.body.addWidget(self.wrong)
        self.wrong.hide()

    def _show(self, document: Document) -> None:
        facts = document.facts
        issued = facts.issued or document.collected_at.date()
        self.kind.setCurrentIndex(list(DocumentType).index(facts.type))
        self.issued.setDate(QDate(issued.year, issued.month, issued.day))
        self.issued.setEnabled(facts.issued is not None)
        self.dated.setChecked(facts.issued is not None)
        self.total.setText("" if facts.total is None else _written(facts.total))
        self.currency.setCurrentText(facts.currency or "")

    def _say(self) -> None:
        chosen = max(0, self.kind.currentIndex())
        self.kind.clear()
        for kind in DocumentType:
            self.kind.addItem(tr(TYPES[kind]), kind)
        self.kind.setCurrentIndex(chosen)
        self.issued.setLocale(locale())
        self.issued.setDisplayFormat("d MMM yyyy")
        self.dated.setText(tr("known"))
        self.ask(
            tr("Correct this document"),
            tr("Exports that wait follow what you say here. What was delivered stays as it is."),
            tr("Save"),
        )

    def _said(self) -> Correction:
        """Raises InvalidOperation for what is no amount."""
        day = self.issued.date()
        written = self.total.text().strip()
        return Correction(
            type=DocumentType(self.kind.currentData()),
            number=self.number.text(),
            issued=date(day.year(), day.month(), day.day()) if self.dated.isChecked() else None,
            total=read_amount(written) if written else None,
            currency=self.currency.currentText(),
        )

    def _on_corrected(self, document: Document) -> None:
        super().accept()

    def _refuse(self, error: Exception) -> None:
        self.yes.setEnabled(True)
        faulty = str(error.facts.get("field", "")) if isinstance(error, MoissonError) else ""
        fields = {
            "number": self.number,
            "total": self.total,
            "issued": self.issued,
            "currency": self.currency,
        }
        if faulty in _FAULTS:
            self.wrong.setText(tr(_FAULTS[faulty], example=_written(Decimal("1234.56"))))
        else:
            self.wrong.setText(failure_text(error))
        self.wrong.show()
        self._mark_wrong(fields.get(faulty))

    def _mark_wrong(self, field: QWidget | None) -> None:
        for widget, is_wrong in ((self._faulty, False), (field, True)):
            if widget is not None:
                widget.setProperty("wrong", is_wrong)
                widget.style().polish(widget)
        self._faulty = field
        if field is not None:
            field.setFocus()


def read_amount(written: str) -> Decimal:
    """As people write it: 1 234,56 or 1,234.56 or 1234.56; in doubt as the language does. Raises
    InvalidOperation."""
    text = "".join(sign for sign in written if not sign.isspace() and sign not in "€$£'’").replace(
        "\u2212", "-"
    )
    comma, point = text.rfind(","), text.rfind(".")
    sign = "," if comma > point else "."
    other = "." if sign == "," else ","
    is_group = text.count(sign) > 1 or (
        other not in text and sign != locale().decimalPoint() and len(text.rpartition(sign)[2]) == _GROUP
    )
    whole, _, parts = (text, "", "") if is_group else text.partition(sign)
    grouped = _GROUPED[sign if is_group else other]
    if not grouped.fullmatch(whole) or not (parts or "0").isdecimal():
        raise InvalidOperation(written)
    digits = whole.replace(",", "").replace(".", "")
    return Decimal(f"{digits}.{parts}" if parts else digits)


def _written(total: Decimal) -> str:
    text = format(total, "f")
    return text.replace(".", locale().decimalPoint())
