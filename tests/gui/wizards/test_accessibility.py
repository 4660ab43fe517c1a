"""Every control of a wizard says its name, and says it in another language at once."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLineEdit, QWidget

from tests.gui.stretching import stretched_texts
from tests.gui.wizards.wizard_driver import Wizard
from ui.wizards.making import add_destination, add_portal, edit_account, edit_destination


def nameless(shown: QWidget) -> list[str]:
    """Controls that the keyboard reaches and that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in shown.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _name(widget)
    ]


def _name(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QAbstractSpinBox):
        return "part of a box"
    if widget.objectName().startswith("qt_") or type(widget).__name__ == "QScrollArea":
        return "part of another"
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def unfold(wizard: Wizard) -> None:
    if hasattr(wizard.form, "fold"):
        wizard.form.fold.click()


def test_a_portal(wizard: Wizard) -> None:
    wizard.open(add_portal)
    page = wizard.until_form("portal")
    assert wizard.dialog is not None
    for way in range(4):
        page.chooser.go(way)  # type: ignore[attr-defined]
        assert nameless(wizard.dialog) == []
    wizard.choose_portal("operator")
    wizard.press()
    wizard.until_form("credentials")
    unfold(wizard)
    assert nameless(wizard.dialog) == []
    assert wizard.form.boxes["username"].editor.target.accessibleName() == "User name"


def test_a_destination(wizard: Wizard) -> None:
    wizard.parts.add_account()
    wizard.open(add_destination)
    for name in ("kind", "interval", "advanced", "folder"):
        wizard.until_form(name)
        unfold(wizard)
        assert wizard.dialog is not None
        assert nameless(wizard.dialog) == []
        if name == "kind":
            first = wizard.form.boxes["kind"].editor
            assert (first.accessibleName(), first.target.accessibleName()) == ("Kind of destination", "")
        wizard.press() if name != "folder" else None


def test_a_fault_is_read_out_with_its_field(wizard: Wizard) -> None:
    account = wizard.parts.add_account()
    wizard.open(partial(edit_account, account.id))
    wizard.until_form("credentials")
    wizard.fill(name="")
    wizard.press()
    wizard.until(lambda: wizard.fault("name") != "")
    target = wizard.form.boxes["name"].editor.target
    assert target.accessibleDescription().startswith("Please fill this in.")
    wizard.until(target.hasFocus)


@pytest.mark.parametrize("page", ["form", "failure"])
def test_another_language_is_spoken_at_once(wizard: Wizard, page: str) -> None:
    destination = wizard.parts.add_destination()
    wizard.open(partial(edit_destination, destination.id if page == "form" else 99))
    if page == "form":
        wizard.until_form("rule")
    else:
        wizard.until_message("This cannot go on yet")
    before = wizard.title, wizard.view.primary.text()
    with stretched_texts():
        after = wizard.title, wizard.view.primary.text()
        assert all(
            len(new) > len(old) and new.startswith(old[:4]) for old, new in zip(before, after, strict=True)
        )
        if page == "form":
            assert wizard.form.boxes["types"].label_text != "Types of documents"
    assert (wizard.title, wizard.view.primary.text()) == before
