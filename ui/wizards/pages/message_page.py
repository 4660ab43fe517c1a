"""What came of it, or what is in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.look.icons import Symbol, icon
from ui.look.palette import BADGE_SIZE, GRID
from ui.look.theme import Theme
from ui.widgets.labels import paragraph
from ui.words import Words


class MessagePage(QWidget):
    def __init__(
        self, said: Callable[[], str], theme: Theme, *, good: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._said = said
        self._theme = theme
        self._good = good
        self._picture = QLabel()
        self._picture.setFixedSize(BADGE_SIZE, BADGE_SIZE)
        self.text = paragraph()
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._words = Words(self)
        self._words.also(lambda: self.text.setText(self._said()))
        theme.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _draw(self) -> None:
        palette = self._theme.palette
        found = (
            icon(Symbol.CHECKED, palette.up_to_date) if self._good else icon(Symbol.FAULT, palette.waiting)
        )
        size = QSize(BADGE_SIZE, BADGE_SIZE)
        self._picture.setPixmap(found.pixmap(size, self.devicePixelRatio()))
