"""The folder destination keeps the contract of destinations."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from connectors.destinations.folder import atomic_move
from tests.contract.destinations.contract import DestinationContract, Goods, KilledDeliveryContract
from tests.contract.destinations.folder_world import FolderWorld, public_folder


@pytest.fixture
def world() -> Iterator[FolderWorld]:
    with public_folder() as root:
        (root / "Factures").mkdir()
        yield FolderWorld(root / "Factures")


@pytest.fixture
def goods(world: FolderWorld) -> Goods:
    return Goods(world.folder.parent / "goods")


class TestFolder(DestinationContract, KilledDeliveryContract):
    pass


class TestFolderWithoutLinks(DestinationContract):
    """FAT and some network shares know no hard links."""

    @pytest.fixture(autouse=True)
    def _no_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refuse_links(monkeypatch)


class TestFolderWithoutLinksAndExclusiveRename(DestinationContract):
    """Nor, some of them, a rename that refuses to replace."""

    @pytest.fixture(autouse=True)
    def _no_links(self, monkeypatch: pytest.MonkeyPatch) -> None:
        refuse_links(monkeypatch)
        monkeypatch.setattr(atomic_move, "_renameat2", lambda: None)

    def test_a_claim_that_was_interrupted_is_filled(self, world: FolderWorld, goods: Goods) -> None:
        parcel, source = goods.make("Facture.pdf", b"%PDF-1")
        connector = world.connector()
        [place] = connector.reserve([parcel], ())
        (world.folder / place).touch()
        connector.deliver(parcel, source, place)
        assert world.visible() == {"Facture.pdf": b"%PDF-1"}


def refuse_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*paths: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr("os.link", refuse)
