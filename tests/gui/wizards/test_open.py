"""What the navigator asks for is opened, one dialog at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.wizards.first_start import FirstStartDialog
from ui.wizards.flow_dialog import FlowDialog
from ui.wizards.open import Wizards


@pytest.fixture
def navigator() -> Navigator:
    return Navigator()


@pytest.fixture
def wizards(qtbot: QtBot, desk: Desk, theme: Theme, navigator: Navigator) -> Iterator[Wizards]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    wizards = Wizards(desk, theme, navigator, window)
    yield wizards
    if wizards.dialog is not None:
        wizards.dialog.reject()
        qtbot.waitUntil(lambda: wizards.dialog is None, timeout=10_000)


WISHES: dict[str, tuple[Callable[[Navigator], object], str]] = {
    "portal": (lambda n: n.add_portal_wanted.emit(), "Which portal shall be added?"),
    "manual": (lambda n: n.add_manual_wanted.emit(), "For which company will you add documents by hand?"),
    "account": (lambda n: n.edit_account_wanted.emit(1), "Change the account at EDF"),
    "destination": (lambda n: n.add_destination_wanted.emit(), "Where shall your documents be delivered?"),
    "rule": (lambda n: n.edit_destination_wanted.emit(1), "Change what goes to Factures"),
    "reconnect": (lambda n: n.reconnect_destination_wanted.emit(1), "Is the folder of Factures there again?"),
    "appointment": (lambda n: n.appointment_wanted.emit(), "No portal waits for you"),
}


@pytest.mark.parametrize("wish", WISHES)
def test_each_wish_opens_its_dialog(
    qtbot: QtBot, wizards: Wizards, navigator: Navigator, parts: ServiceParts, wish: str
) -> None:
    parts.add_account()
    parts.add_destination()
    ask, title = WISHES[wish]
    ask(navigator)
    qtbot.waitUntil(
        lambda: wizards.dialog is not None and wizards.dialog.windowTitle() == title, timeout=10_000
    )


def test_one_at_a_time(qtbot: QtBot, wizards: Wizards, navigator: Navigator) -> None:
    navigator.add_manual_wanted.emit()
    first = wizards.dialog
    navigator.add_portal_wanted.emit()
    assert wizards.dialog is first
    assert isinstance(first, FlowDialog)


def test_the_first_start_only_while_there_is_nothing(
    qtbot: QtBot, wizards: Wizards, desk: Desk, parts: ServiceParts
) -> None:
    account = parts.add_account()
    wizards.begin()
    qtbot.waitUntil(lambda: desk.tasks.is_idle, timeout=10_000)
    assert wizards.dialog is None
    parts.store().accounts.remove(account.id, keep_documents=False)
    wizards.begin()
    qtbot.waitUntil(lambda: isinstance(wizards.dialog, FirstStartDialog), timeout=10_000)
