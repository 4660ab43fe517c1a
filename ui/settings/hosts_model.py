"""The table of hosts that were contacted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.contacts import Contact, Purpose
from app.i18n import mark, tr
from ui.texts.times import exact_text, moment_text, number_text

_HEADERS: Final = (mark("Host"), mark("Why"), mark("For"), mark("Last"), mark("Runs"))
PURPOSES: Final = {
    Purpose.VISIT: mark("Visit to the portal"),
    Purpose.DELIVERY: mark("Export"),
    Purpose.CONSENT: mark("Consent"),
}
_RUNS: Final = len(_HEADERS) - 1
_Index = QModelIndex | QPersistentModelIndex


class HostsModel(QAbstractTableModel):
    """`show` puts other rows in; words are asked for when they are painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Contact] = ()
        self._rows: list[Contact] = []
        self._text = ""
        self._now: datetime | None = None
        self._zone: tzinfo | None = None

    def show_contacts(self, contacts: Sequence[Contact], now: datetime, zone: tzinfo) -> None:
        self._all, self._now, self._zone = contacts, now, zone
        self._renew()

    def search(self, text: str) -> None:
        """Those that hold every word in host, company or destination."""
        self._text = text
        self._renew()

    def say_again(self) -> None:
        """In another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, _RUNS)
        self._renew()

    def _renew(self) -> None:
        words = self._text.casefold().split()
        self.beginResetModel()
        self._rows = [
            contact
            for contact in self._all
            if all(word in f"{contact.host} {contact.subject}".casefold() for word in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's name and default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's name and default
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(  # noqa: N802  # Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADERS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        contact = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(contact)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and self._zone:
            return tr(
                "First {first}, last {last}",
                first=exact_text(contact.first_at, self._zone),
                last=exact_text(contact.last_at, self._zone),
            )
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def _said(self, contact: Contact) -> tuple[str, ...]:
        last = moment_text(contact.last_at, self._now, self._zone) if self._now and self._zone else ""
        return (
            contact.host,
            tr(PURPOSES[contact.purpose]),
            contact.subject,
            last,
            number_text(contact.times),
        )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == _RUNS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
