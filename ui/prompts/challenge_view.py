"""One question of a portal as a widget; the dialog or the wizard around it has the buttons."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from textwrap import shorten
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from app.domain.challenges import Answer, AnswerKind, Challenge, ChallengeKind
from app.i18n import mark
from ui.bridge.questions import Question
from ui.look.palette import GRID
from ui.prompts.code_input import CodeInput
from ui.texts.challenges import portal_words, question_text, refused_text, time_left_text, where_text
from ui.widgets.labels import paragraph, subheading
from ui.words import Words

_RESEND: Final = mark("Send another code")
_WAITING: Final = mark("Moisson notices by itself when it is done.")
_A_SECOND_MS: Final = 1000
_LONGEST_LABEL: Final = 56
"""What fits into the narrowest window that shows it"""
PRIMARIES: Final = {
    ChallengeKind.CODE: mark("Check the code"),
    ChallengeKind.CHANNEL: mark("Send the code"),
}


class ChallengeView(QWidget):
    """`question` is answered here, once. An approval needs no answer: it is waited for until `question` is
    of no more interest."""

    changed = Signal()
    answered = Signal()

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if question.challenge is None:
            raise ValueError("a passphrase is asked for elsewhere")
        self.question = question
        self.challenge: Challenge = question.challenge
        self.is_answered = False
        self.code: CodeInput | None = None
        self.options: list[QRadioButton] = []
        self.resend: QPushButton | None = None
        self._words = Words(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID + GRID // 2)
        self._add_texts()
        self._add_answers()
        self._add_countdown()
        if self.challenge.kind is ChallengeKind.PUSH:
            self._answer(Answer(AnswerKind.DONE))

    @property
    def primary(self) -> str:
        """The source of what the button says; empty for none."""
        return PRIMARIES.get(self.challenge.kind, "")

    @property
    def is_complete(self) -> bool:
        if self.is_answered:
            return False
        return self.code.is_complete if self.code else any(option.isChecked() for option in self.options)

    def submit(self) -> None:
        if not self.is_complete:
            return
        if self.code:
            self._answer(Answer(AnswerKind.CODE, self.code.text))
        else:
            chosen = next(n for n, option in enumerate(self.options) if option.isChecked())
            self._answer(Answer(AnswerKind.CHOICE, choice=chosen))

    def cancel(self) -> None:
        """The portal gets no answer; the visit ends."""
        self._answer(Answer(AnswerKind.CANCEL))

    def add_below(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _answer(self, answer: Answer) -> None:
        if not self.is_answered:
            self.is_answered = True
            self.question.answer(answer)
            self.answered.emit()

    def _add_texts(self) -> None:
        texts = (
            (subheading(), question_text),
            (paragraph(), where_text),
            (paragraph(role="muted"), portal_words),
            (paragraph(role="wrong"), refused_text),
        )
        for label, said in texts:
            self._words.also(partial(_say, label, said, self.challenge))
            label.setWordWrap(True)
            label.setVisible(bool(label.text()))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(label)

    def _add_answers(self) -> None:
        kind = self.challenge.kind
        if kind is ChallengeKind.CODE:
            self._add_code()
        elif kind is ChallengeKind.CHANNEL:
            self._add_options()
        elif kind is ChallengeKind.PUSH:
            waiting = paragraph()
            self._words.say(waiting.setText, _WAITING)
            self._column.addWidget(waiting)

    def _add_code(self) -> None:
        self.code = CodeInput(self.challenge.length)
        self.code.show_wrong(self.challenge.attempt > 1)
        self.code.changed.connect(self._on_changed)
        self._column.addWidget(self.code)
        self.setFocusProxy(self.code)
        if self.challenge.can_resend:
            self.resend = QPushButton()
            self.resend.setAutoDefault(False)
            self._words.say(self.resend.setText, _RESEND)
            self.resend.clicked.connect(self._on_resend)
            self._column.addWidget(self.resend, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_options(self) -> None:
        group = QButtonGroup(self)
        for option in self.challenge.options:
            short = shorten(option.label, _LONGEST_LABEL, placeholder="…")
            button = QRadioButton(short.replace("&", "&&"))
            button.setToolTip(option.label if short != option.label else "")
            button.setAccessibleName(option.label)
            group.addButton(button)
            self.options.append(button)
            self._column.addWidget(button)
        if self.options:
            self.options[0].setChecked(True)
            self.setFocusProxy(self.options[0])

    def _add_countdown(self) -> None:
        if self.challenge.answer_within_s is None:
            return
        self._ends = time.monotonic() + self.challenge.answer_within_s
        self.countdown = paragraph(role="muted")
        self._column.addWidget(self.countdown)
        self._words.also(self._count)
        timer = QTimer(self)
        timer.timeout.connect(self._count)
        timer.start(_A_SECOND_MS)

    @Slot()
    def _count(self) -> None:
        self.countdown.setText(time_left_text(round(self._ends - time.monotonic())))

    @Slot()
    def _on_changed(self) -> None:
        if self.code:
            self.code.show_wrong(False)
        self.changed.emit()

    @Slot()
    def _on_resend(self) -> None:
        self._answer(Answer(AnswerKind.RESEND))


def _say(label: QLabel, said: Callable[[Challenge], str], challenge: Challenge) -> None:
    label.setText(said(challenge))
