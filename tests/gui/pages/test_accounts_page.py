"""Entreprises & Portails, driven through its widgets."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from app.domain.errors import Outcome, VisitEndedError
from app.domain.runs import Phase
from app.domain.schedules import Scheduled, Subject
from app.ports.collector import Visit
from app.services.account_overview import Standing
from tests.gui.pages.accounts_steps import choose, close_menu, companies, menu_of, state
from tests.gui.pages.scene import Scene
from ui.accounts.accounts_page import AccountsPage
from ui.look.theme import Appearance
from ui.words import choose_language


def test_without_accounts_there_is_one_next_step(scene: Scene) -> None:
    page = scene.show(AccountsPage)
    assert page.empty.isVisible()
    assert page.empty.button.text() == "Add a portal"
    assert not page.header.all.isVisible()
    page.empty.button.click()
    assert scene.heard == [("add_portal_wanted", None)]


def test_the_plus_leads_to_both_kinds_of_accounts(scene: Scene) -> None:
    page = scene.show(AccountsPage)
    actions = page.header.add.menu().actions()
    assert [action.text() for action in actions] == ["Online portal…", "Customer account (by hand)…"]
    for action in actions:
        action.trigger()
    assert [name for name, _ in scene.heard] == ["add_portal_wanted", "add_manual_wanted"]


def test_the_summary_counts_what_is_there(scene: Scene) -> None:
    for number in range(3):
        scene.account(f"Fine {number}", Outcome.OK)
    scene.account("Code", Outcome.INTERACTION_REQUIRED)
    scene.account("Password", Outcome.WRONG_CREDENTIALS)
    scene.manual()
    page = scene.show(AccountsPage)
    assert page.header.summary.text() == "5 portals · 3 up to date · 1 waits for you · 1 to put right"
    assert len(companies(page)) == 6


def test_searching_and_filtering(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    scene.account("Orange", Outcome.INTERACTION_REQUIRED)
    page = scene.show(AccountsPage)
    QTest.keyClicks(page.header.search, "oran")
    assert companies(page) == ["Orange"]
    page.header.filter.setCurrentIndex(page.header.filter.findData(Standing.UP_TO_DATE))
    assert companies(page) == []
    assert page.empty.isVisible()
    page.empty.button.click()
    assert companies(page) == ["EDF", "Orange"]
    assert page.header.search.text() == ""
    page.header.search.setFocus()
    scene.until(page.header.search.hasFocus)
    QTest.keyClicks(page.header.search, "edf")
    QTest.keyClick(page.header.search, Qt.Key.Key_Escape)
    assert companies(page) == ["EDF", "Orange"]


def test_what_changes_elsewhere_is_shown(scene: Scene) -> None:
    page = scene.show(AccountsPage)
    scene.account("EDF", Outcome.OK)
    scene.desk.changed.emit()
    scene.settle()
    assert companies(page) == ["EDF"]
    assert not page.empty.isVisible()


def test_a_page_that_nobody_sees_reads_nothing(scene: Scene) -> None:
    page = scene.show(AccountsPage)
    page.hide()
    scene.account("EDF", Outcome.OK)
    scene.desk.changed.emit()
    scene.settle()
    assert companies(page) == []
    page.show()
    scene.settle()
    assert companies(page) == ["EDF"]


def test_enter_synchronises_and_the_visit_is_followed(scene: Scene) -> None:
    account, go_on = scene.account("EDF", Outcome.OK), threading.Event()

    def script(visit: Visit) -> None:
        visit.enter(Phase.SIGNING_IN)
        assert go_on.wait(10)

    scene.parts.scripted.scripts[account.id] = script
    page = scene.show(AccountsPage)
    scene.run_wishes()
    choose(page, "EDF")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert state(page, "EDF") == "Waiting for its turn"
    scene.until(lambda: state(page, "EDF") == "Signing in")
    assert page.panel.state.text() == "Signing in"
    assert page.panel.action.text() == "Stop"
    assert page.header.all.text() == "Stop all"
    assert "1 in progress" in page.header.summary.text()
    go_on.set()
    scene.until(lambda: state(page, "EDF") == "Connected")
    assert page.header.all.text() == "Synchronise all"
    assert scene.parts.scripted.visits[0].options.attended


def test_stopping_ends_the_visit_and_keeps_what_was_collected(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)

    def script(visit: Visit) -> None:
        visit.enter(Phase.LISTING)
        while True:
            visit.check_cancelled()

    scene.parts.scripted.scripts[account.id] = script
    page = scene.show(AccountsPage)
    scene.run_wishes()
    page.header.all.click()
    scene.until(lambda: state(page, "EDF") == "Reading the list")
    page.header.all.click()
    scene.until(lambda: not scene.desk.harvest.running)
    scene.settle()
    assert state(page, "EDF") == "Visit broken off"


def test_synchronising_all_leaves_paused_accounts_alone(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    scene.account("Orange", Outcome.WRONG_CREDENTIALS)
    scene.manual()
    page = scene.show(AccountsPage)
    page.header.all.click()
    scene.settle()
    assert scene.desk.harvest.running == {Subject(Scheduled.ACCOUNT, 1)}


def test_there_may_be_nothing_to_synchronise(scene: Scene) -> None:
    scene.account("Orange", Outcome.WRONG_CREDENTIALS)
    page = scene.show(AccountsPage)
    page.header.all.click()
    scene.settle()
    assert scene.heard[0][0] == "message_wanted"


def test_the_panel_tells_everything_about_the_selected_account(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    account = scene.account("EDF", Outcome.OK)
    scene.documents(account, *(date(2026, month, 3) for month in range(4, 10)))
    scene.now_is(datetime(2026, 11, 20, 7, 12, tzinfo=UTC))
    scene.visit(account, Outcome.PORTAL_CHANGED, evidence=str(tmp_path))
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    scene.settle()
    panel = page.panel
    assert panel.company.text() == "EDF"
    assert panel.state.text() == "Portal changed"
    assert "The portal has probably changed." in panel.explanation.text()
    assert panel.values["Last visit"].text() == "today 07:12"
    assert panel.values["Documents"].text() == "6"
    assert panel.values["Newest document"].text() == "3 Sept 2026"
    assert panel.values["Overdue"].text() == "expected: October 2026"
    assert panel.months.tip(9) == f"September 2026: 1 document\nF-{account.id}-20260903"
    assert panel.months.tip(10) == "October 2026: expected, not there yet"
    said = [label.text() for label in panel.history.findChildren(type(panel.user)) if label.text()]
    assert said[:3] == ["Portal changed", "12 listed · 2 new · 1 not taken", "today 07:12"]
    panel.history.findChild(QPushButton).click()
    assert opened == [str(tmp_path)]


def test_a_narrow_page_shows_the_panel_over_the_table(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage, (684, 600))
    choose(page, "EDF")
    assert not page.panel.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert page.panel.isVisible() and not page.table.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.table.isVisible() and not page.panel.isVisible()
    page.resize(1200, 700)
    choose(page, "EDF")
    menu_of(page, "EDF")["History"].trigger()
    close_menu()
    assert page.panel.isVisible() and page.table.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    assert not page.panel.isVisible()


def test_an_account_is_led_to_even_before_the_page_has_read_anything(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    wanted = scene.account("Orange", Outcome.OK)
    page = AccountsPage(scene.desk, scene.theme, scene.navigator)
    scene.qtbot.addWidget(page)
    scene.navigator.account_wanted.emit(wanted.id)
    page.resize(1000, 700)
    page.show()
    scene.settle()
    assert page.panel.isVisible()
    assert page.panel.company.text() == "Orange"
    QTest.keyClicks(page.header.search, "edf")
    scene.navigator.account_wanted.emit(wanted.id)
    assert page.panel.company.text() == "Orange"


def test_the_language_changes_while_the_page_is_open(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    before = (page.header.summary.text(), page.header.search.placeholderText(), page.panel.state.text())
    choose_language("fr")
    assert page.panel.values["Documents"].text() == "0"
    choose_language("en")
    assert before == (
        page.header.summary.text(),
        page.header.search.placeholderText(),
        page.panel.state.text(),
    )


def test_a_visit_that_fails_shows_its_reason(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)

    def script(visit: Visit) -> None:
        raise VisitEndedError(Outcome.WRONG_CREDENTIALS)

    scene.parts.scripted.scripts[account.id] = script
    page = scene.show(AccountsPage)
    scene.run_wishes()
    choose(page, "EDF")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    scene.until(lambda: state(page, "EDF") == "Password refused")
    scene.settle()
    assert page.panel.action.text() == "Correct"


def test_everything_is_painted_anew_when_the_theme_changes(scene: Scene) -> None:
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    light = page.grab().toImage()
    scene.theme.choose(Appearance.DARK)
    try:
        dark = page.grab().toImage()
    finally:
        scene.theme.choose(Appearance.LIGHT)
    corners = [(x, y) for x in (2, page.width() - 3) for y in (2, page.height() - 3)]
    assert all(
        light.pixelColor(*at).lightness() > 200 > 80 > dark.pixelColor(*at).lightness() for at in corners
    )


def test_every_control_has_a_name(scene: Scene) -> None:
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    page = scene.show(AccountsPage)
    choose(page, "EDF")
    controls = [
        w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    named = [w for w in controls if isinstance(w, QAbstractButton | QLineEdit | QComboBox | QTableView)]
    assert len(named) == 7
    for control in named:
        said = control.text() if isinstance(control, QAbstractButton) else ""
        assert control.accessibleName() or said, control
