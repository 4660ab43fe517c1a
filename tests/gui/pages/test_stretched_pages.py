"""Every page of the window with texts that are two fifths longer: nothing is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.errors import Outcome
from tests.gui.stretching import assert_nothing_is_cut, stretched_texts
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator, PageName
from ui.pages import page_factories
from ui.window_state import WindowStateFile
from ui.windows.main_window import MainWindow


@pytest.fixture
def window(
    qtbot: QtBot, parts: ServiceParts, desk: Desk, theme: Theme, navigator: Navigator, tmp_path: Path
) -> MainWindow:
    account = parts.add_account("EDF")
    parts.add_documents(3, account)
    store = parts.store()
    store.outbox.add_destination(
        "Factures", DestinationKind.FOLDER, {"path": str(tmp_path / "out")}, ExportRule()
    )
    store.issues.open(Outcome.WRONG_CREDENTIALS.value, {}, account_id=account.id)
    store.issues.open(Outcome.INTERACTION_REQUIRED.value, {"challenge": "code"}, account_id=account.id)
    state_file = WindowStateFile(tmp_path / "window.ini")
    window = MainWindow(desk, theme, navigator, state_file, page_factories())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize("name", list(PageName))
@pytest.mark.parametrize("size", [(1180, 760), (900, 600)], ids=["usual", "smallest"])
def test_no_page_cuts_longer_texts(
    qtbot: QtBot, window: MainWindow, desk: Desk, name: PageName, size: tuple[int, int]
) -> None:
    with stretched_texts():
        window.resize(*size)
        window.show_page(name)
        qtbot.waitUntil(lambda: desk.tasks.is_idle, timeout=10_000)
        assert_nothing_is_cut(window)
