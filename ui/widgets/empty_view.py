"""What a page shows while there is nothing to show: what will be here, and the one next step."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.look.icons import Symbol, icon
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.widgets.buttons import text_button
from ui.widgets.labels import paragraph, subheading

_PICTURE = 48
_WIDTH = 420


class EmptyView(QWidget):
    pressed = Signal()

    def __init__(self, theme: Theme, symbol: Symbol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._symbol = theme, symbol
        self._picture, self.title, self.text = QLabel(), subheading(), paragraph(role="muted")
        self.button = text_button(primary=True)
        self.button.clicked.connect(self.pressed)
        middle, across = QVBoxLayout(), QHBoxLayout()
        middle.setSpacing(GRID + GRID // 2)
        for label in (self._picture, self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(label is not self._picture)
            middle.addWidget(label)
        middle.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        # A widget of this width: a layout alone would not give wrapped words their height.
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        column.setLayout(middle)
        across.addStretch(1)
        across.addWidget(column)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def say(self, title: str, text: str, button: str) -> None:
        """Without a word for it, there is no button."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        for label in (self.title, self.text):
            # A layout that centres a label does not ask how high it is at its width.
            label.setMinimumHeight(label.heightForWidth(_WIDTH))
        self.button.setText(button)
        self.button.setVisible(bool(button))

    @Slot()
    def _on_theme_changed(self) -> None:
        picture = icon(self._symbol, self._theme.palette.muted)
        self._picture.setPixmap(picture.pixmap(_PICTURE, _PICTURE))
