"""An address that could be taken for another is confirmed by the person before anything is typed there."""

from __future__ import annotations

import pytest

from app.domain.errors import Outcome
from app.domain.look_alikes import HostWarning, Likeness
from app.domain.portals import Portal, Support
from app.services.flows.add_account import AddAccountFlow
from app.services.flows.edit_account import EditAccountFlow
from app.services.flows.steps import Done
from tests.unit.services.collecting import ending
from tests.unit.services.flows.flow_driver import Driver, in_turn, sign_in
from tests.unit.services.service_parts import Person, ServiceParts

FALSE = HostWarning(Likeness.NEAR_KNOWN, "edff.example", known="edf.example", portal="EDF")
OTHER = HostWarning(Likeness.OTHER_DOMAIN, "edf.bills.example", known="edf.example", portal="EDF")
LOGIN = {"username": "me@x.fr", "password": "s3cret"}


@pytest.fixture
def warned(parts: ServiceParts) -> ServiceParts:
    parts.catalogue().warned = (FALSE, OTHER)
    parts.scripted.default = in_turn(sign_in, sign_in, sign_in)
    return parts


def adding(parts: ServiceParts, **chosen: str) -> Driver:
    driver = Driver(AddAccountFlow(parts, lambda cancellation: Person()))
    driver.fill(**chosen)
    return driver


def test_nothing_is_asked_about_known_hosts(warned: ServiceParts) -> None:
    driver = adding(warned, portal="edf")
    assert driver.form.facts["host_warnings"] == ()
    assert "host_confirmed" not in driver.form.keys


def test_a_doubtful_host_is_shown_and_confirmed_first(warned: ServiceParts) -> None:
    driver = adding(warned, url="https://edff.example/")
    assert driver.form.facts["host_warnings"] == (FALSE,)
    assert driver.form.fields[0].key == "host_confirmed"
    driver.fill(**LOGIN)
    assert driver.faults == {"host_confirmed": "unconfirmed"}
    assert warned.scripted.visits == []
    assert isinstance(driver.fill(host_confirmed=True, password="s3cret"), Done)
    assert len(warned.scripted.visits) == 2


def test_what_was_confirmed_was_only_what_was_shown(warned: ServiceParts) -> None:
    driver = adding(warned, portal="edf")
    driver.fill(**LOGIN, documents_url="https://edf.bills.example/list")
    assert driver.faults == {"host_confirmed": "unconfirmed"}
    assert driver.form.facts["host_warnings"] == (OTHER,)
    assert isinstance(driver.fill(host_confirmed=True, password="s3cret"), Done)


def test_another_portal_is_confirmed_anew(warned: ServiceParts) -> None:
    driver = adding(warned, url="https://edff.example/")
    driver.flow.back({"host_confirmed": True})
    driver.fill(url="https://edf.bills.example/")
    driver.fill(**LOGIN)
    assert driver.faults == {"host_confirmed": "unconfirmed"}


def test_a_host_that_a_visit_stopped_at_is_judged_too(warned: ServiceParts) -> None:
    warned.scripted.default = ending(Outcome.HOST_NOT_ALLOWED, host="edff.example")
    driver = adding(warned, portal="edf")
    driver.fill(**LOGIN)
    assert driver.form.name == "unfinished"
    assert driver.form.facts["host_warnings"] == (FALSE,)


def test_a_changed_address_of_documents_is_confirmed(warned: ServiceParts) -> None:
    account = warned.add_account()
    driver = Driver(EditAccountFlow(warned, account.id, lambda cancellation: Person()))
    driver.fill(documents_url="https://edff.example/bills")
    assert driver.faults == {"host_confirmed": "unconfirmed"}
    assert driver.form.facts["host_warnings"] == (FALSE,)
    assert isinstance(driver.fill(host_confirmed=True), Done)
    again = Driver(EditAccountFlow(warned, account.id, lambda cancellation: Person()))
    assert again.form.facts["host_warnings"] == ()


@pytest.mark.parametrize(("support", "by_hand"), [(Support.BY_HAND, True), (Support.UNVERIFIED, False)])
def test_where_one_signs_in_by_hand_no_password_is_asked_for(
    parts: ServiceParts, support: Support, by_hand: bool
) -> None:
    parts.catalogue().portals["bank"] = Portal("bank", "Bank", "https://bank.example/", support=support)
    assert adding(parts, portal="bank").form["by_hand"].value is by_hand
