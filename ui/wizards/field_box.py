"""A field with its label, its help and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.portals import text_in
from app.i18n import language, tr
from app.services.flows.steps import Fault
from ui.look.palette import GRID
from ui.texts.explanation import filled
from ui.texts.faults import fault_text
from ui.texts.flows import field_text
from ui.widgets.labels import paragraph
from ui.wizards.editors.choice_editors import SwitchEditor
from ui.wizards.editors.editor import Editor, LineEditor
from ui.words import Words


class FieldBox(QWidget):
    """`facts`: fill the places of the words; `company` among them."""

    def __init__(
        self, form: str, editor: Editor, facts: Mapping[str, object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._facts = facts
        self._text = field_text(form, editor.field.key)
        self._fault: Fault | None = None
        self._label = QLabel()
        self._label.setBuddy(editor.target)
        self._help = paragraph(role="muted")
        self.fault_label = paragraph(role="wrong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        for widget in (self._label, editor, self._help, self.fault_label):
            self._column.addWidget(widget)
        self._label.setVisible(not editor.says_itself)
        self._words = Words(self)
        self._words.also(self._say)
        self.show_fault(editor.field.fault)

    @property
    def key(self) -> str:
        return self.editor.field.key

    @property
    def label_text(self) -> str:
        field = self.editor.field
        if own := text_in(field.words, language()):
            return own
        return filled((self._text.label,), self._facts) if self._text else field.key

    def show_fault(self, fault: Fault | None) -> None:
        self._fault = fault
        self.editor.show_wrong(fault is not None)
        self._say()

    def _say(self) -> None:
        label = self.label_text
        self._label.setText(label)
        if isinstance(self.editor, SwitchEditor):
            self.editor.box.setText(label)
        self.editor.named.setAccessibleName(label)
        fault = fault_text(self._fault, str(self._facts.get("company", ""))) if self._fault else ""
        self.fault_label.setText(fault)
        self.fault_label.setVisible(bool(fault))
        self._help.setText(self._help_text())
        self._help.setVisible(bool(self._help.text()))
        self.editor.named.setAccessibleDescription(" ".join(filter(None, (fault, self._help.text()))))
        example = self._text.example if self._text else ""
        if example:
            self.show_placeholder(example)

    def put_text(self, text: str) -> None:
        """As if the person had typed it."""
        if isinstance(self.editor, LineEditor):
            self.editor.line.setText(text)

    def show_placeholder(self, text: str) -> None:
        """What an empty line shows."""
        if isinstance(self.editor, LineEditor):
            self.editor.line.setPlaceholderText(text)

    def _help_text(self) -> str:
        own = text_in(self.editor.field.help, language())
        return own or (tr(self._text.help) if self._text and self._text.help else "")
