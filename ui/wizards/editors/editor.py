"""What every editor of a field has in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.services.flows.steps import Field, Value
from ui.look.palette import GRID


class Editor(QWidget):
    """One field. `target`: what takes the focus and carries the name for screen readers."""

    changed = Signal()
    says_itself = False
    """True when the editor shows the field's label."""

    def __init__(self, field: Field, target: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.target = target
        self.setFocusProxy(target)

    @property
    def named(self) -> QWidget:
        """What the label of the field names for screen readers; parts that say their own name keep it."""
        return self.target

    def value(self) -> Value:
        raise NotImplementedError

    def show_wrong(self, wrong: bool) -> None:
        """Beside the fault in words."""
        self.target.setProperty("wrong", wrong)
        self.target.style().unpolish(self.target)
        self.target.style().polish(self.target)


class LineEditor(Editor):
    """One line of text, with room for buttons after it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line, parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GRID)
        self.row.addWidget(self.line, 1)
        self.line.setText("" if field.value is None else str(field.value))
        self.line.setCursorPosition(0)
        self.line.textChanged.connect(self.changed)

    def value(self) -> Value:
        return self.line.text()


class NoWheel(QObject):
    """A page is scrolled with the wheel: a box under the pointer must not change its value by it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def is_enter(event: QKeyEvent) -> bool:
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
