"""Whatever goes wrong on the way to Google: nothing lost, nothing doubled, nothing altered."""

from __future__ import annotations

import hashlib
import os
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

import pytest

from app.domain.deliveries import Parcel, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError
from tests.contract.destinations.contract import Goods
from tests.contract.destinations.drive_world import DriveWorld, drive_world, stored
from tests.drive_simulator.faults import Fault, Kind

MIB = 1024 * 1024


@pytest.fixture
def world() -> Iterator[DriveWorld]:
    with drive_world() as world:
        yield world


@pytest.fixture
def goods(tmp_path: Path) -> Goods:
    return Goods(tmp_path / "goods")


def deliver_all(world: DriveWorld, made: list[tuple[Parcel, Path]], workers: int = 4) -> list[str]:
    """Their places; asserts that exactly these contents lie there, once."""
    connector = world.connector()
    connector.check()
    places = connector.reserve([parcel for parcel, _ in made], ())
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(lambda job, place: connector.deliver(*job, place), made, places))
    assert world.visible() == {
        place: source.read_bytes() for (_, source), place in zip(made, places, strict=True)
    }
    assert world.left_over() == 0
    return places


def large(goods: Goods, size: int = 20 * MIB + 12_345) -> tuple[Parcel, Path]:
    return goods.make("Grande facture.pdf", b"%PDF-" + random.Random(size).randbytes(size - 5))


@pytest.mark.parametrize(
    "kind", [Kind.LOST, Kind.CUT, Kind.CUT_ANSWER, Kind.UNAVAILABLE, Kind.INTERNAL, Kind.RATE, Kind.STALE]
)
def test_each_fault_on_every_operation(world: DriveWorld, goods: Goods, kind: Kind) -> None:
    world.google.rules.replace(Fault(kind, "*s.*", chance=0.3), Fault(kind, "upload.*", chance=0.3))
    deliver_all(world, goods.some(30))
    assert world.google.rules.struck[kind] > 5


def test_all_faults_together(world: DriveWorld, goods: Goods) -> None:
    world.google.rules.replace(
        Fault(Kind.LOST, "upload.*", 0.1),
        Fault(Kind.CUT, "upload.*", 0.1),
        Fault(Kind.UNAVAILABLE, "*", 0.1),
        Fault(Kind.RATE, "*", 0.05),
        Fault(Kind.EXPIRED, "upload.put", 0.05),
    )
    deliver_all(world, [*goods.some(40), large(goods), large(goods, 6 * MIB)])


@pytest.mark.parametrize(
    "kind", [Kind.LOST, Kind.CUT, Kind.CUT_ANSWER, Kind.UNAVAILABLE, Kind.INTERNAL, Kind.TOO_MANY]
)
def test_a_large_file_goes_on_where_the_server_stopped(world: DriveWorld, goods: Goods, kind: Kind) -> None:
    world.google.rules.replace(Fault(kind, "upload.put", after=2, times=1))
    deliver_all(world, [large(goods)])
    assert world.google.rules.struck == {kind: 1}
    assert world.google.requests["upload.start"] == 1


def test_a_session_that_ends_is_replaced_under_the_same_id(world: DriveWorld, goods: Goods) -> None:
    world.google.rules.replace(Fault(Kind.EXPIRED, "upload.put", after=2, times=1))
    deliver_all(world, [large(goods)])
    assert world.google.requests["upload.start"] == 2


def test_a_session_outlives_the_process(world: DriveWorld, goods: Goods) -> None:
    parcel, source = large(goods)
    [place] = world.connector().reserve([parcel], ())
    world.google.rules.replace(Fault(Kind.UNAVAILABLE, "upload.put", after=2))
    with pytest.raises(DestinationError):
        world.connector().deliver(parcel, source, place)
    world.google.rules.replace()
    puts = world.google.requests["upload.put"]
    world.connector().deliver(parcel, source, place)
    assert world.visible() == {place: source.read_bytes()}
    assert world.google.requests["upload.start"] == 1
    assert world.google.requests["upload.put"] - puts == 3  # asks, then the two pieces that are missing
    assert world.left_over() == 0


def test_a_stored_session_for_other_bytes_is_not_used(world: DriveWorld, goods: Goods) -> None:
    first, _ = large(goods)
    second, source = large(goods, 21 * MIB)
    [place] = world.connector().reserve([first], ())
    world.uploads.mkdir()
    (world.uploads / f"{place}.json").write_text('{"session": "http://127.0.0.1:1/x", "sha256": "other"}')
    world.connector().deliver(second, source, place)
    assert world.visible() == {place: source.read_bytes()}


