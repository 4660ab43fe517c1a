"""One sub-folder per company in Drive: made once, with an id that is committed before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.deliveries import ExportRule, Parcel
from app.domain.errors import DeliveryOutcome, DestinationError
from app.services.verify_data import VerifyData
from tests.contract.destinations.drive_exports import DriveExports
from tests.contract.destinations.drive_world import drive_world
from tests.drive_simulator.drive import File
from tests.drive_simulator.faults import Fault, Kind
from tests.drive_simulator.simulator import DriveSimulator

RULE = ExportRule(sub_folders=True)


@pytest.fixture
def exports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DriveExports]:
    with drive_world() as world:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", world.google.root)
        exports = DriveExports(world, tmp_path / "first", RULE)
        yield exports
        exports.parts.store().close()


def add(exports: DriveExports, company: str, count: int, first: int = 0) -> None:
    known = {account.company: account for account in exports.parts.store().accounts.all()}
    account = known.get(company) or exports.parts.add_account(company)
    exports.parts.add_documents(count, account, first=first)


def sub_folders(google: DriveSimulator, root: File) -> dict[str, File]:
    found = [file for file in google.drive.files.values() if file.is_folder and root.id in file.parents]
    assert len({file.name for file in found}) == len(found), "a twin"
    return {file.name: file for file in found}


def held(exports: DriveExports) -> dict[str, int]:
    folders = sub_folders(exports.google, exports.world.folder)
    return {name: len(exports.google.contents(folder.id)) for name, folder in folders.items()}


def test_each_company_has_its_own(exports: DriveExports) -> None:
    add(exports, "Orange", 5)
    add(exports, "EDF", 3, first=5)
    assert exports.export().delivered == 8
    add(exports, "Orange", 2, first=8)
    assert exports.export().delivered == 2
    assert held(exports) == {"Orange": 7, "EDF": 3}
    assert exports.world.visible() == {}
    assert VerifyData(exports.parts, exports.cancellation)().clean


def test_made_once_although_answers_are_lost_and_searches_lag(exports: DriveExports) -> None:
    exports.google.drive.search_lag_s = 1e9
    exports.google.rules.replace(Fault(Kind.LOST, "*s.*", 0.3), Fault(Kind.LOST, "upload.*", 0.3))
    for number in range(4):
        add(exports, "Orange", 4, first=4 * number)
        exports.export()
    assert held(exports) == {"Orange": 16}


def test_taken_again_after_the_database_was_lost(exports: DriveExports, tmp_path: Path) -> None:
    exports.google.drive.search_lag_s = 1e9
    add(exports, "Orange", 4)
    exports.export()
    anew = DriveExports(exports.world, tmp_path / "anew", RULE)
    add(anew, "Orange", 6)
    result = anew.export()
    assert (result.already_there, result.delivered) == (4, 2)
    assert held(exports) == {"Orange": 6}


def test_killed_between_the_places_and_the_folder(
    exports: DriveExports, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(exports, "Orange", 4)
    with monkeypatch.context() as patch:
        patch.setattr(exports.parts.vault(), "path", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            exports.export()
    add(exports, "Orange", 2, first=4)
    exports.export()
    assert held(exports) == {"Orange": 6}


def test_in_the_bin_the_destination_waits(exports: DriveExports) -> None:
    add(exports, "Orange", 1)
    exports.export()
    folder = sub_folders(exports.google, exports.world.folder)["Orange"]
    folder.trashed = True
    add(exports, "Orange", 2, first=1)
    stopped = exports.export()
    assert (stopped.outcome, stopped.waiting) == (DeliveryOutcome.FOLDER_GONE, 2)
    assert exports.issues == ["destination_folder_gone"]
    folder.trashed = False
    exports.export()
    assert held(exports) == {"Orange": 3}


def test_deleted_for_good_another_one_is_made(exports: DriveExports) -> None:
    add(exports, "Orange", 1)
    exports.export()
    before = sub_folders(exports.google, exports.world.folder)["Orange"]
    del exports.google.drive.files[before.id]
    add(exports, "Orange", 2, first=1)
    assert exports.export().outcome is DeliveryOutcome.OK
    assert held(exports) == {"Orange": 2}
    add(exports, "Orange", 1, first=3)
    assert exports.export().outcome is DeliveryOutcome.OK
    assert held(exports) == {"Orange": 3}


def test_the_folder_goes_before_its_sub_folder_is_made(exports: DriveExports) -> None:
    add(exports, "Orange", 3)
    connector = exports.world.connector()
    connector.check()
    parcels = [Parcel.of(delivery.document, RULE) for delivery in exports.open]
    [place, *_] = connector.reserve(parcels, ())
    del exports.google.drive.files[exports.world.folder.id]
    source = exports.parts.vault().path(parcels[0].sha256, ".pdf")
    with pytest.raises(DestinationError) as stopped:
        connector.deliver(parcels[0], source, place)
    assert stopped.value.outcome is DeliveryOutcome.FOLDER_GONE


def test_sub_folders_of_the_user_are_left_alone(exports: DriveExports) -> None:
    """Without our mark; one that the user shared with the application could bear any name."""
    theirs = exports.google.add_folder("Orange")
    theirs.parents = [exports.world.folder.id]
    add(exports, "Orange", 1)
    exports.export()
    assert exports.google.contents(theirs.id) == {}


def test_switched_on_and_off_nothing_goes_twice(exports: DriveExports) -> None:
    add(exports, "Orange", 3)
    exports.export()
    outbox = exports.parts.store().outbox
    outbox.update_destination(exports.destination.id, "Drive", ExportRule())
    add(exports, "Orange", 2, first=3)
    assert exports.export().delivered == 2
    assert (held(exports), len(exports.world.visible())) == ({"Orange": 3}, 2)
