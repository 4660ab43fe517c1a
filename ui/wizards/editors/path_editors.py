"""Folders and files, chosen with the dialog of the system or typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.i18n import mark, tr
from app.services.flows.steps import Field, Value
from ui.wizards.editors.editor import LineEditor
from ui.words import Words

_CHOOSE = mark("Choose…")
_JSON = mark("JSON files (*.json);;All files (*)")


class _PathEditor(LineEditor):
    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        if field.value == Path():
            self.line.clear()
        self.choose_button = QPushButton()
        self.choose_button.setAutoDefault(False)
        self._words = Words(self)
        self._words.say(self.choose_button.setText, _CHOOSE)
        self.choose_button.clicked.connect(self._on_choose)
        self.row.addWidget(self.choose_button)

    def value(self) -> Value:
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    @Slot()
    def _on_choose(self) -> None:
        if chosen := self._choose(self.line.text().strip() or str(Path.home())):
            self.line.setText(chosen)
            self.line.setFocus()

    def _choose(self, start: str) -> str:
        raise NotImplementedError


class FolderEditor(_PathEditor):
    def _choose(self, start: str) -> str:
        return QFileDialog.getExistingDirectory(self.window(), self.target.accessibleName(), start)


class FileEditor(_PathEditor):
    def _choose(self, start: str) -> str:
        return QFileDialog.getOpenFileName(self.window(), self.target.accessibleName(), start, tr(_JSON))[0]
