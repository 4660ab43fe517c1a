"""The key of an authenticator app: typed, pasted, or read from a picture of its QR code."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import mark, tr
from app.services.flows.steps import Field
from ui.look.theme import Theme
from ui.widgets.buttons import text_button
from ui.wizards.editors.text_editors import SecretEditor

_PICTURE = mark("QR picture…")
_CHOOSE = mark("Choose a picture of the QR code")
_KINDS = mark("Pictures (*.png *.jpg *.jpeg *.gif *.bmp *.webp);;All files (*)")
_NONE = mark("No QR code was found in this picture")
_UNREADABLE = mark("This file is no picture that can be read")


class TotpEditor(SecretEditor):
    picture_chosen = Signal(Path)
    """Answered with `take` or `refuse`."""

    def __init__(self, field: Field, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(field, theme, parent)
        self.picture_button = text_button()
        self.picture_button.clicked.connect(self._on_pressed)
        self.row.addWidget(self.picture_button)
        self._words.say(self.picture_button.setText, _PICTURE)

    def take(self, text: str | None) -> None:
        """What the picture said; None when it holds no QR code."""
        if text is None:
            self._say(_NONE)
        else:
            self.line.setText(text)
            self.show_wrong(False)

    def refuse(self, error: Exception) -> None:
        self._say(_UNREADABLE)

    def _say(self, source: str) -> None:
        self.line.clear()
        self.line.setPlaceholderText(tr(source))
        self.line.setAccessibleDescription(tr(source))
        self.show_wrong(True)

    @Slot()
    def _on_pressed(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr(_CHOOSE), "", tr(_KINDS))
        if path:
            self.picture_chosen.emit(Path(path))
