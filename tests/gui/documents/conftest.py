"""The page of documents on a screen that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.i18n import set_language
from ui.bridge.desk import Desk
from ui.documents.documents_page import DocumentsPage
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator


@pytest.fixture
def navigator() -> Navigator:
    return Navigator()


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, navigator: Navigator) -> Iterator[DocumentsPage]:
    set_language("en")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    page = DocumentsPage(desk, Theme(application, Appearance.LIGHT), navigator)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    yield page
    page.commands.files.clear()
