from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.deliveries import Destination
from app.domain.errors import DeliveryOutcome
from app.services.flows.add_destination import AddDestinationFlow
from app.services.flows.reconnect_destination import ReconnectDestinationFlow
from app.services.flows.steps import Abort, Done
from tests.drive_simulator.oauth import Decision
from tests.drive_simulator.simulator import DriveSimulator
from tests.unit.services.flows.drive_parts import DriveParts, follow
from tests.unit.services.flows.flow_driver import Driver
from tests.unit.services.service_parts import ServiceParts


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DriveParts]:
    with DriveSimulator() as google:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", google.root)
        parts = DriveParts(tmp_path, google)
        yield parts
        parts.store().close()


@pytest.fixture
def closed(drive: DriveParts) -> Destination:
    """A destination whose access has ended, and the problem that says so."""
    driver = Driver(AddDestinationFlow(drive, follow))
    for values in ({"kind": "google_drive"}, {}, {}, {"client_secrets": drive.client_secrets}, {}):
        driver.fill(**values)  # type: ignore[arg-type]
    [destination] = drive.store().outbox.destinations()
    drive.google.oauth.end_consents()
    drive.store().issues.open("destination_reconnect", {}, destination_id=destination.id)
    return destination


def test_a_new_consent_ends_the_problem(drive: DriveParts, closed: Destination) -> None:
    driver = Driver(ReconnectDestinationFlow(drive, closed.id, follow))
    assert (driver.form.name, driver.form.primary) == ("reconnect", "connect")
    done = driver.fill()
    assert isinstance(done, Done)
    assert done.facts == {"destination": closed.id, "name": "Moisson"}
    assert drive.issues() == []
    drive.destinations()[closed.kind].open(closed).check()


def test_refused_then_given(drive: DriveParts, closed: Destination) -> None:
    drive.google.oauth.decision = Decision.DENY
    driver = Driver(ReconnectDestinationFlow(drive, closed.id, follow))
    driver.fill()
    assert driver.faults == {"": "consent_refused"}
    assert drive.issues()
    drive.google.oauth.decision = Decision.AGREE
    assert isinstance(driver.fill(), Done)


def test_stopped_on_the_page_of_google(drive: DriveParts, closed: Destination) -> None:
    opened = threading.Event()
    flow = ReconnectDestinationFlow(drive, closed.id, lambda address: opened.set())
    flow.submit({})
    thread = threading.Thread(target=flow.run)
    thread.start()
    assert opened.wait(10)
    flow.cancel()
    thread.join(10)
    assert isinstance(flow.step, Abort)
    assert drive.issues()


def test_a_folder_that_is_there_again(parts: ServiceParts) -> None:
    destination = parts.add_destination()
    folder = Path(destination.settings["path"])
    folder.rmdir()
    parts.store().issues.open(DeliveryOutcome.FOLDER_GONE.value, {}, destination_id=destination.id)
    driver = Driver(ReconnectDestinationFlow(parts, destination.id, follow))
    assert (driver.form.name, driver.form.primary) == ("found", "check")
    driver.fill()
    assert driver.faults == {"": "destination_folder_gone"}
    assert parts.issues()
    folder.mkdir()
    assert isinstance(driver.fill(), Done)
    assert parts.issues() == []
