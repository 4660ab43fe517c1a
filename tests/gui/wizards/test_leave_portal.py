"""Leaving the portal wizard: at each step, by each way, without a trace."""

from __future__ import annotations

import threading

import pytest

from app.domain.errors import Outcome
from app.ports.collector import Visit
from tests.gui.window_parts import WindowAccess
from tests.gui.wizards.test_add_portal import LOGIN, at_credentials, sign_in_as
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.account_requests import assert_nothing_is_stored
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import in_turn, sign_in
from tests.unit.services.service_parts import make_fetched
from ui.wizards.making import add_portal


def test_an_untouched_first_page_closes_at_once(wizard: Wizard, access: WindowAccess) -> None:
    wizard.open(add_portal)
    wizard.until_form("portal")
    assert access.held
    wizard.escape()
    wizard.until_closed()
    assert not access.held
    assert wizard.results == []


def test_what_was_typed_is_not_lost_by_a_key(wizard: Wizard) -> None:
    at_credentials(wizard)
    wizard.fill(**LOGIN)
    wizard.escape()
    assert wizard.until_asked() == "What you entered here will be lost."
    wizard.escape()
    assert not wizard.view.is_asking
    assert wizard.form.values()["password"] == "s3cret"
    wizard.press_cancel()
    wizard.until_asked()
    wizard.agree()
    wizard.until_closed()
    assert_nothing_is_stored(wizard.parts)


@pytest.mark.parametrize("outcome", [Outcome.WRONG_CREDENTIALS, Outcome.ACCOUNT_LOCKED])
def test_after_a_sign_in_that_failed(wizard: Wizard, outcome: Outcome) -> None:
    sign_in_as(wizard, ending(outcome))
    wizard.until(
        lambda: (page := wizard.view.form_page) is not None and bool(page.form.faults) and page.isEnabled()
    )
    wizard.escape()
    wizard.until_asked()
    wizard.agree()
    wizard.until_closed()
    assert_nothing_is_stored(wizard.parts)


def test_while_signing_in(wizard: Wizard) -> None:
    entered = threading.Event()

    def wait(visit: Visit) -> None:
        entered.set()
        while True:
            visit.check_cancelled()
            threading.Event().wait(0.01)

    sign_in_as(wizard, wait)
    wizard.until(entered.is_set)
    wizard.escape()
    assert wizard.until_asked() == "This is still under way."
    wizard.agree()
    wizard.until_closed()
    assert_nothing_is_stored(wizard.parts)


def test_stopped_in_the_sign_in_the_form_is_there_again(wizard: Wizard) -> None:
    entered = threading.Event()

    def wait(visit: Visit) -> None:
        entered.set()
        while True:
            visit.check_cancelled()
            threading.Event().wait(0.01)

    sign_in_as(wizard, in_turn(wait, sign_in, sign_in))
    wizard.until(entered.is_set)
    wizard.press_cancel()
    wizard.until_form("credentials")
    assert wizard.form.values()["password"] == "s3cret"
    assert wizard.form.form.faults == {}
    wizard.press()
    wizard.until_message("EDF is connected")


def test_stopped_in_the_first_collection_the_account_stays(wizard: Wizard) -> None:
    collecting = threading.Event()

    def wait(visit: Visit) -> None:
        visit.keep(make_fetched(visit.work_dir, 1))
        collecting.set()
        while True:
            visit.check_cancelled()
            threading.Event().wait(0.01)

    sign_in_as(wizard, in_turn(sign_in, wait))
    wizard.until(lambda: collecting.is_set() and wizard.title.startswith("Collecting"))
    wizard.escape()
    wizard.until_asked()
    wizard.agree()
    assert "was stopped" in wizard.until_message("EDF is connected")
    wizard.escape()
    wizard.until_closed()
    assert len(wizard.parts.store().accounts.all()) == len(wizard.results) == 1


def test_the_program_ends_in_the_middle(wizard: Wizard, access: WindowAccess) -> None:
    sign_in_as(wizard, ending(Outcome.ACCOUNT_LOCKED))
    wizard.until_form("unfinished")
    assert wizard.parts.store().accounts.all()
    wizard.view.session.abandon()
    assert_nothing_is_stored(wizard.parts)
    assert not access.held


def test_the_program_ends_during_the_sign_in(wizard: Wizard, access: WindowAccess) -> None:
    entered = threading.Event()

    def wait(visit: Visit) -> None:
        entered.set()
        while True:
            visit.check_cancelled()
            threading.Event().wait(0.01)

    sign_in_as(wizard, wait)
    wizard.until(entered.is_set)
    assert wizard.desk.close(10)
    assert_nothing_is_stored(wizard.parts)
    assert not access.held
    wizard.dialog = None
