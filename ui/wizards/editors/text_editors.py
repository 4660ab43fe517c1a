"""Texts, secrets and addresses."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.i18n import mark, tr
from app.services.flows.steps import Field
from ui.look.icons import Symbol, icon
from ui.look.theme import Theme
from ui.wizards.editors.editor import LineEditor
from ui.words import Words

_SHOW = mark("Show")
_HIDE = mark("Hide")


class TextEditor(LineEditor):
    """A text as it is."""


class AddressEditor(LineEditor):
    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)


class SecretEditor(LineEditor):
    """Dots, until the person wants to see what they type."""

    def __init__(self, field: Field, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._theme = theme
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.show_button = QToolButton()
        self.show_button.setCheckable(True)
        self.show_button.setProperty("role", "plain")
        self.show_button.toggled.connect(self._on_toggled)
        self.row.addWidget(self.show_button)
        theme.changed.connect(self._draw)
        self._words = Words(self)
        self._words.also(self._draw)

    @Slot(bool)
    def _on_toggled(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        shown = self.show_button.isChecked()
        said = tr(_HIDE if shown else _SHOW)
        self.show_button.setIcon(icon(Symbol.HIDE if shown else Symbol.BROWSER, self._theme.palette.muted))
        self.show_button.setToolTip(said)
        self.show_button.setAccessibleName(said)
