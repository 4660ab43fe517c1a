"""A person at a wizard: looks at what is shown, types, presses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.services.flows.steps import Done
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.prompts.challenge_view import ChallengeView
from ui.wizards.editors.choice_editors import ChecksEditor, RadioEditor, SwitchEditor
from ui.wizards.editors.editor import LineEditor
from ui.wizards.editors.template_editor import TemplateEditor
from ui.wizards.editors.time_editors import DateEditor, IntervalEditor
from ui.wizards.flow_dialog import FlowDialog
from ui.wizards.flow_session import MakeFlow
from ui.wizards.flow_view import FlowView
from ui.wizards.pages.form_page import FormPage
from ui.wizards.pages.message_page import MessagePage
from ui.wizards.pages.portal_page import PortalPage

PATIENCE_MS = 10_000


class Wizard:
    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme, parts: ServiceParts) -> None:
        self.qtbot, self.desk, self.theme, self.parts = qtbot, desk, theme, parts
        self.results: list[Done] = []
        self.dialog: FlowDialog | None = None

    def open(self, make: MakeFlow) -> None:
        self.show(FlowDialog(self.desk, self.theme, make))

    def show(self, dialog: FlowDialog) -> None:
        self.dialog = dialog
        dialog.done_with.connect(self.results.append)
        dialog.open()

    @property
    def view(self) -> FlowView:
        assert self.dialog is not None
        return self.dialog.view

    @property
    def title(self) -> str:
        return self.view.title.text()

    @property
    def is_closed(self) -> bool:
        return self.dialog is None or not isValid(self.dialog) or not self.dialog.isVisible()

    @property
    def form(self) -> FormPage:
        page = self.view.form_page
        assert page is not None, self.title
        return page

    @property
    def question(self) -> ChallengeView:
        page = self.view.work_page
        assert page is not None and page.view is not None
        return page.view

    @property
    def message(self) -> str:
        page = self.view.page
        assert isinstance(page, MessagePage)
        return page.text.text()

    def until(self, reached: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(reached, timeout=PATIENCE_MS)

    def until_form(self, name: str) -> FormPage:
        self.until(
            lambda: (page := self.view.form_page) is not None and page.form.name == name and page.isEnabled()
        )
        return self.form

    def until_question(self) -> ChallengeView:
        self.until(lambda: (page := self.view.work_page) is not None and page.view is not None)
        return self.question

    def until_message(self, title: str) -> str:
        self.until(lambda: isinstance(self.view.page, MessagePage) and self.title == title)
        return self.message

    def until_closed(self) -> None:
        self.until(lambda: self.is_closed)

    def until_asked(self) -> str:
        self.until(lambda: self.view.is_asking)
        return self.view.asked.text()

    def fill(self, **values: object) -> None:
        for key, value in values.items():
            self._put(key, value)

    def choose_portal(self, portal_id: str) -> None:
        page = self.form
        assert isinstance(page, PortalPage)
        page.chooser.choose(portal_id)

    def fault(self, key: str) -> str:
        return self.form.boxes[key].fault_label.text()

    def press(self) -> None:
        """The primary button."""
        assert self.view.primary.isEnabled(), self.title
        self.qtbot.mouseClick(self.view.primary, Qt.MouseButton.LeftButton)

    def press_back(self) -> None:
        self.qtbot.mouseClick(self.view.back, Qt.MouseButton.LeftButton)

    def press_cancel(self) -> None:
        self.qtbot.mouseClick(self.view.cancel, Qt.MouseButton.LeftButton)

    def escape(self) -> None:
        assert self.dialog is not None
        self.qtbot.keyClick(self.dialog, Qt.Key.Key_Escape)

    def agree(self) -> None:
        self.qtbot.mouseClick(self.view.agree, Qt.MouseButton.LeftButton)

    def type_code(self, code: str) -> None:
        view = self.until_question()
        assert view.code is not None
        for number, sign in enumerate(code):
            box = view.code.boxes[number if view.code.is_segmented else 0]
            self.qtbot.keyClicks(box, sign)

    def close(self) -> None:
        """Whatever the test left open."""
        if not self.is_closed:
            if not self.view.is_asking:
                self.escape()
            if self.view.is_asking:
                self.agree()
            self.until_closed()

    def _put(self, key: str, value: object) -> None:
        editor = self.form.boxes[key].editor
        if isinstance(editor, LineEditor | TemplateEditor):
            line: QLineEdit = editor.line
            line.clear()
            self.qtbot.keyClicks(line, str(value))
        elif isinstance(editor, SwitchEditor):
            editor.box.setChecked(value is True)
        elif isinstance(editor, DateEditor):
            editor.box.setChecked(value is not None)
            if isinstance(value, QDate):
                editor.day.setDate(value)
        elif isinstance(editor, RadioEditor):
            [button] = [
                b for c, b in zip(editor.field.choices, editor.buttons, strict=True) if c.value == value
            ]
            button.click()
        elif isinstance(editor, ChecksEditor):
            assert isinstance(value, tuple)
            for choice, box in zip(editor.field.choices, editor.boxes, strict=True):
                box.setChecked(choice.value in value)
        else:
            assert isinstance(editor, IntervalEditor) and isinstance(value, tuple)
            editor.unit.setCurrentIndex(value[1])
            editor.number.setValue(value[0])
