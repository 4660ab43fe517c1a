"""The sign in the notification area: what it says, what its menu does. Whether it is shown is the desktop's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.domain.errors import Outcome
from app.ports.collector import Visit
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.tray.background import Background
from ui.tray.notices import Notice
from ui.tray.tray import Tray
from ui.window_state import WindowStateFile
from ui.words import choose_language

PATIENCE = 10_000


class Signs:
    def __init__(self, desk: Desk, theme: Theme, folder: Path) -> None:
        self.desk, self.navigator = desk, Navigator()
        self.background = Background(desk, self.navigator, WindowStateFile(folder / "window.ini"))
        self.tray = Tray(desk, theme, self.navigator, self.background)
        self.heard: list[str] = []
        self.background.window_wanted.connect(lambda: self.heard.append("window"))
        self.navigator.appointment_wanted.connect(lambda: self.heard.append("appointment"))

    @property
    def said(self) -> str:
        return self.tray.icon.toolTip()


@pytest.fixture
def signs(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Signs]:
    choose_language("en")
    signs = Signs(desk, Theme(qapp, Appearance.LIGHT), tmp_path)
    qtbot.waitUntil(lambda: desk.tasks.is_idle, timeout=PATIENCE)
    yield signs
    signs.tray.close()


def test_at_rest(signs: Signs) -> None:
    assert signs.said == "Moisson\nNothing waits for you"
    assert not signs.tray.appointment.isEnabled()
    assert not signs.tray.icon.icon().isNull()


def test_synchronise_visits_every_account(qtbot: QtBot, signs: Signs, parts: ServiceParts) -> None:
    accounts = [parts.add_account("EDF"), parts.add_account("Orange")]
    visited: list[int] = []

    def visit(visit: Visit) -> None:
        visited.append(visit.account.id)

    parts.scripted.default = visit
    signs.desk.harvest.start()
    signs.tray.collect.trigger()
    qtbot.waitUntil(lambda: sorted(visited) == [a.id for a in accounts], timeout=PATIENCE)
    qtbot.waitUntil(lambda: not signs.desk.harvest.running, timeout=PATIENCE)


def test_the_appointment_is_there_when_somebody_waits(
    qtbot: QtBot, signs: Signs, parts: ServiceParts
) -> None:
    before = signs.tray.icon.icon().cacheKey()
    account = parts.add_account()
    parts.store().issues.open(Outcome.INTERACTION_REQUIRED.value, {}, account_id=account.id)
    signs.desk.changed.emit()
    qtbot.waitUntil(signs.tray.appointment.isEnabled, timeout=PATIENCE)
    assert signs.tray.appointment.text() == "2FA appointment (1)"
    assert signs.said.endswith("1 account waits for you")
    assert signs.tray.icon.icon().cacheKey() != before
    signs.tray.appointment.trigger()
    assert signs.heard == ["window", "appointment"]


def test_pause_and_resume(signs: Signs) -> None:
    signs.tray.pause.trigger()
    assert signs.desk.harvest.is_paused
    assert (signs.tray.pause.text(), signs.said) == ("Resume", "Moisson\nPaused")
    signs.tray.pause.trigger()
    assert not signs.desk.harvest.is_paused
    assert signs.tray.pause.text() == "Pause"


def test_a_click_opens_the_window(signs: Signs) -> None:
    signs.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    signs.tray.open.trigger()
    signs.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert signs.heard == ["window", "window"]


def test_a_click_on_a_notice_leads_to_its_place(signs: Signs) -> None:
    signs.background.notified.emit(Notice("Title", "Text", lambda: signs.heard.append("place")))
    signs.tray.icon.messageClicked.emit()
    assert signs.heard == ["window", "place"]


def test_quit_ends_everything(qtbot: QtBot, signs: Signs) -> None:
    with qtbot.waitSignal(signs.background.left, timeout=PATIENCE):
        signs.tray.quit.trigger()


def test_the_menu_speaks_the_language_that_is_chosen(signs: Signs) -> None:
    choose_language("fr")
    assert signs.tray.collect.text() == "Synchroniser"
    choose_language("en")
    assert signs.tray.collect.text() == "Synchronise"


def test_without_a_notification_area_it_says_so(signs: Signs) -> None:
    assert signs.tray.is_there() == QSystemTrayIcon.isSystemTrayAvailable()
