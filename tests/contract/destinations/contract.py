"""What every destination does: subclass both contracts and give them the fixtures `world` and `goods`."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from app.domain.deliveries import Parcel, Receipt, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import DestinationConnector, ParcelRefusedError, PlaceTakenError
from tests.contract.destinations.killing import deliver_under_fire


class World(Protocol):
    """A destination seen from outside, by whoever reads what is delivered there."""

    opener: str
    """"module:function" that opens a connector in another process, from `settings`."""
    settings: dict[str, str]
    failures: Sequence[DeliveryOutcome]
    """What `broken` can make of this destination."""

    def connector(self) -> DestinationConnector: ...

    def visible(self) -> dict[str, bytes]:
        """Content by place, of everything that a reader there would take."""
        ...

    def left_over(self) -> int:
        """How many things lie there that no reader would take: what interrupted deliveries left."""
        ...

    def put(self, name: str, content: bytes, place: str | None = None) -> str:
        """Somebody else's file, at a place if given (what lies there is replaced). Returns its place."""
        ...

    def remove(self, place: str) -> None: ...

    def broken(self, outcome: DeliveryOutcome) -> AbstractContextManager[None]: ...


class Goods:
    """Files to deliver, as the vault would hold them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def make(self, name: str, content: bytes) -> tuple[Parcel, Path]:
        parcel = Parcel(
            name, hashlib.sha256(content).hexdigest(), hashlib.md5(content).hexdigest(), len(content)
        )
        source = self._folder / parcel.sha256
        source.write_bytes(content)
        return parcel, source

    def some(self, count: int, size: int = 3000) -> list[tuple[Parcel, Path]]:
        return [self.make(f"Facture {n}.pdf", b"%PDF-" + bytes([n % 251]) * (size + n)) for n in range(count)]


class DestinationContract:
    """Tests of the port."""

    def test_what_is_delivered_is_there_and_verified(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1 one")
        [place] = connector.reserve([parcel], ())
        assert connector.deliver(parcel, source, place) == Receipt(place, parcel.sha256, parcel.size)
        assert world.visible() == {place: b"%PDF-1 one"}
        assert connector.verify(parcel, place)
        assert world.left_over() == 0

    def test_an_empty_file_and_a_large_one(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        for content in (b"", bytes(range(256)) * 12_000):
            parcel, source = goods.make("Facture.pdf", content)
            [place] = connector.reserve([parcel], ())
            connector.deliver(parcel, source, place)
            assert world.visible()[place] == content

    def test_reserving_creates_nothing(self, world: World, goods: Goods) -> None:
        parcels = [parcel for parcel, _ in goods.some(5)]
        assert len(set(world.connector().reserve(parcels, ()))) == 5
        assert world.visible() == {}
        assert world.left_over() == 0

    def test_equal_names_get_different_places(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        made = [goods.make("Facture.pdf", b"%PDF-" + bytes([n])) for n in range(6)]
        places = connector.reserve([parcel for parcel, _ in made], ())
        for (parcel, source), place in zip(made, places, strict=True):
            connector.deliver(parcel, source, place)
        assert sorted(world.visible().values()) == sorted(source.read_bytes() for _, source in made)

    def test_no_place_that_is_taken(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, _ = goods.make("Facture.pdf", b"%PDF-1")
        taken: set[str] = set()
        for _ in range(8):
            [place] = connector.reserve([parcel], taken)
            assert place not in taken
            taken.add(place)

    def test_delivering_again_is_harmless(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        [place] = connector.reserve([parcel], ())
        receipts = [connector.deliver(parcel, source, place) for _ in range(3)]
        # It is our own delivery that was interrupted, not somebody else's file.
        assert receipts == [Receipt(place, parcel.sha256, parcel.size)] * 3
        assert world.visible() == {place: b"%PDF-1"}

    def test_something_else_at_the_place_stays_as_it_is(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        [place] = connector.reserve([parcel], ())
        world.put("Facture.pdf", b"another", place)
        with pytest.raises(PlaceTakenError):
            connector.deliver(parcel, source, place)
        assert world.visible() == {place: b"another"}
        assert world.left_over() == 0
        [other] = connector.reserve([parcel], {place})
        connector.deliver(parcel, source, other)
        assert world.visible() == {place: b"another", other: b"%PDF-1"}

    def test_too_large(self, world: World, goods: Goods) -> None:
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        huge = Parcel(parcel.name, parcel.sha256, parcel.md5, 100 * 1024 * 1024 + 1)
        [place] = world.connector().reserve([huge], ())
        with pytest.raises(ParcelRefusedError) as refused:
            world.connector().deliver(huge, source, place)
        assert refused.value.reason == Refusal.TOO_LARGE
        assert world.visible() == {}

    def test_what_the_vault_lost_is_not_the_destinations_fault(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        [place] = connector.reserve([parcel], ())
        for damage, reason in (
            (lambda: source.write_bytes(b"%PDF-2"), Refusal.FILE_ALTERED),
            (lambda: source.write_bytes(b""), Refusal.FILE_ALTERED),
            (source.unlink, Refusal.FILE_MISSING),
        ):
            damage()
            with pytest.raises(ParcelRefusedError) as refused:
                connector.deliver(parcel, source, place)
            assert refused.value.reason == reason
            assert world.visible() == {}
            assert world.left_over() == 0

    def test_find_contents_under_any_name(self, world: World, goods: Goods) -> None:
        parcels = [parcel for parcel, _ in goods.some(3)]
        there, source = goods.make("Facture.pdf", b"%PDF-there")
        place = world.put("renamed by the user.pdf", source.read_bytes())
        world.put("same size.pdf", b"%PDF-where")
        world.put("other.pdf", b"x")
        receipt = Receipt(place, there.sha256, there.size, already_there=True)
        assert world.connector().find([*parcels, there]) == {there.sha256: receipt}
        assert world.connector().find([]) == {}

    def test_verify_sees_what_changed(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        [place] = connector.reserve([parcel], ())
        assert not connector.verify(parcel, place)
        connector.deliver(parcel, source, place)
        world.put("Facture.pdf", b"%PDF-2", place)
        assert not connector.verify(parcel, place)
        world.remove(place)
        assert not connector.verify(parcel, place)
        assert not connector.verify(parcel, "")

    def test_several_threads(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        made = goods.some(40)
        places = connector.reserve([parcel for parcel, _ in made], ())
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda job, place: connector.deliver(job[0], job[1], place), made, places))
        assert world.visible() == {
            place: source.read_bytes() for (_, source), place in zip(made, places, strict=True)
        }

    def test_one_place_by_several_threads_at_once(self, world: World, goods: Goods) -> None:
        connector = world.connector()
        for parcel, source in goods.some(10):
            [place] = connector.reserve([parcel], ())
            start = threading.Barrier(4)

            def deliver(
                parcel: Parcel = parcel,
                source: Path = source,
                place: str = place,
                start: threading.Barrier = start,
            ) -> None:
                start.wait()
                connector.deliver(parcel, source, place)

            with ThreadPoolExecutor(4) as pool:
                for future in [pool.submit(deliver) for _ in range(4)]:
                    future.result()
        assert len(world.visible()) == 10
        assert world.left_over() == 0

    def test_a_broken_destination_says_what_is_wrong(self, world: World, goods: Goods) -> None:
        assert world.failures
        connector = world.connector()
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        [place] = connector.reserve([parcel], ())
        for outcome in world.failures:
            with world.broken(outcome):
                with pytest.raises(DestinationError) as checked:
                    connector.check()
                assert checked.value.outcome is outcome
                with pytest.raises(DestinationError) as stopped:
                    connector.deliver(parcel, source, place)
                assert stopped.value.outcome is outcome
            assert world.visible() == {}
        connector.check()
        connector.deliver(parcel, source, place)
        assert world.visible() == {place: b"%PDF-1"}


class KilledDeliveryContract:
    """kill -9 while documents are delivered from another process."""

    @pytest.mark.chaos
    def test_killed_at_any_moment_nothing_is_partial_or_twice(self, world: World, goods: Goods) -> None:
        deliver_under_fire(world, goods.some(60, size=150_000), kills=15)
