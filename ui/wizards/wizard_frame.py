"""A question or an order, the page that answers it, and buttons below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.i18n import mark, tr
from ui.look.palette import GRID
from ui.widgets.labels import heading, paragraph
from ui.words import Words

Said = Callable[[], str]
BACK: Final = mark("Back")
CANCEL: Final = mark("Cancel")
CLOSE: Final = mark("Close")


class WizardFrame(QWidget):
    """The page is one at a time; whatever is shown before is thrown away."""

    primary_pressed = Signal()
    back_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title: Said = str
        self._help: Said = str
        self._primary_source = self._cancel_source = ""
        self._agreed: Callable[[], object] = lambda: None
        self.title = heading()
        self.title.setWordWrap(True)
        self.help = paragraph(role="muted")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.back = QPushButton()
        self.cancel = QPushButton()
        self.primary = QPushButton()
        self.primary.setProperty("role", "primary")
        self.asked = paragraph()
        self.asked.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.agree = QPushButton()
        self.go_on = QPushButton()
        self._lay_out()
        self.words = Words(self)
        self.words.say(self.back.setText, BACK)
        self.words.also(self.say)
        self.back.clicked.connect(self.back_pressed)
        self.cancel.clicked.connect(self.cancel_pressed)
        self.primary.clicked.connect(self.primary_pressed)
        self.agree.clicked.connect(self._on_agreed)
        self.go_on.clicked.connect(self.stop_asking)

    @property
    def page(self) -> QWidget | None:
        return self.area.widget()

    @property
    def is_asking(self) -> bool:
        return self._footer.currentIndex() == 1

    def show_page(self, page: QWidget, title: Said, help_text: Said = str) -> None:
        self._title, self._help = title, help_text
        old = self.area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.setWidget(page)
        self.stop_asking()
        self.say()

    def say_otherwise(self, title: Said, help_text: Said = str) -> None:
        """The page stays."""
        self._title, self._help = title, help_text
        self.say()

    def set_buttons(
        self,
        primary: str,
        *,
        can_go_back: bool = False,
        cancel: str = CANCEL,
        is_expected: bool = True,
    ) -> None:
        """Sources of texts; an empty one hides its button. `is_expected`: False: Enter must not press it."""
        self._primary_source, self._cancel_source = primary, cancel
        self.primary.setVisible(bool(primary))
        self.primary.setEnabled(True)
        self.primary.setAutoDefault(is_expected)
        self.primary.setDefault(bool(primary) and is_expected)
        self.primary.setProperty("role", "primary" if is_expected else "")
        self.primary.style().unpolish(self.primary)
        self.primary.style().polish(self.primary)
        self.cancel.setVisible(bool(cancel))
        self.cancel.setEnabled(True)
        self.back.setVisible(can_go_back)
        self.back.setEnabled(True)
        self.say()

    def set_busy(self, busy: bool) -> None:
        """Nothing can be pressed twice."""
        for button in (self.back, self.primary):
            button.setDisabled(busy)
        page = self.page
        if page is not None:
            page.setDisabled(busy)

    def ask(self, question: str, agree: str, go_on: str, agreed: Callable[[], object]) -> None:
        """In the place of the buttons, so that what it is about stays in sight. Sources of texts."""
        self.asked.setText(tr(question))
        self.agree.setText(tr(agree))
        self.go_on.setText(tr(go_on))
        self._agreed = agreed
        self._footer.setCurrentIndex(1)
        self.primary.setDefault(False)
        self.go_on.setDefault(True)
        self.go_on.setFocus()

    @Slot()
    def stop_asking(self) -> None:
        if self.is_asking:
            self._footer.setCurrentIndex(0)
            self.go_on.setDefault(False)
            self.primary.setDefault(bool(self._primary_source))

    def say(self) -> None:
        self.title.setText(self._title())
        self.help.setText(self._help())
        self.help.setVisible(bool(self.help.text()))
        self.primary.setText(tr(self._primary_source))
        self.cancel.setText(tr(self._cancel_source))
        self.window().setWindowTitle(self.title.text())

    @Slot()
    def _on_agreed(self) -> None:
        self.stop_asking()
        self._agreed()

    def _lay_out(self) -> None:
        wide = 3 * GRID
        column = QVBoxLayout(self)
        column.setContentsMargins(wide, wide, wide, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.title)
        column.addWidget(self.help)
        column.addWidget(self.area, 1)
        line = QFrame()
        line.setProperty("role", "separator")
        line.setFixedHeight(1)
        column.addWidget(line)
        buttons, question = QWidget(), QWidget()
        row = _row(buttons)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.primary)
        row = _row(question)
        row.addWidget(self.asked, 1)
        row.addWidget(self.agree)
        row.addWidget(self.go_on)
        for button in (self.back, self.cancel, self.agree, self.go_on):
            button.setAutoDefault(False)
        footer = QWidget()
        self._footer = QStackedLayout(footer)
        self._footer.addWidget(buttons)
        self._footer.addWidget(question)
        column.addWidget(footer)


def _row(parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    return row
