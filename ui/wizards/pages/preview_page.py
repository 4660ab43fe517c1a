"""What the first export would deliver."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QListWidget, QSizePolicy

from app.i18n import mark, tr, trn
from app.services.manage_destinations import Preview
from ui.look.palette import GRID
from ui.texts.times import day_text
from ui.widgets.labels import paragraph
from ui.wizards.pages.form_page import FormPage

_SHOWN: Final = 200
_NAME = mark("Names of the files")
_NONE_YET = mark("No document is waiting yet: what is collected from now on is delivered to {where}.")
_DAYS = mark("Issued between {first} and {last}.")


class PreviewPage(FormPage):
    def build(self) -> None:
        found = self.form.facts.get("preview")
        self._preview = found if isinstance(found, Preview) else Preview((), first=True)
        self.summary = paragraph()
        self.words.also(lambda: self.summary.setText(self._summary_text()))
        self.column.addWidget(self.summary)
        self.names = QListWidget()
        self.names.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.names.addItems([item.name for item in self._preview.items[:_SHOWN]])
        self.names.setVisible(bool(self._preview.items))
        self.names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.names.setMinimumHeight(20 * GRID)
        self.words.say(self.names.setAccessibleName, _NAME)
        self.column.addWidget(self.names, 1)
        self.more = paragraph(role="muted")
        self.words.also(self._say_more)
        self.column.addWidget(self.more)
        if not self._preview.items:
            self.column.addStretch(1)

    def _summary_text(self) -> str:
        count, where = len(self._preview.items), self.form.facts.get("where", "")
        if not count:
            return tr(_NONE_YET, where=where)
        said = [
            trn(
                "{count} document will be delivered to {where}.",
                "{count} documents will be delivered to {where}.",
                count,
                where=where,
            )
        ]
        if self._preview.days:
            first, last = self._preview.days
            said.append(tr(_DAYS, first=day_text(first), last=day_text(last)))
        if large := sum(item.too_large for item in self._preview.items):
            said.append(
                trn(
                    "{count} of them is larger than 100 MB and will not be sent.",
                    "{count} of them are larger than 100 MB and will not be sent.",
                    large,
                )
            )
        return " ".join(said)

    def _say_more(self) -> None:
        left = len(self._preview.items) - _SHOWN
        self.more.setVisible(left > 0)
        self.more.setText(trn("and {count} more", "and {count} more", left) if left > 0 else "")
