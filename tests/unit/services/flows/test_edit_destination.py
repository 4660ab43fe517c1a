from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from app.domain.deliveries import Destination, ExportRule
from app.domain.documents import DocumentType
from app.domain.errors import ErrorCode, MoissonError
from app.domain.schedules import EVERY_DAY, Hours
from app.services.flows.edit_destination import EditDestinationFlow
from app.services.flows.steps import Abort, Done, Fault, FieldFault
from app.services.timetable import Timetable, destination_subject
from tests.unit.services.flows.flow_driver import Driver
from tests.unit.services.service_parts import ServiceParts

RULE = ExportRule(types=(DocumentType.RECEIPT,), since=date(2025, 1, 1), name_template="{number}")


@pytest.fixture
def destination(parts: ServiceParts) -> Destination:
    return parts.add_destination(RULE)


def editing(parts: ServiceParts, destination: Destination) -> Driver:
    return Driver(EditDestinationFlow(parts, destination.id))


def test_nothing_changed_changes_nothing(parts: ServiceParts, destination: Destination) -> None:
    done = editing(parts, destination).fill()
    assert isinstance(done, Done)
    assert done.facts == {"destination": destination.id, "name": "Factures"}
    assert parts.destination(destination.id) == destination
    schedule = Timetable(parts.store(), parts.clock()).schedule_of(destination_subject(destination))
    assert schedule.is_always_open


def test_name_rule_and_schedule(parts: ServiceParts, destination: Destination) -> None:
    driver = editing(parts, destination)
    assert (driver.form.name, driver.form.primary) == ("rule", "save")
    assert driver.form["types"].value == ("receipt",)
    assert (driver.form["since"].value, driver.form["opens"].value) == (date(2025, 1, 1), "00:00")
    driver.fill(
        name="Comptable",
        every=timedelta(days=1),
        types=("incoming_invoice",),
        since=None,
        days=("0", "4"),
        opens="08:00",
        closes="18:00",
    )
    changed = parts.destination(destination.id)
    expected = replace(RULE, types=(DocumentType.INCOMING_INVOICE,), since=None, interval=timedelta(days=1))
    assert (changed.name, changed.rule) == ("Comptable", expected)
    schedule = Timetable(parts.store(), parts.clock()).schedule_of(destination_subject(destination))
    assert (schedule.interval, schedule.days) == (timedelta(days=1), (0, 4))
    assert schedule.hours == Hours(time(8), time(18))
    again = editing(parts, destination)
    assert (again.form["days"].value, again.form["closes"].value) == (("0", "4"), "18:00")
    again.fill(days=tuple(map(str, EVERY_DAY)), opens="00:00", closes="00:00")
    assert (
        Timetable(parts.store(), parts.clock()).schedule_of(destination_subject(destination)).is_always_open
    )


def test_wrong_then_right(parts: ServiceParts, destination: Destination) -> None:
    parts.add_destination(name="Autre")
    driver = editing(parts, destination)
    driver.fill(name="", types=(), every=timedelta(minutes=5), days=())
    required = FieldFault.REQUIRED
    assert driver.faults == {"name": required, "types": required, "every": "too_short", "days": required}
    driver.fill(name="Autre", types=("receipt",), every=timedelta(hours=1), days=("0",))
    assert driver.faults == {"name": "destination_exists"}
    driver.fill(name="Factures", name_template="{x}")
    assert driver.faults == {"name_template": "name_template_invalid"}
    assert isinstance(driver.fill(name_template="{date}"), Done)


def test_the_example(parts: ServiceParts, destination: Destination) -> None:
    flow = EditDestinationFlow(parts, destination.id)
    assert flow.example({"name_template": "{number}"}) == "F123456.pdf"
    assert isinstance(flow.example({"name_template": ""}), Fault)


def test_cancelled(parts: ServiceParts, destination: Destination) -> None:
    driver = editing(parts, destination)
    driver.fill(name="Autre", name_template="{x}")
    driver.flow.cancel()
    assert isinstance(driver.flow.step, Abort)
    assert parts.destination(destination.id) == destination


def test_one_that_is_gone(parts: ServiceParts) -> None:
    with pytest.raises(MoissonError) as error:
        EditDestinationFlow(parts, 9)
    assert error.value.code is ErrorCode.DESTINATION_NOT_FOUND
