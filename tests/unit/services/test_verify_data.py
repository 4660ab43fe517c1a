from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.deliveries import Destination
from app.domain.errors import CancelledError
from app.services.deliver_documents import DeliverDocuments
from app.services.verify_data import Verification, VerifyData
from tests.unit.services.service_parts import ServiceParts

CLEAN = Verification(documents=3, missing=0, altered=0, undelivered=0, unknown_files=0)


def verify(parts: ServiceParts) -> Verification:
    return VerifyData(parts, parts.cancellation)()


@pytest.fixture
def destination(parts: ServiceParts) -> Destination:
    """With three delivered documents."""
    parts.add_documents(3)
    destination = parts.add_destination()
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    return destination


@pytest.fixture
def files(parts: ServiceParts, destination: Destination) -> list[Path]:
    return parts.vault_files()


def test_all_is_well(parts: ServiceParts, destination: Destination) -> None:
    assert verify(parts) == CLEAN
    assert verify(parts).clean


def test_nothing_at_all(parts: ServiceParts) -> None:
    assert verify(parts) == Verification(0, 0, 0, 0, 0)


@pytest.mark.usefixtures("destination")
def test_a_missing_an_altered_and_an_unknown_file(parts: ServiceParts, files: list[Path]) -> None:
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes() + b"!")
    files[2].with_name("stranger.pdf").touch()
    found = verify(parts)
    assert found == Verification(documents=3, missing=1, altered=1, undelivered=0, unknown_files=1)
    assert not found.clean


def test_a_file_that_cannot_be_read(parts: ServiceParts, files: list[Path]) -> None:
    """A directory in its place: nobody can read that, not even root."""
    files[0].unlink()
    files[0].mkdir()
    assert verify(parts).altered == 1


def test_what_waits_is_undelivered(parts: ServiceParts, destination: Destination) -> None:
    parts.add_documents(1, parts.add_account("B"), first=7)
    found = verify(parts)
    assert (found.documents, found.undelivered, found.clean) == (4, 1, False)


def test_what_is_no_longer_there_or_not_the_same(parts: ServiceParts, destination: Destination) -> None:
    first, second, _ = sorted(Path(destination.settings["path"]).iterdir())
    first.unlink()
    second.write_bytes(b"edited")
    assert verify(parts).undelivered == 2


def test_a_destination_that_cannot_be_asked(parts: ServiceParts, destination: Destination) -> None:
    folder = Path(destination.settings["path"])
    folder.rename(folder.with_name("away"))
    assert verify(parts).undelivered == 3


@pytest.mark.usefixtures("destination")
def test_it_can_be_stopped(parts: ServiceParts) -> None:
    parts.cancellation.cancel()
    with pytest.raises(CancelledError):
        verify(parts)
