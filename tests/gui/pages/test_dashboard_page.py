"""Tableau de bord."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.deliveries import Receipt
from app.domain.errors import DeliveryOutcome, Outcome
from app.domain.schedules import Scheduled, Subject
from tests.gui.pages.scene import Scene
from ui.dashboard.dashboard_page import DashboardPage
from ui.navigation import PageName
from ui.widgets.card import Card
from ui.words import choose_language


@pytest.fixture(autouse=True)
def november(scene: Scene) -> None:
    scene.now_is(datetime(2026, 11, 20, 7, 12, tzinfo=UTC))


def said(card: Card) -> str:
    return "\n".join(card.texts)


def test_without_accounts_there_is_one_next_step(scene: Scene) -> None:
    page = scene.show(DashboardPage)
    assert page.empty.isVisible()
    page.empty.button.click()
    assert scene.heard == [("add_portal_wanted", None)]


def test_it_names_what_is_there_and_what_is_missing(scene: Scene) -> None:
    there, late = scene.account("EDF", Outcome.OK), scene.account("Orange", Outcome.OK)
    scene.documents(there, *(date(2026, month, 3) for month in range(5, 12)))
    scene.documents(late, *(date(2026, month, 3) for month in range(5, 10)))
    page = scene.show(DashboardPage)
    assert said(page.completeness) == (
        "November 2026, 1 of 2 accounts\n1 document: EDF\nStill to come: Orange\n"
        "October 2026, 1 of 2 accounts\n1 document: EDF\nMissing: Orange"
    )
    page.completeness.button.click()
    assert scene.heard == [("page_wanted", PageName.COMPANIES)]


def test_no_rhythm_is_no_promise(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(DashboardPage)
    assert said(page.completeness) == "November 2026, nothing expected\nOctober 2026, nothing expected"
    assert not page.completeness.button.isVisible()


def test_who_waits_is_led_to_the_appointment(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.INTERACTION_REQUIRED)
    page = scene.show(DashboardPage)
    assert said(page.waiting) == "EDF: verification required, since today 07:12"
    page.waiting.button.click()
    assert scene.heard == [("appointment_wanted", None)]
    scene.parts.store().issues.close(account_id=account.id)
    scene.desk.changed.emit()
    scene.settle()
    assert said(page.waiting) == "No account waits for you."
    assert not page.waiting.button.isVisible()


def test_the_last_deliveries(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    page = scene.show(DashboardPage)
    page.deliveries.button.click()
    assert scene.heard == [("add_destination_wanted", None)]
    drive = scene.parts.add_destination(name="Drive")
    scene.documents(account, date(2026, 11, 3), date(2026, 10, 3))
    outbox = scene.parts.store().outbox
    delivery = outbox.open_deliveries(drive.id)[0]
    receipt = Receipt("p", delivery.document.sha256, delivery.document.size)
    outbox.delivered(delivery.id, receipt, scene.parts.clock().now())
    outbox.set_outcome(drive.id, DeliveryOutcome.OK)
    scene.desk.changed.emit()
    scene.settle()
    assert said(page.deliveries) == (
        f"Drive: 1 document waits\nEDF · {delivery.document.facts.number}, today 07:12"
    )
    page.deliveries.button.click()
    assert scene.heard[-1] == ("page_wanted", PageName.SYNC)


def test_the_next_runs_follow_what_runs(scene: Scene) -> None:
    account = scene.account("EDF", Outcome.OK)
    scene.account("Orange", Outcome.WRONG_CREDENTIALS)
    page = scene.show(DashboardPage)
    assert said(page.runs).startswith("EDF, ")
    assert said(page.runs).endswith("1 has no next run until you have acted.")
    scene.desk.harvest.collect([account.id])
    assert Subject(Scheduled.ACCOUNT, account.id) in scene.desk.harvest.running
    assert said(page.runs).startswith("EDF, in progress")
    scene.desk.harvest.pause(True)
    assert said(page.runs).startswith("Everything is paused: nothing begins by itself.")


def test_cards_lie_below_each_other_where_there_is_no_room(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(DashboardPage, (964, 700))
    assert page.completeness.y() == page.waiting.y()
    page.resize(620, 700)
    scene.until(lambda: page.waiting.y() > page.completeness.y())


def test_the_language_changes_while_the_page_is_open(scene: Scene) -> None:
    scene.account("EDF", Outcome.OK)
    page = scene.show(DashboardPage)
    choose_language("fr")
    assert "novembre 2026" in said(page.completeness).casefold()
