"""The key of an authenticator app out of a picture of its QR code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.wizards.test_add_portal import at_credentials
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.adapters.test_qr_codes import KEY, picture_of
from ui.wizards.editors.totp_editor import TotpEditor


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


@pytest.fixture
def editor(wizard: Wizard) -> TotpEditor:
    at_credentials(wizard)
    found: TotpEditor = wizard.form.findChild(TotpEditor)
    return found


def test_a_picture_gives_the_key(
    editor: TotpEditor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture_of(KEY).save(tmp_path / "code.png")
    choose(monkeypatch, tmp_path / "code.png")
    with qtbot.waitSignal(editor.changed):
        editor.picture_button.click()
    assert editor.value() == KEY


def test_a_picture_without_a_code_and_a_file_that_is_none_are_told(
    editor: TotpEditor, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (50, 50)).save(tmp_path / "black.png")
    (tmp_path / "notes.txt").write_text("no picture")
    for name, said in (("black.png", "No QR code"), ("notes.txt", "no picture that can be read")):
        choose(monkeypatch, tmp_path / name)
        editor.picture_button.click()
        qtbot.waitUntil(lambda said=said: said in editor.line.placeholderText(), timeout=10_000)
        assert editor.value() == ""
        assert editor.line.property("wrong")


def test_choosing_no_picture_changes_nothing(editor: TotpEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    editor.line.setText("JBSWY3DPEHPK3PXP")
    choose(monkeypatch, "")
    editor.picture_button.click()
    assert editor.value() == "JBSWY3DPEHPK3PXP"
