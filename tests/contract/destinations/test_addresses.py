"""Where a person finds what was delivered."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.deliveries import Destination, DestinationKind, ExportRule, Parcel
from connectors.destinations.folder import addresses
from connectors.destinations.folder.factory import FolderFactory
from connectors.destinations.google_drive import places

CREATED = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("folder", ["", "EDF"])
def test_the_path_of_a_file(tmp_path: Path, folder: str) -> None:
    settings = {"path": str(tmp_path / "Factures")}
    destination = Destination(1, "a", DestinationKind.FOLDER, settings, ExportRule(), CREATED)
    factory = FolderFactory(tmp_path / "data")
    factory.check_settings(settings)
    connector = factory.open(destination)
    source = tmp_path / "source.pdf"
    source.write_bytes(b"%PDF")
    parcel = Parcel("été.pdf", hashlib.sha256(b"%PDF").hexdigest(), "", 4, folder)
    [place] = connector.reserve([parcel], [])
    receipt = connector.deliver(parcel, source, place)
    assert Path(addresses.address_of(destination, receipt.place)).read_bytes() == b"%PDF"


@pytest.mark.parametrize("place", ["1aB-c_9", str(places.Place("1aB-c_9", "folder", "EDF"))])
def test_the_page_of_a_file_in_drive(place: str) -> None:
    destination = Destination(1, "a", DestinationKind.GOOGLE_DRIVE, {}, ExportRule(), CREATED)
    assert places.address_of(destination, place) == "https://drive.google.com/file/d/1aB-c_9/view"


def test_an_odd_id_stays_within_its_address() -> None:
    destination = Destination(1, "a", DestinationKind.GOOGLE_DRIVE, {}, ExportRule(), CREATED)
    assert places.address_of(destination, "a/../b?x#y").endswith("/file/d/a%2F..%2Fb%3Fx%23y/view")
