"""The Google Drive destination keeps the contract of destinations, in My Drive and in a shared drive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.destinations.contract import DestinationContract, Goods, KilledDeliveryContract
from tests.contract.destinations.drive_world import DriveWorld, drive_world
from tests.drive_simulator.faults import Fault, Kind


@pytest.fixture
def goods(tmp_path: Path) -> Goods:
    return Goods(tmp_path / "goods")


class TestGoogleDrive(DestinationContract, KilledDeliveryContract):
    @pytest.fixture
    def world(self) -> Iterator[DriveWorld]:
        with drive_world() as world:
            yield world


class TestSharedDrive(DestinationContract):
    @pytest.fixture
    def world(self) -> Iterator[DriveWorld]:
        with drive_world(shared_drive=True) as world:
            # The drive's room is not the user's.
            world.failures = tuple(f for f in world.failures if f != "destination_quota")  # type: ignore[assignment]
            yield world


class TestGoogleDriveUnderFaults(KilledDeliveryContract):
    """Killed, while answers are lost, bodies cut and requests refused."""

    @pytest.fixture
    def world(self) -> Iterator[DriveWorld]:
        with drive_world() as world:
            world.google.rules.replace(
                Fault(Kind.LOST, "upload.*", 0.1),
                Fault(Kind.CUT, "upload.*", 0.1),
                Fault(Kind.UNAVAILABLE, "*", 0.1),
                Fault(Kind.RATE, "*", 0.05),
                Fault(Kind.EXPIRED, "upload.put", 0.05),
            )
            yield world
