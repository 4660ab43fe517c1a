"""Problèmes: each with the one action that repairs it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QDesktopServices

from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.issues import Action
from app.domain.schedules import Scheduled, Subject
from tests.gui.pages.scene import Scene
from ui.accounts.account_dialogs import AllowHostDialog, DocumentsAddressDialog
from ui.problems.problem_card import ROW_ACTIONS
from ui.problems.problems_page import ProblemsPage
from ui.words import choose_language


def only_card(page: ProblemsPage):  # type: ignore[no-untyped-def]
    assert len(page.cards) == 1
    return page.cards[0]


def test_nothing_is_promised_before_it_was_read(scene: Scene) -> None:
    page = ProblemsPage(scene.desk, scene.theme, scene.navigator)
    scene.qtbot.addWidget(page)
    page.show()
    assert not page.empty.isVisible()
    scene.settle()
    assert page.empty.isVisible()
    assert page.empty.title.text() == "No problem is open"
    assert not page.empty.button.isVisible()


def test_a_problem_says_what_happened_what_it_means_and_since_when(scene: Scene) -> None:
    scene.now_is(datetime(2026, 11, 20, 7, 12, tzinfo=UTC))
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    page = scene.show(ProblemsPage)
    card = only_card(page)
    assert card.title.text() == "EDF"
    assert card.text.text().splitlines() == [
        "EDF refused the password.",
        "Visits are suspended so that your account is not locked.",
        "Correct the password to resume.",
    ]
    assert card.since.text() == "since today 07:12"
    assert card.button.accessibleName() == "EDF: Correct"
    assert page.summary.text() == "1 open problem"


def test_every_action_of_the_core_has_a_button() -> None:
    assert set(ROW_ACTIONS) == set(Action) - {Action.REPAIR_DESTINATION}


def test_a_refused_password_leads_to_the_form(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    only_card(scene.show(ProblemsPage)).button.click()
    assert scene.heard == [("edit_account_wanted", account.id)]


@pytest.mark.parametrize(
    "outcome", [Outcome.INTERACTION_REQUIRED, Outcome.CHALLENGE_REFUSED, Outcome.PARTIAL]
)
def test_what_a_visit_repairs_is_visited(scene: Scene, outcome: Outcome) -> None:
    account = scene.account("EDF", outcome)
    page = scene.show(ProblemsPage)
    only_card(page).button.click()
    assert scene.desk.harvest.running == {Subject(Scheduled.ACCOUNT, account.id)}
    assert not only_card(page).button.isEnabled()
    assert only_card(page).button.text() == "In progress"


def test_a_visit_that_goes_well_closes_the_problem(scene: Scene) -> None:
    scene.account("EDF", Outcome.INTERACTION_REQUIRED)
    page = scene.show(ProblemsPage)
    scene.run_wishes()
    only_card(page).button.click()
    scene.until(page.empty.isVisible)
    assert scene.parts.scripted.visits[0].options.attended


def test_a_portal_is_opened(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    scene.account("EDF", Outcome.ACCOUNT_LOCKED)
    only_card(scene.show(ProblemsPage)).button.click()
    scene.settle()
    assert opened == ["https://edf.example/"]


def test_a_host_and_a_place_are_asked_for(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.HOST_NOT_ALLOWED, host="sso.example")
    page = scene.show(ProblemsPage)
    assert "sso.example" in only_card(page).text.text()
    only_card(page).button.click()
    scene.dialog(AllowHostDialog).yes.click()
    scene.until(page.empty.isVisible)
    assert scene.parts.account(account.id).allowed_hosts == ("sso.example",)
    scene.account("Orange", Outcome.PORTAL_CHANGED)
    scene.desk.changed.emit()
    scene.settle()
    only_card(page).button.click()
    assert "Orange" in scene.dialog(DocumentsAddressDialog).question.text()


@pytest.mark.parametrize(
    ("outcome", "button"),
    [(DeliveryOutcome.FOLDER_GONE, "Export again"), (DeliveryOutcome.RECONNECT, "Connect again")],
)
def test_destinations_are_repaired(scene: Scene, outcome: DeliveryOutcome, button: str) -> None:
    drive = scene.parts.add_destination(name="Drive")
    scene.parts.store().issues.open(outcome.value, {"path": "/disk"}, destination_id=drive.id)
    page = scene.show(ProblemsPage)
    card = only_card(page)
    assert card.button.text() == button
    assert "Drive" in card.text.text()
    card.button.click()
    if outcome is DeliveryOutcome.RECONNECT:
        assert scene.heard == [("reconnect_destination_wanted", drive.id)]
    else:
        assert scene.desk.harvest.running == {Subject(Scheduled.DESTINATION, drive.id)}


def test_the_language_changes_while_the_page_is_open(scene: Scene) -> None:
    scene.account("EDF", Outcome.WRONG_CREDENTIALS)
    page = scene.show(ProblemsPage)
    before = only_card(page).since.text()
    choose_language("fr")
    choose_language("en")
    assert only_card(page).since.text() == before