def test_sessions_on_disk_are_private(world: DriveWorld, goods: Goods) -> None:
    parcel, source = large(goods)
    [place] = world.connector().reserve([parcel], ())
    world.google.rules.replace(Fault(Kind.UNAVAILABLE, "upload.put"))
    with pytest.raises(DestinationError):
        world.connector().deliver(parcel, source, place)
    assert world.uploads.stat().st_mode & 0o077 == 0
    assert [path.stat().st_mode & 0o777 for path in world.uploads.iterdir()] == [0o600]


def test_bytes_that_arrive_wrong_are_put_right_once(world: DriveWorld, goods: Goods) -> None:
    world.google.rules.replace(Fault(Kind.ALTERED, "upload.multipart", times=1))
    deliver_all(world, goods.some(3))
    assert world.google.requests["upload.update"] == 1


def test_google_is_asked_to_wait_and_is_waited_for(world: DriveWorld, goods: Goods) -> None:
    world.google.rules.replace(Fault(Kind.TOO_MANY, "upload.multipart", times=1, seconds=0.4))
    made = goods.some(1)
    connector = world.connector()
    [place] = connector.reserve([made[0][0]], ())
    started = monotonic()
    connector.deliver(*made[0], place)
    assert 0.4 <= monotonic() - started < 5


def test_one_renewal_for_all_threads(world: DriveWorld, goods: Goods) -> None:
    connector = world.connector()
    made = goods.some(8)
    places = connector.reserve([parcel for parcel, _ in made], ())
    renewed = world.google.oauth.refreshes
    world.google.oauth.end_access_tokens()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda job, place: connector.deliver(*job, place), made, places))
    assert world.google.oauth.refreshes == renewed + 1
    assert len(world.visible()) == 8


def test_revoked_in_the_middle_and_connected_again(world: DriveWorld, goods: Goods) -> None:
    made = goods.some(20)
    connector = world.connector()
    places = connector.reserve([parcel for parcel, _ in made], ())
    world.google.rules.replace(Fault(Kind.REVOKED, "upload.multipart", after=10, times=1))
    outcomes = []
    for (parcel, source), place in zip(made, places, strict=True):
        try:
            connector.deliver(parcel, source, place)
        except DestinationError as error:
            outcomes.append(error.outcome)
    assert set(outcomes) == {DeliveryOutcome.RECONNECT}
    assert len(outcomes) == 10
    world.settings["token"] = world.google.oauth.grant()
    again = world.connector()
    for (parcel, source), place in zip(made, places, strict=True):
        again.deliver(parcel, source, place)
    assert len(world.visible()) == 20


def test_no_network_is_no_reason_to_connect_again(world: DriveWorld, goods: Goods) -> None:
    connector = world.connector()
    made = goods.some(1)
    [place] = connector.reserve([made[0][0]], ())
    world.google.oauth.end_access_tokens()
    world.google.stop()
    for use in (connector.check, lambda: connector.deliver(*made[0], place), world.connector().check):
        with pytest.raises(DestinationError) as stopped:
            use()
        assert stopped.value.outcome is DeliveryOutcome.UNAVAILABLE
    world.google.start()
    connector.deliver(*made[0], place)
    assert len(world.visible()) == 1


def test_a_file_born_in_the_bin_with_its_folder_counts_once_the_folder_is_back(
    world: DriveWorld, goods: Goods
) -> None:
    connector = world.connector()
    [(parcel, source)] = goods.some(1)
    [place] = connector.reserve([parcel], ())
    world.folder.trashed = True
    for use in (connector.check, lambda: connector.deliver(parcel, source, place)):
        with pytest.raises(DestinationError) as stopped:
            use()
        assert stopped.value.outcome is DeliveryOutcome.FOLDER_GONE
    world.folder.trashed = False
    connector.deliver(parcel, source, place)
    assert world.visible() == {place: source.read_bytes()}


@pytest.mark.parametrize("how", ["binned", "deleted"])
def test_thrown_away_before_it_was_confirmed_it_is_not_sent_again(
    world: DriveWorld, goods: Goods, how: str
) -> None:
    [(parcel, source)] = goods.some(1)
    connector = world.connector()
    [place] = connector.reserve([parcel], ())
    connector.deliver(parcel, source, place)
    if how == "binned":
        world.google.drive.files[place].trashed = True
    else:
        world.remove(place)
    with pytest.raises(ParcelRefusedError) as refused:
        connector.deliver(parcel, source, place)
    assert refused.value.reason == Refusal.REMOVED_THERE
    assert not connector.verify(parcel, place)
    assert world.visible() == {}


