"""The passphrase of the encrypted vault, on computers without a keyring."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import mark
from app.services.flows.steps import Field, FieldKind
from ui.bridge.questions import Question
from ui.look.palette import GRID, PROMPT_WIDTH
from ui.look.theme import Theme
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, subheading
from ui.wizards.editors.text_editors import SecretEditor
from ui.words import Words

_OPEN_TITLE: Final = mark("Enter your passphrase")
_OPEN_HELP: Final = mark("It opens the vault in which Moisson keeps your passwords.")
_NEW_TITLE: Final = mark("Choose a passphrase")
_NEW_HELP: Final = mark(
    "This computer has no keyring. Your passwords go to a vault that this passphrase encrypts. Nobody can "
    "recover it: write it down."
)
_AGAIN: Final = mark("The same once more")
_NAME: Final = mark("Passphrase")
_DIFFERENT: Final = mark("The two are not the same.")
_OPEN: Final = mark("Open the vault")
_CREATE: Final = mark("Create the vault")
_NOT_NOW: Final = mark("Not now")


class PassphraseDialog(QDialog):
    """`is_new`: there is no vault yet, so that it is said twice."""

    def __init__(
        self, question: Question, theme: Theme, parent: QWidget | None = None, *, is_new: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(PROMPT_WIDTH)
        self.setModal(True)
        self.question = question
        self._is_new = is_new
        self.passphrase = SecretEditor(Field("passphrase", FieldKind.SECRET), theme)
        self.again = SecretEditor(Field("again", FieldKind.SECRET), theme)
        self.different = paragraph(role="wrong")
        self.primary, self.not_now = text_button(primary=True), text_button()
        self._build()
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.accept)
        self.not_now.clicked.connect(self.reject)
        self.passphrase.changed.connect(self._on_changed)
        self.again.changed.connect(self._on_changed)
        self._on_changed()
        self.passphrase.line.setFocus()

    def _build(self) -> None:
        title, help_label, again_label = subheading(), paragraph(role="muted"), paragraph()
        words, is_new = Words(self), self._is_new
        words.say(title.setText, _NEW_TITLE if is_new else _OPEN_TITLE)
        words.say(self.setWindowTitle, _NEW_TITLE if is_new else _OPEN_TITLE)
        words.say(help_label.setText, _NEW_HELP if is_new else _OPEN_HELP)
        words.say(again_label.setText, _AGAIN)
        words.say(self.passphrase.line.setAccessibleName, _NAME)
        words.say(self.again.line.setAccessibleName, _AGAIN)
        words.say(self.different.setText, _DIFFERENT)
        words.say(self.primary.setText, _CREATE if is_new else _OPEN)
        words.say(self.not_now.setText, _NOT_NOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for widget in (title, help_label, self.passphrase, again_label, self.again, self.different):
            column.addWidget(widget)
        for widget in (again_label, self.again):
            widget.setVisible(is_new)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.not_now)
        buttons.addWidget(self.primary)
        column.addSpacing(GRID)
        column.addLayout(buttons)

    def accept(self) -> None:
        if self.primary.isEnabled():
            self.question.answer_text(self.passphrase.line.text())
            super().accept()

    def reject(self) -> None:
        self.question.answer_text(None)
        super().reject()

    @Slot()
    def _on_changed(self) -> None:
        said, again = self.passphrase.line.text(), self.again.line.text()
        self.different.setVisible(self._is_new and bool(again) and said != again)
        self.primary.setEnabled(bool(said) and (not self._is_new or said == again))
