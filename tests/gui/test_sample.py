"""The self-test's window: seen when something is drawn on it, told when nothing is."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.look import sample


def test_a_painted_window_is_seen(qtbot: QtBot) -> None:
    found = sample.try_window()
    assert (found.check, found.ok, found.advice) == ("window", True, "")
    assert dict(found.facts)["qt"].startswith("6.")


def test_without_pictures_it_is_blank(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "application_icon", QIcon)
    assert sample.try_window().advice == "blank"


def test_without_letters_it_is_blank(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    class Wordless(QLabel):
        def __init__(self, *arguments: object) -> None:
            super().__init__(arguments[-1])  # type: ignore[call-overload]  # the parent comes last
            self.setMinimumSize(60, 20)

    monkeypatch.setattr(sample, "QLabel", Wordless)
    assert sample.try_window().advice == "blank"
