"""One window per data folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.single_instance import SingleInstance

STARTED = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.is_first(), flush=True)
os._exit(0)  # without cleaning up, as one that is killed
"""


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(tmp_path)
    assert instance.is_first()
    yield instance
    instance.close()


def started(folder: Path) -> str:
    """What another process finds out that starts there."""
    command = [sys.executable, "-c", STARTED, str(folder)]
    return subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stdout.strip()


def test_a_second_start_raises_the_first(first: SingleInstance, qtbot: QtBot, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as pool:
        with qtbot.waitSignal(first.asked_to_rise, timeout=30_000):
            second = pool.submit(started, tmp_path)
        qtbot.waitUntil(second.done, timeout=30_000)
    assert second.result() == "False"


def test_another_folder_has_a_window_of_its_own(first: SingleInstance, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert started(other) == "True"


@pytest.mark.parametrize("deep", [False, True], ids=["short path", "path too long for a socket"])
def test_one_that_died_is_in_nobodys_way(qtbot: QtBot, tmp_path: Path, deep: bool) -> None:
    folder = tmp_path / ("d" * 90 if deep else "data")
    folder.mkdir()
    assert started(folder) == "True"
    instance = SingleInstance(folder)
    assert instance.is_first()
    instance.close()
