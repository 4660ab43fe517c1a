"""The folder destination keeps the contract of destinations."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contract.destinations.contract import DestinationContract, Goods
from tests.contract.destinations.folder_world import FolderWorld


@pytest.fixture
def world() -> Iterator[FolderWorld]:
    # Not below tmp_path, which is closed to the ordinary user as whom permissions are tried.
    root = Path(tempfile.mkdtemp(prefix="moisson-folder-"))
    root.chmod(0o755)
    (root / "Factures").mkdir()
    yield FolderWorld(root / "Factures")
    shutil.rmtree(root)


@pytest.fixture
def goods(world: FolderWorld) -> Goods:
    return Goods(world.folder.parent / "goods")


class TestFolder(DestinationContract):
    pass
