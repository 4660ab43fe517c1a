"""What only a folder does: names, permissions, left-overs, races with other programs."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.deliveries import Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from connectors.destinations.folder import atomic_move, connector, temporary_files
from connectors.destinations.folder.failures import outcome_of
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


def test_a_place_is_the_name_for_people(world: FolderWorld, goods: Goods) -> None:
    parcel, _ = goods.make("2026-01-05_EDF_12.pdf", b"%PDF")
    assert world.connector().reserve([parcel], ()) == ["2026-01-05_EDF_12.pdf"]


@pytest.mark.parametrize("there", ["FACTURE É.PDF", unicodedata.normalize("NFD", "Facture é.pdf")])
def test_names_that_some_file_system_would_take_for_the_same(
    world: FolderWorld, goods: Goods, there: str
) -> None:
    parcel, _ = goods.make("Facture é.pdf", b"%PDF")
    world.put(there, b"x")
    marked = [f"Facture é_{parcel.sha256[:6]}.pdf"]
    assert world.connector().reserve([parcel], ()) == marked
    world.remove(there)
    assert world.connector().reserve([parcel], {there}) == marked
    assert world.connector().reserve([parcel], ()) == ["Facture é.pdf"]


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o002])
def test_delivered_files_are_the_users_own(world: FolderWorld, goods: Goods, umask: int) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    source.chmod(0o600)
    before = os.umask(umask)
    try:
        world.connector().deliver(parcel, source, "Facture.pdf")
    finally:
        os.umask(before)
    assert stat.S_IMODE((world.folder / "Facture.pdf").stat().st_mode) == 0o666 & ~umask
    assert (world.folder / "Facture.pdf").stat().st_nlink == 1


def test_what_is_no_file_at_the_place_is_left_alone(world: FolderWorld, goods: Goods) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    (world.folder / "a.pdf").symlink_to("nowhere")
    (world.folder / "b.pdf").mkdir()
    os.mkfifo(world.folder / "c.pdf")
    for place in ("a.pdf", "b.pdf", "c.pdf"):
        with pytest.raises(PlaceTakenError):
            world.connector().deliver(parcel, source, place)
        assert not world.connector().verify(parcel, place)
    assert world.connector().find([parcel]) == {}
    assert not (world.folder / "nowhere").exists()


@pytest.mark.parametrize("way", ["links", "exclusive rename", "claim"])
def test_another_program_takes_the_name_at_the_last_moment(
    world: FolderWorld, goods: Goods, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    moves = {
        "links": atomic_move.move_in,
        "exclusive rename": atomic_move.move_without_links,
        "claim": atomic_move.claim_and_replace,
    }

    def too_late(temporary: Path, target: Path) -> None:
        target.write_bytes(b"theirs")
        moves[way](temporary, target)

    monkeypatch.setattr(connector, "move_in", too_late)
    with pytest.raises(PlaceTakenError):
        world.connector().deliver(parcel, source, "Facture.pdf")
    assert world.visible() == {"Facture.pdf": b"theirs"}
    assert world.left_over() == 0


def test_a_claim_that_was_interrupted_is_taken_up_again(tmp_path: Path) -> None:
    temporary, target = tmp_path / "new", tmp_path / "Facture.pdf"
    temporary.write_bytes(b"%PDF")
    target.touch()
    atomic_move.claim_and_replace(temporary, target)
    assert target.read_bytes() == b"%PDF"
    assert not temporary.exists()


def test_an_empty_folder_or_link_is_no_claim(tmp_path: Path) -> None:
    temporary = tmp_path / "new"
    temporary.write_bytes(b"%PDF")
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    (tmp_path / "link").symlink_to("empty")
    for name in ("folder", "link"):
        with pytest.raises(FileExistsError):
            atomic_move.claim_and_replace(temporary, tmp_path / name)
    assert temporary.read_bytes() == b"%PDF"


def test_other_errors_of_a_move_are_not_hidden(tmp_path: Path) -> None:
    temporary = tmp_path / "new"
    temporary.write_bytes(b"%PDF")
    for move in (atomic_move.move_in, atomic_move.move_without_links):
        with pytest.raises(FileNotFoundError):
            move(temporary, tmp_path / "gone" / "Facture.pdf")
    assert temporary.read_bytes() == b"%PDF"


def test_a_disk_that_writes_something_else(
    world: FolderWorld, goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF" * 1000)
    monkeypatch.setattr("os.fsync", lambda handle: os.pwrite(handle, b"?", 2000))
    with pytest.raises(DestinationError) as stopped:
        world.connector().deliver(parcel, source, "Facture.pdf")
    assert stopped.value.outcome is DeliveryOutcome.UNAVAILABLE
    assert stopped.value.facts == {"path": str(world.folder), "reason": "written_wrong"}
    assert world.visible() == {}
    assert world.left_over() == 0


def test_what_is_told_as_delivered_survives_a_power_cut(
    world: FolderWorld, goods: Goods, monkeypatch: pytest.MonkeyPatch
) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    real, synced = os.fsync, list[tuple[str, bool]]()

    def record(handle: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        synced.append((kind, (world.folder / "Facture.pdf").exists()))
        real(handle)

    monkeypatch.setattr("os.fsync", record)
    for _ in range(2):
        world.connector().deliver(parcel, source, "Facture.pdf")
    # The bytes before the name is seen, the name after it was given; also when a crash came in between.
    assert synced == [("file", False), ("folder", True), ("folder", True)]


def test_a_file_system_that_syncs_no_folders(world: FolderWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(code: int) -> None:
        def fail(handle: int) -> None:
            raise OSError(code, os.strerror(code))

        monkeypatch.setattr("os.fsync", fail)

    refuse(errno.EINVAL)
    atomic_move.sync_folder(world.folder)
    refuse(errno.EIO)
    with pytest.raises(OSError, match="Input/output"):
        atomic_move.sync_folder(world.folder)


def test_a_name_that_the_file_system_refuses_stops_no_other_document(
    world: FolderWorld, goods: Goods
) -> None:
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    with pytest.raises(ParcelRefusedError) as refused:
        world.connector().deliver(parcel, source, "x" * 300)
    assert refused.value.reason == Refusal.NAME_REFUSED


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, goods: Goods) -> None:
    (tmp_path / "Factures").touch()
    gone = FolderWorld(tmp_path / "Factures").connector()
    parcel, source = goods.make("Facture.pdf", b"%PDF")
    for attempt in (
        gone.check,
        lambda: gone.find([parcel]),
        lambda: gone.reserve([parcel], ()),
        lambda: gone.deliver(parcel, source, "Facture.pdf"),
        lambda: gone.verify(parcel, "Facture.pdf"),
    ):
        with pytest.raises(DestinationError) as stopped:
            attempt()
        assert stopped.value.outcome is DeliveryOutcome.FOLDER_GONE


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (errno.EACCES, DeliveryOutcome.PERMISSION),
        (errno.EROFS, DeliveryOutcome.PERMISSION),
        (errno.EDQUOT, DeliveryOutcome.QUOTA),
        (errno.ESTALE, DeliveryOutcome.UNAVAILABLE),
        (errno.ENOENT, DeliveryOutcome.UNAVAILABLE),
    ],
)
def test_errors_of_a_folder_that_is_there(tmp_path: Path, code: int, outcome: DeliveryOutcome) -> None:
    assert outcome_of(OSError(code, ""), tmp_path) is outcome


def test_find_passes_over_what_it_may_not_read(goods: Goods, world: FolderWorld) -> None:
    parcel, _ = goods.make("Facture.pdf", b"%PDF-1")
    for name in ("closed.pdf", ".hidden.pdf"):
        world.put(name, b"%PDF-1")
    (world.folder / "closed.pdf").chmod(0)
    with ordinary_user():
        assert world.connector().find([parcel]) == {}
    (world.folder / "closed.pdf").chmod(0o644)
    assert world.connector().find([parcel])[parcel.sha256].place == "closed.pdf"


class TestLeftOvers:
    """Names: .moisson-HOST-PROCESS-RUN-NUMBER.tmp"""

    @pytest.fixture
    def name(self, world: FolderWorld) -> list[str]:
        """The parts of the name of a temporary file of this process, taken while it is written."""
        with temporary_files.TemporaryFiles().create(world.folder) as (path, _):
            found = re.fullmatch(r"\.moisson-(\w+)-(\d+)-(\w+)-(\w+)\.tmp", path.name)
        assert found
        return list(found.groups())

    def leave(self, world: FolderWorld, name: list[str], age_s: float = 0) -> Path:
        path = world.folder / f".moisson-{'-'.join(name)}.tmp"
        path.touch()
        os.utime(path, (time.time() - age_s,) * 2)
        return path

    def test_of_a_process_that_died(self, world: FolderWorld, name: list[str]) -> None:
        with subprocess.Popen(["/bin/true"]) as dead:
            pass
        left = self.leave(world, [name[0], str(dead.pid), *name[2:]])
        world.connector().check()
        assert not left.exists()

    def test_of_an_earlier_process_with_our_number(self, world: FolderWorld, name: list[str]) -> None:
        left = self.leave(world, name)
        world.connector().check()
        assert not left.exists()

    def test_not_of_a_process_that_lives(self, world: FolderWorld, name: list[str]) -> None:
        left = self.leave(world, [name[0], str(os.getppid()), *name[2:]])
        huge = self.leave(world, [name[0], "9" * 30, *name[2:]])
        world.connector().check()
        assert left.exists()
        assert huge.exists()

    def test_not_of_a_process_of_another_user(self, world: FolderWorld, name: list[str]) -> None:
        left = self.leave(world, [name[0], "1", *name[2:]])
        with ordinary_user():
            assert not temporary_files.TemporaryFiles()._is_stale(left)

    def test_of_another_machine_only_after_a_day(self, world: FolderWorld, name: list[str]) -> None:
        young = self.leave(world, ["0" * 8, *name[1:]], age_s=20 * 3600)
        old = self.leave(world, ["1" * 8, *name[1:]], age_s=25 * 3600)
        world.connector().check()
        assert young.exists()
        assert not old.exists()

    def test_not_what_we_are_writing(self, world: FolderWorld) -> None:
        files = temporary_files.TemporaryFiles()
        with files.create(world.folder) as (path, _):
            files.sweep(world.folder)
            assert path.exists()
        assert not path.exists()

    def test_not_what_is_not_ours(self, world: FolderWorld) -> None:
        other = world.folder / ".moisson-notes.txt"
        other.touch()
        os.utime(other, (0, 0))
        world.connector().check()
        assert other.exists()
