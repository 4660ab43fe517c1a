"""Any form of a flow: one editor below the other, the advanced ones folded away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from app.domain.look_alikes import HostWarning
from app.i18n import mark
from app.services.flows.account_forms import HOST_WARNINGS
from app.services.flows.destination_forms import example_of
from app.services.flows.steps import Fault, Field, FieldKind, Form, Value
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.texts.faults import fault_text
from ui.texts.look_alikes import warning_text
from ui.widgets.labels import paragraph
from ui.wizards.editors.make_editor import make_editor
from ui.wizards.editors.template_editor import TemplateEditor
from ui.wizards.field_box import FieldBox
from ui.words import Words

_MORE = mark("More choices")


class FormPage(QWidget):
    """`facts`: what this and the pages before it know."""

    changed = Signal()
    submitted = Signal()
    """The person did what goes on by itself: a double click."""

    def __init__(
        self, form: Form, facts: Mapping[str, object], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.facts = facts
        self.theme = theme
        self.words = Words(self)
        self.boxes: dict[str, FieldBox] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2 * GRID)
        self._add_fault(form.fault)
        self._add_warnings(form.facts.get(HOST_WARNINGS))
        self.build()
        self._first = self.values()
        self._show_example()

    def build(self) -> None:
        """What the page is made of."""
        self.add_fields()

    def add_fields(self) -> None:
        for field in self.form.fields:
            if not field.advanced and _can_be_asked(field):
                self.column.addWidget(self._box(field.key))
        advanced = [field for field in self.form.fields if field.advanced and _can_be_asked(field)]
        if advanced:
            self._add_fold([field.key for field in advanced])
        self.column.addStretch(1)

    def values(self) -> dict[str, Value]:
        return {key: box.editor.value() for key, box in self.boxes.items()}

    @property
    def is_touched(self) -> bool:
        """Something was typed or chosen here."""
        return self.values() != self._first

    @property
    def is_complete(self) -> bool:
        """The primary button may be pressed."""
        return True

    def focus_first(self) -> None:
        """On what is wrong, else on what is empty, else on the first one."""
        boxes = [box for box in self.boxes.values() if box.editor.isVisible() and box.editor.isEnabled()]
        wrong = [box for box in boxes if box.editor.field.fault]
        empty = [box for box in boxes if box.editor.value() in (None, "")]
        for box in (*wrong, *empty, *boxes):
            box.editor.target.setFocus()
            return

    def _box(self, key: str) -> FieldBox:
        editor = make_editor(self.form[key], self.theme)
        editor.changed.connect(self._on_changed)
        box = self.boxes[key] = FieldBox(self.form.name, editor, self.facts)
        return box

    def _add_fold(self, keys: list[str]) -> None:
        fold = QToolButton()
        fold.setProperty("role", "quiet")
        fold.setCheckable(True)
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        self.words.say(fold.setText, _MORE)
        inside = QWidget()
        inside.setVisible(False)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for key in keys:
            column.addWidget(self._box(key))
        fold.toggled.connect(inside.setVisible)
        fold.toggled.connect(
            lambda open_: fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        )
        # A fault that nobody sees cannot be put right.
        fold.setChecked(any(self.form[key].fault for key in keys))
        self.fold = fold
        self.column.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(inside)

    def _add_fault(self, fault: Fault | None) -> None:
        if fault is None:
            return
        frame = QFrame()
        frame.setObjectName("fault")
        column = QVBoxLayout(frame)
        said = paragraph(role="wrong")
        company = str(self.facts.get("company", ""))
        self.words.also(lambda: said.setText(fault_text(fault, company)))
        column.addWidget(said)
        self.column.addWidget(frame)
        self.fault_label: QLabel = said

    def _add_warnings(self, warnings: object) -> None:
        self.warning_labels: list[QLabel] = []
        for warning in warnings if isinstance(warnings, tuple) else ():
            self._add_warning(warning)

    def _add_warning(self, warning: HostWarning) -> None:
        frame, said = QFrame(), paragraph()
        frame.setObjectName("fault")
        column = QVBoxLayout(frame)
        self.words.also(lambda: said.setText(warning_text(warning)))
        column.addWidget(said)
        self.column.addWidget(frame)
        self.warning_labels.append(said)

    @Slot()
    def _on_changed(self) -> None:
        self._show_example()
        self.changed.emit()

    def _show_example(self) -> None:
        for box in self.boxes.values():
            if isinstance(box.editor, TemplateEditor):
                box.editor.show_example(example_of(self.values()))


def _can_be_asked(field: Field) -> bool:
    """There is something to choose from."""
    return field.kind is not FieldKind.CHOICES or bool(field.choices)
