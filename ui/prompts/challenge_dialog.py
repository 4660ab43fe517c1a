"""A question of a portal in a window of its own, for visits that no wizard watches."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.challenges import ChallengeKind
from app.i18n import mark, tr, trn
from ui.bridge.questions import Question
from ui.look.palette import GRID, PROMPT_WIDTH
from ui.prompts.challenge_view import ChallengeView
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, remark
from ui.words import Words

_STOP: Final = mark("Stop the visit")
_TITLE: Final = mark("{company} asks you something")
_CHECKING: Final = mark("{company} checks your answer.")


class ChallengeDialog(QDialog):
    """Not modal: the rest of the window can be used meanwhile. It stays until it is known what came of the
    answer, so that a refused code is corrected in the same place."""

    answered = Signal()
    stopped = Signal(str)
    """The company whose visit the person wants to end although there is nothing left to answer"""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(PROMPT_WIDTH)
        self.primary = text_button(primary=True)
        self.stop = text_button()
        self.checking, self.left = paragraph(), remark()
        self._others = 0
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._words = Words(self)
        self.primary.clicked.connect(self._on_primary)
        self.stop.clicked.connect(self.reject)
        self.view: ChallengeView
        self._put(ChallengeView(question))
        self._words.say(self.stop.setText, _STOP)
        self._words.also(self._say)

    @property
    def company(self) -> str:
        return self.view.challenge.company

    @property
    def is_open(self) -> bool:
        """The person has not said anything yet."""
        return not self.view.is_answered

    def waits_for(self, company: str) -> bool:
        """The person has answered; its visit has the next word."""
        return not self.is_open and self.company == company

    def show_question(self, question: Question) -> None:
        """The next one of the same portal."""
        self.view.hide()
        self.view.deleteLater()
        self._put(ChallengeView(question))
        self._say()

    def show_others(self, others: int) -> None:
        """How many questions wait behind this one."""
        self._others = others
        self._say()

    def reject(self) -> None:
        """Esc and the cross, too: the portal gets no answer, and asks again at the next visit."""
        if self.is_open:
            self.view.cancel()
        else:
            self.stopped.emit(self.company)
        super().reject()

    def _put(self, view: ChallengeView) -> None:
        self.view = view
        self._column.insertWidget(0, view)
        view.changed.connect(self._say)
        view.answered.connect(self._on_answered)
        # Only what is shown can take the focus.
        QTimer.singleShot(0, view, view.setFocus)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self.stop)
        buttons.addWidget(self.primary)
        self.primary.setDefault(True)
        self._column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self.checking)
        self._column.addWidget(self.left)
        self._column.addStretch(1)
        self._column.addLayout(buttons)

    @Slot()
    def _say(self) -> None:
        view, others = self.view, self._others
        self.setWindowTitle(tr(_TITLE, company=self.company))
        self.primary.setText(tr(view.primary))
        self.primary.setVisible(bool(view.primary) and self.is_open)
        self.primary.setEnabled(view.is_complete)
        self.checking.setText(tr(_CHECKING, company=self.company))
        is_push = view.challenge.kind is ChallengeKind.PUSH
        self.checking.setVisible(view.is_answered and not is_push)
        view.setEnabled(self.is_open or is_push)
        waiting = trn("{count} more question waits", "{count} more questions wait", others)
        self.left.setText(waiting if others else "")
        self.left.setVisible(bool(others))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lines that wrap need more height than a layout asks of a window by itself."""
        self._column.activate()
        high = self._column.totalHeightForWidth(max(self.width(), self.minimumSizeHint().width()))
        if high > self.height():
            self.resize(self.width(), high)

    @Slot()
    def _on_primary(self) -> None:
        self.view.submit()

    @Slot()
    def _on_answered(self) -> None:
        self._say()
        self.answered.emit()
