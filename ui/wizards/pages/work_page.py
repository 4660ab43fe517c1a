"""What happens while the person waits, step by step; a question of the portal takes its place below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from app.i18n import mark
from app.services.flows.steps import External, Line, LineState, Progress, Work
from ui.look.icons import Symbol, icon
from ui.look.palette import GRID, ICON_SIZE, PICTURE_WIDTH
from ui.look.theme import Theme
from ui.prompts.challenge_view import ChallengeView
from ui.texts.visit_lines import hand_over_text, line_text
from ui.widgets.labels import paragraph
from ui.words import Words

_PICTURE = mark("What the hidden browser shows")


class WorkPage(QWidget):
    def __init__(self, facts: Mapping[str, object], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._theme = theme
        self._work: Work | None = None
        self._lines: tuple[Line, ...] = ()
        self._rows: list[tuple[QLabel, QLabel]] = []
        self.view: ChallengeView | None = None
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(GRID // 2)
        self.elsewhere = paragraph()
        self.portal_says = paragraph(role="muted")
        self.picture = QLabel()
        self.picture.setVisible(False)
        self._words = Words(self)
        self._words.say(self.picture.setAccessibleName, _PICTURE)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2 * GRID)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.elsewhere)
        self._column.addWidget(self.portal_says)
        self._column.addLayout(self._list)
        self._column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._words.also(self._say)
        theme.changed.connect(self._say)

    @property
    def line_texts(self) -> list[str]:
        return [text.text() for _, text in self._rows]

    @property
    def _waits_for_approval(self) -> bool:
        """Such a question is answered elsewhere; it stays in sight meanwhile."""
        return bool(self._lines) and self._lines[-1].code == "approval_asked"

    def show_work(self, work: Work) -> None:
        self._work = work
        if isinstance(work, Progress):
            self._lines = work.lines
            while len(self._rows) < len(self._lines):
                self._add_row()
            for mark_label, text in self._rows[len(self._lines) :]:
                mark_label.deleteLater()
                text.deleteLater()
            del self._rows[len(self._lines) :]
            if self.view is not None and self.view.is_answered and not self._waits_for_approval:
                self.withdraw()
            self._show_picture(work.picture)
        self._say()

    def ask(self, view: ChallengeView) -> None:
        self.withdraw()
        self.view = view
        self.picture.hide()
        self._column.insertWidget(self._column.count() - 1, view)
        self.bar.hide()
        # Only what is shown can take the focus.
        QTimer.singleShot(0, view, view.setFocus)

    def withdraw(self) -> None:
        """The question came to an end."""
        if self.view is not None:
            self.view.hide()
            self.view.deleteLater()
            self.view = None
        self.bar.show()

    def _show_picture(self, image: bytes) -> None:
        pixels = QPixmap()
        shown = bool(image) and pixels.loadFromData(image) and self.view is None
        self.picture.setVisible(shown)
        if shown:
            ratio = self.devicePixelRatio()
            pixels = pixels.scaledToWidth(
                round(PICTURE_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation
            )
            pixels.setDevicePixelRatio(ratio)
            self.picture.setPixmap(pixels)

    def _add_row(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        mark_label, text = QLabel(), paragraph()
        mark_label.setFixedWidth(ICON_SIZE + GRID)
        row.addWidget(mark_label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self._rows.append((mark_label, text))
        self._list.addLayout(row)

    @Slot()
    def _say(self) -> None:
        palette = self._theme.palette
        for number, (line, (mark_label, text)) in enumerate(zip(self._lines, self._rows, strict=True)):
            done = line.state is LineState.DONE
            symbol = (
                icon(Symbol.CHECKED, palette.up_to_date) if done else icon(Symbol.RUNNING, palette.running)
            )
            mark_label.setPixmap(symbol.pixmap(QSize(ICON_SIZE, ICON_SIZE), self.devicePixelRatio()))
            text.setText(line_text(self._lines, number))
        self._say_elsewhere()

    def _say_elsewhere(self) -> None:
        work = self._work
        facts = work.facts if isinstance(work, External) else {}
        kind = facts.get("kind", "")
        company = str(facts.get("company") or self._facts.get("company", ""))
        self.elsewhere.setText(hand_over_text(kind, company) if kind else facts.get("address", ""))
        self.elsewhere.setVisible(bool(self.elsewhere.text()))
        self.elsewhere.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.portal_says.setText(facts.get("words", ""))
        self.portal_says.setVisible(bool(self.portal_says.text()))
