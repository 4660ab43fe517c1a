"""One of several, several of many, and yes or no."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import tr
from app.services.flows.steps import Choice, Field, Value
from ui.look.palette import GRID
from ui.texts.flows import CHOICE_HELP, CHOICES
from ui.widgets.labels import paragraph
from ui.wizards.editors.editor import Editor, NoWheel
from ui.words import Words

MANY: Final = 8
"""More than so many are shown in a list that scrolls."""
_FEW: Final = 4
_INDENT: Final = 3 * GRID


def words_of(choice: Choice) -> str:
    return choice.words or tr(CHOICES[choice.value])


class RadioEditor(Editor):
    """Few: all of them are seen at once."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self._group = QButtonGroup()
        self.buttons = [QRadioButton() for _ in field.choices]
        super().__init__(field, self.buttons[0], parent)
        self._group.setParent(self)
        self._words = Words(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for choice, button in zip(field.choices, self.buttons, strict=True):
            self._add(column, choice, button)
        chosen = [n for n, choice in enumerate(field.choices) if choice.value == field.value]
        self.buttons[chosen[0] if chosen else 0].setChecked(True)
        self._group.buttonToggled.connect(self.changed)

    def _add(self, column: QVBoxLayout, choice: Choice, button: QRadioButton) -> None:
        self._group.addButton(button)
        self._words.also(lambda: button.setText(words_of(choice)))
        column.addWidget(button)
        if source := CHOICE_HELP.get(choice.value):
            help_label = paragraph(role="muted")
            help_label.setContentsMargins(_INDENT, 0, 0, GRID)
            self._words.say(help_label.setText, source)
            self._words.say(button.setAccessibleDescription, source)
            column.addWidget(help_label)

    @property
    def named(self) -> QWidget:
        return self

    def value(self) -> Value:
        chosen = (c.value for c, b in zip(self.field.choices, self.buttons, strict=True) if b.isChecked())
        return next(chosen, None)


class ComboEditor(Editor):
    """More: they fold away."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        super().__init__(field, self.box, parent)
        self.box.installEventFilter(NoWheel(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        for choice in field.choices:
            self.box.addItem("", choice.value)
        self._words = Words(self)
        self._words.also(self._say)
        self.box.setCurrentIndex(max(self.box.findData(field.value), 0))
        self.box.currentIndexChanged.connect(self.changed)

    def _say(self) -> None:
        for number, choice in enumerate(self.field.choices):
            self.box.setItemText(number, words_of(choice))

    def value(self) -> Value:
        data = self.box.currentData()
        return data if isinstance(data, str) else None


class SwitchEditor(Editor):
    says_itself = True

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.box = QCheckBox()
        super().__init__(field, self.box, parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.box.setChecked(field.value is True)
        self.box.toggled.connect(self.changed)

    def value(self) -> Value:
        return self.box.isChecked()


class ChecksEditor(Editor):
    """Several of a few."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.boxes = [QCheckBox() for _ in field.choices]
        super().__init__(field, self.boxes[0], parent)
        chosen = field.value if isinstance(field.value, tuple) else ()
        self._words = Words(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for choice, box in zip(field.choices, self.boxes, strict=True):
            box.setChecked(choice.value in chosen)
            box.toggled.connect(self.changed)
            column.addWidget(box)
        self._words.also(self._say)

    def _say(self) -> None:
        for choice, box in zip(self.field.choices, self.boxes, strict=True):
            box.setText(words_of(choice))

    @property
    def named(self) -> QWidget:
        return self

    def value(self) -> Value:
        pairs = zip(self.field.choices, self.boxes, strict=True)
        return tuple(choice.value for choice, box in pairs if box.isChecked())


class ChecklistEditor(Editor):
    """Several of many."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        self.list = QListWidget()
        super().__init__(field, self.list, parent)
        chosen = field.value if isinstance(field.value, tuple) else ()
        for choice in field.choices:
            item = QListWidgetItem(words_of(choice), self.list)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            on = choice.value in chosen
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.list.setFixedHeight(MANY * 3 * GRID)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        self.list.itemChanged.connect(self._on_item_changed)

    @Slot()
    def _on_item_changed(self) -> None:
        self.changed.emit()

    def value(self) -> Value:
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )


def choice_editor(field: Field, parent: QWidget | None = None) -> Editor:
    return (RadioEditor if len(field.choices) <= _FEW else ComboEditor)(field, parent)


def choices_editor(field: Field, parent: QWidget | None = None) -> Editor:
    return (ChecksEditor if len(field.choices) <= MANY else ChecklistEditor)(field, parent)
