"""Documents that did not get to a destination, or did not stay there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.domain.errors import DestinationError
from app.i18n import mark, tr, trn
from app.services.destination_overview import DestinationRow, Trouble, find_removed, troubles_of
from ui.bridge.desk import Desk
from ui.bridge.tasks import Task
from ui.look.palette import GRID, LIST_DIALOG_WIDTH
from ui.texts.documents import reason_text
from ui.texts.errors import failure_text
from ui.texts.outcomes import delivery_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph
from ui.widgets.question_dialog import QuestionDialog

_ID: Final = Qt.ItemDataRole.UserRole


class TroublesDialog(QuestionDialog):
    """Those that were removed there go again if they are ticked; the others say what to do."""

    again_wanted = Signal(object)
    """ids of documents"""

    def __init__(self, desk: Desk, row: DestinationRow, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk, self._row = desk, row
        self._known: list[Trouble] | None = None
        self._removed: list[Trouble] | None = None
        self._looking: Task | None = None
        self._failure: Exception | None = None
        self.list, self.look, self.said = QListWidget(), text_button(), paragraph(role="muted")
        self.list.setMinimumHeight(24 * GRID)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(LIST_DIALOG_WIDTH)
        self.list.itemChanged.connect(self._count)
        self.look.clicked.connect(self._look)
        self.body.addWidget(self.list)
        self.body.addWidget(self.said)
        self.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.words.say(self.list.setAccessibleName, mark("Documents"))
        self.words.also(self._say)
        self._desk.read(lambda parts: troubles_of(parts.store(), row.destination), self._on_read)

    @property
    def ticked(self) -> list[int]:
        items = (self.list.item(line) for line in range(self.list.count()))
        return [int(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def accept(self) -> None:
        self.again_wanted.emit(self.ticked)
        super().accept()

    def done(self, result: int) -> None:
        if self._looking is not None:
            self._looking.cancel()
        super().done(result)

    def _on_read(self, troubles: list[Trouble]) -> None:
        self._known = troubles
        self._fill()

    @Slot()
    def _look(self) -> None:
        destination = self._row.destination
        self._failure = None
        self._looking = self._desk.search(
            lambda parts, cancellation: find_removed(parts, destination, cancellation),
            self._on_looked,
            self._on_look_failed,
        )
        self._say()

    def _on_looked(self, removed: list[Trouble]) -> None:
        self._looking, self._removed = None, removed
        self._fill()

    def _on_look_failed(self, error: Exception) -> None:
        self._looking, self._failure = None, error
        self._say()

    def _fill(self) -> None:
        told = (*(self._removed or ()), *(self._known or ()))
        found = {trouble.document_id: trouble for trouble in told}
        self.list.blockSignals(True)
        self.list.clear()
        for trouble in found.values():
            self.list.addItem(_item(trouble))
        self.list.blockSignals(False)
        self._say()

    def _say(self) -> None:
        name, count = self._row.destination.name, self.list.count()
        self.ask(tr("What is left at {name}", name=name), self._summary(count), "")
        self.no.setText(tr("Close"))
        self.look.setText(
            tr("Looking…") if self._looking else tr("Look whether all the others are still there")
        )
        self.look.setEnabled(self._looking is None)
        self.list.setVisible(count > 0)
        self.said.setText(self._found_text())
        self.said.setVisible(bool(self.said.text()))
        self._count()

    def _summary(self, count: int) -> str:
        if self._known is None:
            return tr("Looking…")
        if not count:
            return tr("No document was refused.")
        return trn("{count} document is not there.", "{count} documents are not there.", count)

    def _found_text(self) -> str:
        if isinstance(self._failure, DestinationError):
            facts = {**self._row.destination.settings, **self._failure.facts}
            return delivery_text(self._failure.outcome, self._row.destination.name, facts)
        if self._failure is not None:
            return failure_text(self._failure)
        if self._removed is None:
            return ""
        count = len(self._removed)
        if not count:
            return tr("Everything that was delivered is still there, unchanged.")
        return trn(
            "{count} document was removed or changed there. It goes again only if you want it.",
            "{count} documents were removed or changed there. They go again only if you want them.",
            count,
        )

    @Slot()
    def _count(self) -> None:
        count = len(self.ticked)
        self.yes.setText(trn("Send {count} again", "Send {count} again", count))
        self.yes.setVisible(count > 0)
        self.adjustSize()


def _item(trouble: Trouble) -> QListWidgetItem:
    item = QListWidgetItem(f"{trouble.name}\n{reason_text(trouble.reason)}")
    item.setData(_ID, trouble.document_id)
    if trouble.can_go_again:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Unchecked)
    return item
