"""A small note above all windows while the person is in the visible browser."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.challenges import Challenge
from app.i18n import mark, tr
from ui.look.palette import GRID, NOTE_WIDTH
from ui.look.theme import Theme
from ui.texts.challenges import portal_words
from ui.texts.visit_lines import hand_over_text
from ui.widgets.labels import paragraph, subheading
from ui.words import Words

_TITLE = mark("{company}: your turn")
_HOW = mark("Do it in the browser window; this note goes away by itself when the visit goes on.")
_HIDE = mark("Hide this note")


class HandOverNote(QFrame):
    """Takes no focus: the keys belong to the browser."""

    def __init__(self, challenge: Challenge, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.FramelessWindowHint,
        )
        self.setObjectName("note")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(NOTE_WIDTH)
        self.challenge = challenge
        title, why, words, how = subheading(), paragraph(), paragraph(role="muted"), paragraph()
        title.setWordWrap(True)
        self.hide_button = QPushButton()
        self.hide_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide_button.clicked.connect(self.close)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for label in (title, why, words, how):
            column.addWidget(label)
        column.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignRight)
        self._words = Words(self)
        self._words.also(lambda: title.setText(tr(_TITLE, company=challenge.company)))
        self._words.also(lambda: why.setText(hand_over_text(challenge.kind.value, challenge.company)))
        self._words.also(lambda: words.setText(portal_words(challenge)))
        self._words.say(how.setText, _HOW)
        self._words.say(self.hide_button.setText, _HIDE)
        self._words.also(lambda: self.setWindowTitle(title.text()))
        words.setVisible(bool(words.text()))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        screen = self.screen() or QGuiApplication.primaryScreen()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        corner = screen.availableGeometry().bottomRight()
        self.move(corner.x() - self.width() - 2 * GRID, corner.y() - self.height() - 2 * GRID)
