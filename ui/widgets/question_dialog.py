"""One question, and a button that names what happens."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.i18n import mark
from ui.look.palette import GRID
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, subheading
from ui.words import Words

_WIDTH = 460


class QuestionDialog(QDialog):
    """Esc is no; Enter presses the button that has the focus, at first the harmless one where `is_grave`."""

    def __init__(self, parent: QWidget | None, *, is_grave: bool = False) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setMinimumWidth(_WIDTH)
        self.words = Words(self)
        self.question, self.help = subheading(), paragraph()
        self.question.setWordWrap(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        self.yes: QPushButton = text_button(primary=not is_grave)
        self.no: QPushButton = text_button()
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self.words.say(self.no.setText, mark("Cancel"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.question)
        layout.addWidget(self.help)
        layout.addLayout(self.body)
        layout.addLayout(buttons)
        first = self.no if is_grave else self.yes
        first.setDefault(True)
        first.setFocus()

    def fit(self) -> None:
        """High enough for what was added while it is open."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def ask(self, question: str, help_text: str, yes: str) -> None:
        """The words; said again when the language changes, by whoever called in `words.also`."""
        self.setWindowTitle(question)
        self.question.setText(question)
        self.help.setText(help_text)
        self.help.setVisible(bool(help_text))
        self.yes.setText(yes)
        self.fit()
