"""The editor for each kind of field."""

from __future__ import annotations

from app.services.flows.steps import Field, FieldKind
from ui.look.theme import Theme
from ui.wizards.editors.choice_editors import SwitchEditor, choice_editor, choices_editor
from ui.wizards.editors.editor import Editor
from ui.wizards.editors.path_editors import FileEditor, FolderEditor
from ui.wizards.editors.template_editor import TemplateEditor
from ui.wizards.editors.text_editors import AddressEditor, SecretEditor, TextEditor
from ui.wizards.editors.time_editors import DateEditor, IntervalEditor
from ui.wizards.editors.totp_editor import TotpEditor

_PLAIN = {
    FieldKind.TEXT: TextEditor,
    FieldKind.ADDRESS: AddressEditor,
    FieldKind.TEMPLATE: TemplateEditor,
    FieldKind.CHOICE: choice_editor,
    FieldKind.CHOICES: choices_editor,
    FieldKind.SWITCH: SwitchEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.INTERVAL: IntervalEditor,
    FieldKind.FOLDER: FolderEditor,
    FieldKind.FILE: FileEditor,
}
_THEMED = {FieldKind.SECRET: SecretEditor, FieldKind.TOTP: TotpEditor}


def make_editor(field: Field, theme: Theme) -> Editor:
    """A portal is chosen on a page of its own."""
    themed = _THEMED.get(field.kind)
    return themed(field, theme) if themed else _PLAIN[field.kind](field)
