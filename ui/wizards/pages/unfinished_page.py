"""A visit that came to no good end: what can be put right, here or on the portal."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from app.domain.issues import Action
from app.i18n import mark
from ui.wizards.pages.form_page import FormPage

_OPEN = mark("Open the portal")


class UnfinishedPage(FormPage):
    def build(self) -> None:
        self.add_fields()
        self.open_button = QPushButton()
        self.open_button.setAutoDefault(False)
        self.words.say(self.open_button.setText, _OPEN)
        self.open_button.clicked.connect(self._on_open)
        self.open_button.setVisible(self.form.facts.get("action") == Action.OPEN_PORTAL.value)
        self.column.insertWidget(self.column.count() - 1, self.open_button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl(str(self.facts.get("address", ""))))
