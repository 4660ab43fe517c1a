"""A code in boxes, one sign each, when its length is known; else in one field."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from app.i18n import mark, tr
from ui.look.palette import CODE_BOX_SIZE, GRID, HEADING_SCALE
from ui.look.theme import scaled
from ui.words import Words

SHORTEST: Final = 4
LONGEST: Final = 10
_SIGN_NAME: Final = mark("Sign {number} of {of} of the code")
_CODE_NAME: Final = mark("Code")
_HINTS: Final = Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhPreferNumbers


class CodeInput(QWidget):
    changed = Signal()

    def __init__(self, length: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_segmented = length is not None and SHORTEST <= length <= LONGEST
        self.boxes = [QLineEdit() for _ in range(length or 1 if self.is_segmented else 1)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        self._words = Words(self)
        font = scaled(self.font(), HEADING_SCALE)
        for number, box in enumerate(self.boxes):
            box.setFont(font)
            box.setInputMethodHints(_HINTS)
            row.addWidget(box)
            if self.is_segmented:
                box.setFixedWidth(CODE_BOX_SIZE)
                box.setAlignment(Qt.AlignmentFlag.AlignCenter)
                box.installEventFilter(self)
                box.textEdited.connect(lambda _, number=number: self._on_edited(number))
            else:
                box.textEdited.connect(self.changed)
        row.addStretch(1)
        self.setFocusProxy(self.boxes[0])
        self._words.also(self._say)

    @property
    def text(self) -> str:
        return re.sub(r"[\s-]", "", "".join(box.text() for box in self.boxes))

    @property
    def is_complete(self) -> bool:
        return all(box.text().strip() for box in self.boxes)

    def clear(self) -> None:
        for box in self.boxes:
            box.clear()
        self.boxes[0].setFocus()
        self.changed.emit()

    def fill(self, text: str, start: int = 0) -> None:
        """Signs one after the other from a box on; what is too much is left out."""
        signs = re.sub(r"[\s-]", "", text)
        room = self.boxes[start:]
        for box, sign in zip(room, signs, strict=False):
            box.setText(sign)
        last = min(start + len(signs), len(self.boxes) - 1)
        self.boxes[last].setFocus()
        self.changed.emit()

    def show_wrong(self, wrong: bool) -> None:
        for box in self.boxes:
            box.setProperty("wrong", wrong)
            box.style().unpolish(box)
            box.style().polish(box)

    def _say(self) -> None:
        for number, box in enumerate(self.boxes, 1):
            name = tr(_SIGN_NAME, number=number, of=len(self.boxes)) if self.is_segmented else tr(_CODE_NAME)
            box.setAccessibleName(name)

    def _on_edited(self, number: int) -> None:
        box = self.boxes[number]
        signs = re.sub(r"[\s-]", "", box.text())
        if len(signs) > 1:
            box.clear()
            self.fill(signs, number)
            return
        box.setText(signs)
        if signs and number + 1 < len(self.boxes):
            self.boxes[number + 1].setFocus()
            self.boxes[number + 1].selectAll()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched in self.boxes:
            return self._on_key(self.boxes.index(watched), event)
        return False

    def _on_key(self, number: int, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.fill(QApplication.clipboard().text(), number)
            return True
        box, key = self.boxes[number], event.key()
        if key == Qt.Key.Key_Backspace and not box.text() and number:
            self.boxes[number - 1].clear()
            self.boxes[number - 1].setFocus()
            self.changed.emit()
            return True
        if key == Qt.Key.Key_Left and number:
            self.boxes[number - 1].setFocus()
            return True
        if key == Qt.Key.Key_Right and number + 1 < len(self.boxes):
            self.boxes[number + 1].setFocus()
            return True
        return False
