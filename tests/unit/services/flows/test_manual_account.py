from __future__ import annotations

import pytest

from app.domain.accounts import AccountKind
from app.services.flows.manual_account import ManualAccountFlow
from app.services.flows.steps import Abort, Done, FieldFault
from tests.unit.services.flows.flow_driver import Driver
from tests.unit.services.service_parts import ServiceParts


def test_a_name_is_all_it_takes(parts: ServiceParts) -> None:
    driver = Driver(ManualAccountFlow(parts))
    assert (driver.form.name, driver.form.primary, driver.form.can_go_back) == ("manual", "finish", False)
    done = driver.fill(name=" Loyer du bureau ")
    [account] = parts.store().accounts.all()
    assert (account.company, account.kind) == ("Loyer du bureau", AccountKind.MANUAL)
    assert isinstance(done, Done)
    assert done.facts == {"account": account.id, "company": "Loyer du bureau"}
    assert not parts.scripted.visits


@pytest.mark.parametrize("name", ["", "   "])
def test_without_a_name(parts: ServiceParts, name: str) -> None:
    driver = Driver(ManualAccountFlow(parts))
    driver.fill(name=name)
    assert driver.faults == {"name": FieldFault.REQUIRED}
    assert isinstance(driver.fill(name="Loyer"), Done)


def test_one_that_is_there_already(parts: ServiceParts) -> None:
    Driver(ManualAccountFlow(parts)).fill(name="Loyer")
    driver = Driver(ManualAccountFlow(parts))
    driver.fill(name="loyer")
    assert driver.faults == {"name": "account_exists"}
    assert driver.form["name"].value == "loyer"
    assert isinstance(driver.fill(name="Loyer 2"), Done)


def test_cancelled(parts: ServiceParts) -> None:
    driver = Driver(ManualAccountFlow(parts))
    driver.flow.cancel()
    assert isinstance(driver.flow.step, Abort)
    assert not parts.store().accounts.all()
