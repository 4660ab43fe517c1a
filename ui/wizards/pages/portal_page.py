"""Which portal: one of the catalogue, or the address of any other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from app.domain.portals import EntryError
from app.i18n import mark, tr
from app.ports.catalogue import Catalogue
from app.services.flows.steps import Form, Value
from ui.look.theme import Theme
from ui.texts.faults import fault_text
from ui.widgets.labels import paragraph
from ui.wizards.pages.form_page import FormPage
from ui.wizards.portal_chooser import PortalChooser

_NOT_LISTED = mark("My portal is not in the list")
_MOST_ERRORS = 3


class PortalPage(FormPage):
    def __init__(
        self,
        form: Form,
        facts: Mapping[str, object],
        theme: Theme,
        catalogue: Catalogue,
        parent: QWidget | None = None,
    ) -> None:
        self._catalogue = catalogue
        super().__init__(form, facts, theme, parent)

    def build(self) -> None:
        self.chooser = PortalChooser(self._catalogue, self.theme)
        self.chooser.choose(str(self.form["portal"].value or ""))
        self.column.addWidget(self.chooser, 1)
        self._add_portal_fault()
        self._add_errors()
        self.not_listed = QToolButton()
        self.not_listed.setProperty("role", "quiet")
        self.not_listed.setCheckable(True)
        self.not_listed.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.not_listed.setArrowType(Qt.ArrowType.RightArrow)
        self.words.say(self.not_listed.setText, _NOT_LISTED)
        self.column.addWidget(self.not_listed, 0, Qt.AlignmentFlag.AlignLeft)
        self.address = self._box("url")
        self.column.addWidget(self.address)
        self.address.setVisible(False)
        self.not_listed.toggled.connect(self._on_not_listed)
        self.chooser.changed.connect(self._on_chosen)
        self.chooser.submitted.connect(self.submitted)
        if self.form["url"].value or self.form["url"].fault:
            self.not_listed.setChecked(True)

    def values(self) -> dict[str, Value]:
        if self.not_listed.isChecked():
            return {"portal": "", "url": self.address.editor.value()}
        return {"portal": self.chooser.portal_id, "url": ""}

    @property
    def is_complete(self) -> bool:
        return any(self.values().values())

    def focus_first(self) -> None:
        (self.address.editor.target if self.not_listed.isChecked() else self.chooser.list).setFocus()

    def _add_portal_fault(self) -> None:
        fault = self.form["portal"].fault
        if fault is not None:
            label = paragraph(role="wrong")
            self.words.also(lambda: label.setText(fault_text(fault)))
            self.column.addWidget(label)
            self.fault_label = label

    def _add_errors(self) -> None:
        """The user's own entries that nobody will find in the list."""
        self.error_labels = [self._error_label(error) for error in self._catalogue.errors[:_MOST_ERRORS]]
        for label in self.error_labels:
            self.column.addWidget(label)

    def _error_label(self, error: EntryError) -> QLabel:
        label, place = paragraph(role="muted"), f"{PurePath(error.file).name}:{error.line}: {error.message}"
        self.words.also(lambda: label.setText(tr("An entry of yours is left out: {error}", error=place)))
        return label

    @Slot(bool)
    def _on_not_listed(self, opened: bool) -> None:
        self.not_listed.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.address.setVisible(opened)
        if opened:
            self.chooser.clear_choice()
            self.address.editor.target.setFocus()
        self.changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        """One or the other: a portal of the list closes the address."""
        if self.chooser.portal_id and self.not_listed.isChecked():
            self.not_listed.setChecked(False)
        self.changed.emit()
