"""The diagnostics bundle as it will be saved, to be read first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import mark, tr
from app.ports.diagnostics import BundleEntry
from ui.bridge.desk import Desk
from ui.look.palette import DOCUMENT_SIZE, GRID, INDEX_WIDTH
from ui.texts.errors import failure_text
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph
from ui.words import Words

_SUFFIX: Final = ".zip"


class BundleDialog(QDialog):
    def __init__(self, desk: Desk, entries: Sequence[BundleEntry], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._entries, self._words = desk, entries, Words(self)
        self.names, self.content = QListWidget(), QPlainTextEdit()
        self.save, self.close_button = text_button(primary=True), text_button()
        self.state = paragraph(role="muted")
        self._words.say(self.setWindowTitle, mark("Diagnostics bundle"))
        self._words.say(self.names.setAccessibleName, mark("Files of the bundle"))
        self._words.say(self.content.setAccessibleName, mark("Content of the file"))
        self._words.say(self.state.setText, mark("This is all that will be saved."))
        self._words.say(self.save.setText, mark("Save…"))
        self._words.say(self.close_button.setText, mark("Close"))
        self.content.setReadOnly(True)
        self.content.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.content.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.names.setFixedWidth(INDEX_WIDTH)
        self.resize(*DOCUMENT_SIZE)
        self._build()
        self.names.addItems([entry.name for entry in entries])
        self.names.currentRowChanged.connect(self._on_row_changed)
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.reject)
        self.save.setDefault(True)
        self.names.setCurrentRow(0)
        self.names.setFocus()

    def _build(self) -> None:
        middle, buttons, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        middle.setSpacing(GRID)
        middle.addWidget(self.names)
        middle.addWidget(self.content, 1)
        buttons.addWidget(self.state, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.save)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)

    def _on_row_changed(self, row: int) -> None:
        self.content.setPlainText(self._entries[row].content)

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"moisson-diagnostics{_SUFFIX}")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save"), proposed, tr("Archives (*.zip)"))
        if not chosen:
            return
        path = Path(chosen)
        target = path if path.suffix else path.with_suffix(_SUFFIX)
        diagnostics = self._desk.wiring.upkeep.diagnostics

        def save(_: object) -> Path:
            diagnostics.save(self._entries, target)
            return target

        self._desk.tasks.run(save, self._on_saved, self._on_failed)

    def _on_saved(self, target: Path) -> None:
        self._say(tr("Saved as {path}.", path=str(target)), "muted")

    def _on_failed(self, error: Exception) -> None:
        self._say(failure_text(error), "wrong")

    def _say(self, text: str, role: str) -> None:
        self.state.setProperty("role", role)
        self.state.style().polish(self.state)
        self.state.setText(text)
