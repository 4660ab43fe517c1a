"""One sub-folder per company in a folder of the user's."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.deliveries import Parcel
from app.domain.errors import DeliveryOutcome, DestinationError
from tests.contract.destinations.contract import Goods
from tests.contract.destinations.folder_world import FolderWorld, ordinary_user, public_folder


@pytest.fixture
def world() -> Iterator[FolderWorld]:
    with public_folder() as root:
        (root / "Factures").mkdir()
        yield FolderWorld(root / "Factures")


@pytest.fixture
def goods(world: FolderWorld) -> Goods:
    return Goods(world.folder.parent / "goods")


def make(goods: Goods, folder: str, content: bytes) -> tuple[Parcel, Path]:
    parcel, source = goods.make("Facture.pdf", content)
    return replace(parcel, folder=folder), source


def files(world: FolderWorld) -> dict[str, bytes]:
    return {
        path.relative_to(world.folder).as_posix(): path.read_bytes()
        for path in world.folder.rglob("*")
        if path.is_file()
    }


def test_each_company_has_its_own(world: FolderWorld, goods: Goods) -> None:
    made = [make(goods, company, company.encode()) for company in ("Orange", "EDF", "", "Orange")]
    connector = world.connector()
    places = connector.reserve([parcel for parcel, _ in made], ())
    assert list(world.folder.iterdir()) == []
    assert places[:3] == ["Orange/Facture.pdf", "EDF/Facture.pdf", "Facture.pdf"]
    for (parcel, source), place in zip(made[:3], places[:3], strict=True):
        connector.deliver(parcel, source, place)
        connector.deliver(parcel, source, place)
        assert connector.verify(parcel, place)
    assert files(world) == {"Orange/Facture.pdf": b"Orange", "EDF/Facture.pdf": b"EDF", "Facture.pdf": b""}


def test_equal_names_in_one_sub_folder(world: FolderWorld, goods: Goods) -> None:
    made = [make(goods, "Orange", b"%d" % number) for number in range(3)]
    connector = world.connector()
    places: list[str] = []
    for parcel, source in made:
        places += connector.reserve([parcel], places)
        connector.deliver(parcel, source, places[-1])
    assert sorted(files(world)) == sorted(places)
    assert len(set(places)) == 3


def test_a_sub_folder_of_the_user_is_taken_as_it_is_spelled(world: FolderWorld, goods: Goods) -> None:
    (world.folder / "ORANGE").mkdir()
    parcel, _ = make(goods, "Orange", b"1")
    assert world.connector().reserve([parcel], ()) == ["ORANGE/Facture.pdf"]


def test_a_file_that_has_the_name_of_a_company(world: FolderWorld, goods: Goods) -> None:
    world.put("Orange", b"mine")
    made = [make(goods, "Orange", b"%d" % number) for number in range(2)]
    connector = world.connector()
    places = connector.reserve([parcel for parcel, _ in made], ())
    [folder] = {place.split("/")[0] for place in places}
    assert folder.startswith("Orange_")
    for (parcel, source), place in zip(made, places, strict=True):
        connector.deliver(parcel, source, place)
    assert files(world)["Orange"] == b"mine"
    assert len(files(world)) == 3


def test_what_lies_in_a_sub_folder_is_there_already(world: FolderWorld, goods: Goods) -> None:
    (world.folder / "Importé").mkdir()
    (world.folder / "closed").mkdir(mode=0)
    (world.folder / "Importé" / "x.pdf").write_bytes(b"%PDF-1")
    parcel, _ = make(goods, "", b"%PDF-1")
    with ordinary_user():
        assert world.connector().find([parcel])[parcel.sha256].place == "Importé/x.pdf"


def test_the_folder_itself_is_not_made_anew(world: FolderWorld, goods: Goods) -> None:
    parcel, source = make(goods, "Orange", b"1")
    connector = world.connector()
    [place] = connector.reserve([parcel], ())
    world.folder.rename(world.folder.with_name("away"))
    with pytest.raises(DestinationError) as stopped:
        connector.deliver(parcel, source, place)
    assert stopped.value.outcome is DeliveryOutcome.FOLDER_GONE
    assert not world.folder.exists()


def test_left_overs_in_sub_folders_are_swept(world: FolderWorld) -> None:
    with subprocess.Popen(["/bin/true"]) as dead:
        pass
    connector = world.connector()
    (world.folder / "Orange").mkdir()
    connector.check()
    host = connector._temporary._host
    left = world.folder / "Orange" / f".moisson-{host}-{dead.pid}-{'0' * 8}-{'0' * 8}.tmp"
    left.touch()
    connector.check()
    assert not left.exists()


def test_a_closed_sub_folder_of_the_user_stops_nothing(world: FolderWorld) -> None:
    world.folder.chmod(0o777)
    (world.folder / "closed").mkdir(mode=0)
    with ordinary_user():
        world.connector().check()


def test_another_file_of_that_name_in_the_sub_folder(world: FolderWorld, goods: Goods) -> None:
    (world.folder / "Orange").mkdir()
    (world.folder / "Orange" / "FACTURE.PDF").write_bytes(b"mine")
    parcel, _ = make(goods, "Orange", b"1")
    assert world.connector().reserve([parcel], ()) == [f"Orange/Facture_{parcel.sha256[:6]}.pdf"]
