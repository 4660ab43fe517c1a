"""Small questions of the background: no window need be there for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.i18n import mark, tr
from ui.look.palette import GRID, SUBHEADING_SCALE
from ui.look.theme import scaled
from ui.words import Words

_WIDTH = 420


class QuestionBox(QDialog):
    """Enter is the primary action, Esc closes. Deleted when it is closed."""

    def __init__(self, title: str, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Moisson"))
        self.setMinimumWidth(_WIDTH)
        self._words = Words(self)
        heading, body = QLabel(title, self), QLabel(text, self)
        heading.setFont(scaled(self.font(), SUBHEADING_SCALE, bold=True))
        for label in (heading, body):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(3 * GRID,) * 4)
        layout.setSpacing(GRID)
        layout.addWidget(heading)
        layout.addWidget(body)
        layout.addSpacing(2 * GRID)
        layout.addLayout(self._buttons)

    def offer(self, source: str, *, primary: bool = False) -> QPushButton:
        """A button that closes the box, with a marked text."""
        button = QPushButton(self)
        self._words.say(button.setText, source)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        if primary:
            button.setProperty("role", "primary")
            button.clicked.connect(self.accept)
        else:
            button.clicked.connect(self.reject)
        self._buttons.addWidget(button)
        return button


def stop_and_quit(text: str, window: QWidget | None, quits: Callable[[], object]) -> QuestionBox:
    """`quits` is called when the person wants it."""
    kept = tr("What was collected is kept. The rest follows after the next start.")
    box = QuestionBox(text, kept, window)
    box.offer(mark("Let it finish"))
    box.offer(mark("Stop and quit"), primary=True)
    box.accepted.connect(quits)
    _show(box)
    return box


def say_that_it_stays(window: QWidget, goes_on: Callable[[], object]) -> QuestionBox:
    """There is no tray to be put into."""
    box = QuestionBox(
        tr("Moisson stays in the taskbar"),
        tr(
            "This desktop shows no icons of programs that run in the background. Moisson goes on collecting "
            "and exporting with its window minimised; to end it, choose “Quit” in the settings."
        ),
        window,
    )
    box.offer(mark("Minimise the window"), primary=True)
    box.finished.connect(lambda _: goes_on())
    _show(box)
    return box


def _show(box: QuestionBox) -> None:
    box.open() if box.parentWidget() else box.show()
    box.raise_()
    box.activateWindow()
