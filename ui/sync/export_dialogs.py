"""What is shown and asked before documents go out, and before a destination goes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from app.domain.deliveries import DestinationKind
from app.i18n import mark, tr, trn
from app.services.destination_overview import DestinationRow
from app.services.manage_destinations import Preview
from ui.look.palette import GRID, LIST_DIALOG_WIDTH
from ui.texts.destinations import preview_text
from ui.texts.times import number_text
from ui.widgets.labels import paragraph
from ui.widgets.question_dialog import QuestionDialog

_SHOWN: Final = 500


class PreviewDialog(QuestionDialog):
    """What the next export would send. Accepted: send it."""

    def __init__(self, row: DestinationRow, preview: Preview, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._row, self._preview = row, preview
        self.names, self.rest = QListWidget(), paragraph(role="muted")
        self.names.addItems([item.name for item in preview.items[:_SHOWN]])
        self.names.setMinimumHeight(24 * GRID)
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setMinimumWidth(LIST_DIALOG_WIDTH)
        self.names.setVisible(bool(preview.items))
        self.rest.setVisible(len(preview.items) > _SHOWN)
        self.yes.setVisible(bool(preview.items))
        self.body.addWidget(self.names)
        self.body.addWidget(self.rest)
        self.words.say(self.names.setAccessibleName, mark("Names of the files"))
        self.words.also(self._say)

    def _say(self) -> None:
        name, count = self._row.destination.name, len(self._preview.items)
        question = (
            tr("First export to {name}", name=name)
            if self._preview.first and count
            else tr("Next export to {name}", name=name)
        )
        said = preview_text(self._preview) if count else tr("Nothing waits: everything it takes is there.")
        if self._preview.first and count:
            said += " " + tr(
                "Accounting software often takes over at once what lies there: look before you send."
            )
        send = trn("Send {number} document", "Send {number} documents", count, number=number_text(count))
        self.ask(question, said, send)
        self.no.setText(tr("Not now") if count else tr("Close"))
        left = len(self._preview.items) - _SHOWN
        self.rest.setText(trn("and {count} more", "and {count} more", max(left, 0)))


class RemoveDestinationDialog(QuestionDialog):
    """Says what stays and what does not happen any more."""

    def __init__(self, row: DestinationRow, parent: QWidget | None) -> None:
        super().__init__(parent, is_grave=True)
        self._row = row
        self.words.also(self._say)

    def _say(self) -> None:
        row = self._row
        said = [tr("Nothing is deleted there: what was delivered stays where it is.")]
        if row.waiting:
            said.append(
                trn(
                    "The {number} document that waits is not sent.",
                    "The {number} documents that wait are not sent.",
                    row.waiting,
                    number=number_text(row.waiting),
                )
            )
        if row.destination.kind is DestinationKind.GOOGLE_DRIVE:
            said.append(tr("Moisson gives back its access to this Google Drive."))
        self.ask(tr("Remove {name}?", name=row.destination.name), " ".join(said), tr("Remove"))
