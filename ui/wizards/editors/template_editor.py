"""How files are named, with an example that follows every key."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from app.i18n import mark, tr
from app.services.flows.steps import Fault, Field, Value
from ui.look.palette import GRID
from ui.texts.faults import fault_text
from ui.texts.flows import PLACES
from ui.widgets.labels import paragraph
from ui.wizards.editors.editor import Editor
from ui.words import Words

_INSERT = mark("Insert: {place}")
_EXAMPLE = mark("Example: {name}")
_IN_A_ROW = 4


class TemplateEditor(Editor):
    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        super().__init__(field, self.line, parent)
        self.line.setText(str(field.value or ""))
        self.line.textChanged.connect(self.changed)
        self.example: QLabel = paragraph()
        self._shown: str | Fault = ""
        self._words = Words(self)
        places = QGridLayout()
        places.setSpacing(GRID // 2)
        places.setColumnStretch(_IN_A_ROW, 1)
        for number, (place, source) in enumerate(PLACES.items()):
            places.addWidget(self._place_button(place, source), number // _IN_A_ROW, number % _IN_A_ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.line)
        column.addLayout(places)
        column.addWidget(self.example)
        self._words.also(self._say_example)

    def _place_button(self, place: str, source: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "plain")
        self._words.say(button.setText, source)
        self._words.also(lambda: button.setAccessibleName(tr(_INSERT, place=tr(source))))
        button.clicked.connect(partial(self._insert, place))
        return button

    def _insert(self, place: str, *_: object) -> None:
        self.line.insert("{" + place + "}")
        self.line.setFocus()

    def show_example(self, example: str | Fault) -> None:
        """A name, or what is wrong with the template."""
        self._shown = example
        self._say_example()

    def _say_example(self) -> None:
        wrong = isinstance(self._shown, Fault)
        shown = self._shown
        self.example.setText(fault_text(shown) if isinstance(shown, Fault) else tr(_EXAMPLE, name=shown))
        self.example.setProperty("role", "wrong" if wrong else "muted")
        self.example.style().unpolish(self.example)
        self.example.style().polish(self.example)

    def value(self) -> Value:
        return self.line.text()
