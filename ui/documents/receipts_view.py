"""What became of a document at each destination, with the proof of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.deliveries import DeliveryState, DestinationKind
from app.i18n import tr
from app.ports.clock import Clock
from app.services.account_overview import Standing
from app.services.document_details import DeliveryReceipt
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.documents import SHAPES, STATES, reason_text
from ui.texts.times import exact_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph
from ui.widgets.shapes import ShapeLabel
from ui.words import Words


class ReceiptsView(QWidget):
    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._clock = theme, clock
        self._receipts: Sequence[DeliveryReceipt] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GRID)
        Words(self).also(self._fill)

    def show_receipts(self, receipts: Sequence[DeliveryReceipt]) -> None:
        if receipts != self._receipts:
            self._receipts = receipts
            self._fill()

    def _fill(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for receipt in self._receipts:
            self._layout.addWidget(_Line(receipt, self._theme, self._clock, self))
        if not self._receipts:
            label = paragraph(self, role="muted")
            label.setText(tr("There is no destination yet."))
            self._layout.addWidget(label)
        self._layout.addStretch(1)


class _Line(QWidget):
    def __init__(self, receipt: DeliveryReceipt, theme: Theme, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._address = receipt.address
        shape, text = ShapeLabel(theme), paragraph()
        shape.show_shape(SHAPES[receipt.state] if receipt.state else Standing.PAUSED)
        text.setText(receipt_text(receipt, clock))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(text)
        if receipt.address:
            words.addWidget(_place(receipt))
            self._button = text_button()
            in_drive = receipt.destination.kind is DestinationKind.GOOGLE_DRIVE
            self._button.setText(tr("Open in Drive") if in_drive else tr("Open the delivered file"))
            self._button.clicked.connect(self._on_clicked)
            words.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    @Slot()
    def _on_clicked(self) -> None:
        is_web = self._address.startswith("https://")
        QDesktopServices.openUrl(QUrl(self._address) if is_web else QUrl.fromLocalFile(self._address))


def receipt_text(receipt: DeliveryReceipt, clock: Clock) -> str:
    """“Drive: delivered on 3 nov. 2026, 07:12”"""
    name = receipt.destination.name
    if receipt.state is None:
        return tr("{name}: its rule leaves this document out", name=name)
    if receipt.state is DeliveryState.DELIVERED and receipt.delivered_at:
        when = exact_text(receipt.delivered_at, clock.zone())
        if receipt.already_there:
            return tr("{name}: was already there on {when}", name=name, when=when)
        return tr("{name}: delivered on {when}", name=name, when=when)
    state = tr(STATES[receipt.state])
    said = f"{name}: {state[:1].lower()}{state[1:]}"
    return f"{said}\n{reason_text(receipt.reason)}" if receipt.reason else said


def _place(receipt: DeliveryReceipt) -> QLabel:
    label = paragraph(role="muted")
    # A path has no spaces to break at: these have no width.
    label.setText(receipt.address.replace("/", "/\u200b"))
    label.setAccessibleName(receipt.address)
    label.setVisible(receipt.destination.kind is DestinationKind.FOLDER)
    return label
