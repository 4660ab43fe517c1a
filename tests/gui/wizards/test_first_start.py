"""The first start: a portal or the demonstration, where to deliver, done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.domain.challenges import Challenge, ChallengeKind
from app.ports.collector import Visit
from tests.gui.window_parts import WindowAccess, wiring_of
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.wizards.first_start import FirstStartDialog
from ui.wizards.flow_view import FlowView
from ui.wizards.pages.form_page import FormPage


class Demonstration:
    username, password, last_code = "camille@exemple.fr", "d3mo", ""
    url = "http://127.0.0.1:8765/connexion"


class Starting:
    def __init__(self, qtbot: QtBot, desk: Desk, theme: Theme) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.dialog = FirstStartDialog(desk, theme)
        self.dialog.open()

    def until(self, reached: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(reached, timeout=10_000)

    def until_title(self, title: str) -> None:
        self.until(lambda: self.dialog.shown.title.text() == title)

    def until_form(self, name: str) -> FormPage:
        self.until(
            lambda: (
                isinstance(page := self.dialog.shown.page, FormPage)
                and page.form.name == name
                and page.isEnabled()
            )
        )
        page = self.dialog.shown.page
        assert isinstance(page, FormPage)
        return page

    def press(self) -> None:
        assert self.dialog.shown.primary.isEnabled()
        self.qtbot.mouseClick(self.dialog.shown.primary, Qt.MouseButton.LeftButton)

    def press_cancel(self) -> None:
        self.qtbot.mouseClick(self.dialog.shown.cancel, Qt.MouseButton.LeftButton)

    def choose(self, option: int) -> None:
        self.dialog._options.button(option).click()

    @property
    def is_closed(self) -> bool:
        return not isValid(self.dialog) or not self.dialog.isVisible()


@pytest.fixture
def demonstration() -> Demonstration:
    return Demonstration()


@pytest.fixture
def starting(
    qtbot: QtBot, theme: Theme, access: WindowAccess, tmp_path: Path, demonstration: Demonstration
) -> Iterator[Starting]:
    wiring = replace(wiring_of(access, tmp_path), demonstration=lambda: demonstration)
    desk = Desk(wiring)
    starting = Starting(qtbot, desk, theme)
    yield starting
    if not starting.is_closed and isinstance(view := starting.dialog.shown, FlowView):
        view._cancel()
        starting.until(lambda: starting.dialog.shown is not view)
    assert desk.close(10)


def test_the_demonstration_from_its_start_to_the_end(
    starting: Starting, parts: ServiceParts, demonstration: Demonstration, tmp_path: Path
) -> None:
    def visit(visit: Visit) -> None:
        if not visit.options.check_only:
            return
        demonstration.last_code = "246810"
        answer = visit.prompter.ask(Challenge(ChallengeKind.CODE, visit.account.company, length=6))
        assert answer.text == "246810"

    parts.scripted.default = visit
    assert starting.dialog.step.text() == "Step 1 of 3"
    starting.choose(1)
    starting.press()
    page = starting.until_form("credentials")
    assert (page.values()["username"], page.values()["password"]) == ("camille@exemple.fr", "d3mo")
    starting.press()
    view = starting.dialog.shown
    assert isinstance(view, FlowView)
    starting.until(lambda: view.work_page is not None and view.work_page.view is not None)
    assert view.work_page is not None and view.work_page.view is not None
    assert any("246810" in label.text() for label in view.work_page.view.findChildren(QLabel))
    assert view.work_page.view.code is not None
    view.work_page.view.code.fill("246810")
    starting.press()
    starting.until_title("127.0.0.1 is connected")
    assert starting.dialog.shown.primary.text() == "Continue"
    starting.press()
    deliver_to(starting, tmp_path / "Compta")
    starting.until_title("Everything is ready")
    assert starting.dialog.step.text() == "Step 3 of 3"
    starting.press()
    starting.until(lambda: starting.is_closed)
    assert len(parts.store().accounts.all()) == len(parts.store().outbox.destinations()) == 1


def deliver_to(starting: Starting, folder: Path) -> None:
    starting.until_form("kind")
    assert starting.dialog.step.text() == "Step 2 of 3"
    for name in ("interval", "advanced", "folder"):
        starting.press()
        page = starting.until_form(name)
    page.boxes["path"].put_text(str(folder))
    starting.press()
    starting.until_form("preview")
    starting.press()
    starting.until_title("Compta is ready")
    starting.press()


def test_a_portal_of_ones_own(starting: Starting, parts: ServiceParts) -> None:
    starting.press()
    page = starting.until_form("portal")
    page.chooser.choose("edf")  # type: ignore[attr-defined]
    starting.press()
    page = starting.until_form("credentials")
    assert page.values()["username"] == ""
    page.boxes["username"].put_text("me")
    page.boxes["password"].put_text("s3cret")
    starting.press()
    starting.until_title("EDF is connected")
    starting.press()
    starting.until_form("kind")
    starting.press_cancel()
    starting.until_title("Everything is ready")
    assert len(parts.store().accounts.all()) == 1


def test_who_leaves_the_portal_is_asked_again(starting: Starting, parts: ServiceParts) -> None:
    starting.press()
    starting.until_form("portal")
    starting.qtbot.keyClick(starting.dialog, Qt.Key.Key_Escape)
    starting.until_title("How do you want to begin?")
    starting.press_cancel()
    starting.until(lambda: starting.is_closed)
    assert not parts.store().accounts.all()


def test_a_demonstration_that_does_not_start(
    qtbot: QtBot, theme: Theme, access: WindowAccess, tmp_path: Path
) -> None:
    def fail() -> Demonstration:
        raise OSError("no port")

    desk = Desk(replace(wiring_of(access, tmp_path), demonstration=fail))
    starting = Starting(qtbot, desk, theme)
    starting.choose(1)
    starting.press()
    starting.until(lambda: "OSError" in starting.dialog.shown.help.text())
    assert starting.dialog.shown.primary.isEnabled()
    starting.dialog.reject()
    assert desk.close(10)
