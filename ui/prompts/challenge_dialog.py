"""One question in a window of its own: what is asked, and buttons that name what happens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.challenges import ChallengeKind
from app.i18n import mark, tr, trn
from ui.bridge.questions import Question
from ui.look.palette import GRID, PROMPT_WIDTH
from ui.prompts.challenge_view import ChallengeView
from ui.widgets.buttons import text_button
from ui.widgets.labels import remark
from ui.words import Words

_STOP = mark("Stop the visit")
_TITLE = mark("{company} asks you")


class ChallengeDialog(QDialog):
    """Not modal: the rest of the window can be used meanwhile. Esc puts the question aside, it stays open."""

    answered = Signal()
    stopped = Signal()
    """The person wants the visit to end"""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(PROMPT_WIDTH)
        self.question = question
        self.view = ChallengeView(question)
        self.primary = text_button(primary=True)
        self.primary.setDefault(True)
        self.stop = text_button()
        self.left = remark()
        self._others = 0
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.left)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.primary)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.view)
        column.addStretch(1)
        column.addLayout(buttons)
        self._words = Words(self)
        self._words.say(self.stop.setText, _STOP)
        self._words.also(self._say)
        self.primary.setVisible(bool(self.view.primary))
        self.primary.clicked.connect(self.view.submit)
        self.stop.clicked.connect(self._on_stop)
        self.view.changed.connect(self._on_changed)
        self.view.answered.connect(self.answered)
        self._on_changed()
        self.view.setFocus()

    @property
    def is_waiting(self) -> bool:
        """The answer is given elsewhere: an approval in an app."""
        return self.view.challenge.kind is ChallengeKind.PUSH

    def show_others(self, others: int) -> None:
        """How many questions wait behind this one."""
        self._others = others
        self._say()

    def _say(self) -> None:
        self.setWindowTitle(tr(_TITLE, company=self.view.challenge.company))
        self.primary.setText(tr(self.view.primary))
        others = self._others
        said = trn("{count} more question waits", "{count} more questions wait", others)
        self.left.setText(said if others else "")

    @Slot()
    def _on_changed(self) -> None:
        self.primary.setEnabled(self.view.is_complete)

    @Slot()
    def _on_stop(self) -> None:
        self.view.cancel()
        self.stopped.emit()
