from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.prompts.code_input import CodeInput


@pytest.fixture
def six(qtbot: QtBot) -> CodeInput:
    code = CodeInput(6)
    qtbot.addWidget(code)
    code.show()
    qtbot.waitExposed(code)
    code.activateWindow()
    return code


def shown(code: CodeInput) -> list[str]:
    return [box.text() for box in code.boxes]


@pytest.mark.parametrize(("length", "boxes"), [(4, 4), (6, 6), (10, 10), (None, 1), (3, 1), (11, 1)])
def test_boxes_only_for_a_length_that_is_likely(qtbot: QtBot, length: int | None, boxes: int) -> None:
    code = CodeInput(length)
    qtbot.addWidget(code)
    assert len(code.boxes) == boxes
    assert code.boxes[0].accessibleName() == (f"Sign 1 of {boxes} of the code" if boxes > 1 else "Code")


def test_each_sign_goes_on_to_the_next_box(qtbot: QtBot, six: CodeInput) -> None:
    for number, sign in enumerate("12345"):
        qtbot.keyClicks(six.boxes[number], sign)
    assert (six.is_complete, six.text) == (False, "12345")
    assert six.boxes[5].hasFocus()
    qtbot.keyClicks(six.boxes[5], "6")
    assert (six.is_complete, six.text) == (True, "123456")


def test_backspace_goes_back(qtbot: QtBot, six: CodeInput) -> None:
    six.fill("123")
    qtbot.keyClick(six.boxes[3], Qt.Key.Key_Backspace)
    assert shown(six) == ["1", "2", "", "", "", ""]
    assert six.boxes[2].hasFocus()
    qtbot.keyClick(six.boxes[2], Qt.Key.Key_Backspace)
    assert shown(six) == ["1", "", "", "", "", ""]


def test_arrows_move(qtbot: QtBot, six: CodeInput) -> None:
    six.fill("123456")
    qtbot.keyClick(six.boxes[5], Qt.Key.Key_Left)
    assert six.boxes[4].hasFocus()
    qtbot.keyClick(six.boxes[4], Qt.Key.Key_Right)
    assert six.boxes[5].hasFocus()


@pytest.mark.parametrize("text", ["123456", "12 34 56", "123-456 ", "1234567"])
def test_a_whole_code_at_once(six: CodeInput, text: str) -> None:
    six.fill(text)
    assert six.text == "123456"


def test_a_code_typed_by_an_input_method_into_one_box(qtbot: QtBot, six: CodeInput) -> None:
    qtbot.keyClicks(six.boxes[0], "1")
    six.boxes[1].setText("")
    six.boxes[1].setText("2345")
    six.boxes[1].textEdited.emit("2345")
    assert six.text == "12345"


def test_one_field_takes_any_length(qtbot: QtBot) -> None:
    code = CodeInput(None)
    qtbot.addWidget(code)
    assert not code.is_complete
    qtbot.keyClicks(code.boxes[0], "AB 12-x")
    assert (code.is_complete, code.text) == (True, "AB12x")