def test_moved_by_the_accounting_software_it_counts_as_delivered(world: DriveWorld, goods: Goods) -> None:
    [(parcel, source)] = goods.some(1)
    connector = world.connector()
    [place] = connector.reserve([parcel], ())
    connector.deliver(parcel, source, place)
    world.google.drive.files[place].parents = [world.google.add_folder("Importé").id]
    connector.deliver(parcel, source, place)
    assert connector.verify(parcel, place)
    assert world.visible() == {}


def test_after_the_database_was_lost_nothing_is_sent_twice(world: DriveWorld, goods: Goods) -> None:
    made = goods.some(6)
    places = deliver_all(world, made)
    files = world.google.drive.files
    files[places[0]].parents = [world.google.add_folder("Importé").id]
    files[places[1]].trashed = True
    files[places[2]].name = "renommé.pdf"
    fresh = goods.make("neuf.pdf", b"%PDF-new")[0]
    found = world.connector().find([*(parcel for parcel, _ in made), fresh])
    assert {sha256: receipt.place for sha256, receipt in found.items()} == {
        parcel.sha256: place for (parcel, _), place in zip(made, places, strict=True)
    }


def test_finding_looks_at_every_page(world: DriveWorld, goods: Goods) -> None:
    contents = [b"%%PDF-%d" % number for number in range(1010)]
    for content in contents:
        world.put("x.pdf", content)
    wanted = [goods.make("x.pdf", content)[0] for content in (contents[0], contents[-1])]
    assert {*world.connector().find(wanted)} == {parcel.sha256 for parcel in wanted}


def test_nothing_is_ever_renamed_moved_or_deleted(world: DriveWorld, goods: Goods) -> None:
    world.google.rules.replace(Fault(Kind.LOST, chance=0.2), Fault(Kind.RATE, chance=0.2))
    deliver_all(world, goods.some(20))
    assert {"files.update", "files.delete", "upload.update"}.isdisjoint(world.google.requests)


def test_slow_answers_are_waited_for_by_four_at_once(world: DriveWorld, goods: Goods) -> None:
    world.google.set_latency(0.05)
    deliver_all(world, goods.some(16), workers=8)
    assert world.google.busiest == 4


def test_the_folder_is_made_once_with_the_id_that_was_kept(
    world: DriveWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", world.google.root)
    factory, destination, connections = stored(world)
    [folder_id] = world.google.drive.generate_ids(1)
    known = connections.load(world.folder.id)
    assert known
    connections.save(folder_id, type(known)(known.client, known.refresh_token, known.email, True))
    destination.settings["folder_id"] = folder_id
    world.google.rules.replace(Fault(Kind.LOST, "files.create", times=2))
    for _ in range(2):
        factory.open(destination).check()
    made = [file for file in world.google.drive.files.values() if file.id == folder_id]
    assert [(file.name, file.app_properties) for file in made] == [("Moisson", {"moisson": "folder"})]
    assert world.google.requests["files.create"] == 3
    del world.google.drive.files[folder_id]
    with pytest.raises(DestinationError) as stopped:
        factory.open(destination).check()
    assert stopped.value.outcome is DeliveryOutcome.FOLDER_GONE
    assert folder_id not in world.google.drive.files


def test_the_metadata_of_a_delivered_file(world: DriveWorld, goods: Goods) -> None:
    parcel, source = goods.make("2026-11-03_Café « Ôtel »_59.99EUR.pdf", b"%PDF-1 \r\n--x\r\n\r\n\0")
    [place] = world.connector().reserve([parcel], ())
    world.connector().deliver(parcel, source, place)
    file = world.google.drive.files[place]
    assert file.name == parcel.name
    assert file.mime_type == "application/pdf"
    assert file.app_properties == {"sha256": parcel.sha256, "folder": world.folder.id}
    assert hashlib.sha256(file.content).hexdigest() == parcel.sha256


def test_a_full_disk_here_stops_no_upload(world: DriveWorld, goods: Goods) -> None:
    world.uploads.write_text("a file where the folder should be")
    parcel, source = large(goods)
    [place] = world.connector().reserve([parcel], ())
    world.connector().deliver(parcel, source, place)
    assert world.visible() == {place: source.read_bytes()}


def test_sessions_of_uploads_that_were_given_up_are_swept(world: DriveWorld, goods: Goods) -> None:
    world.uploads.mkdir()
    old = world.uploads / "1old.json"
    old.write_text("{}")
    os.utime(old, (0, 0))
    deliver_all(world, [large(goods)])
    assert not old.exists()
