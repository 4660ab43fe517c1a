from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.adapters.lock import DataFolderLock, TimerLock
from app.adapters.paths import DataFolder
from app.domain.errors import ErrorCode, MoissonError

HOLD = """
import sys, time
from pathlib import Path
from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
with DataFolderLock(DataFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def hold(folder: DataFolder) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", HOLD, str(folder.root)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def refusal(folder: DataFolder, patience_s: float = 0.0) -> MoissonError:
    with pytest.raises(MoissonError) as caught:
        DataFolderLock(folder, patience_s=patience_s).acquire()
    return caught.value


def test_another_process_is_told_who_holds_it(folder: DataFolder) -> None:
    before = datetime.now(UTC)
    with hold(folder) as process:
        error = refusal(folder)
        assert error.code is ErrorCode.DATA_FOLDER_BUSY
        assert error.facts["pid"] == process.pid
        since = datetime.fromisoformat(str(error.facts["since"]))
        assert before - timedelta(seconds=1) <= since <= datetime.now(UTC)
        process.communicate("\n")
    with DataFolderLock(folder):
        pass


def test_a_killed_process_holds_nothing(folder: DataFolder) -> None:
    with hold(folder) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with DataFolderLock(folder, patience_s=1):
            assert refusal(folder).facts["pid"] == os.getpid()


def test_a_child_that_outlives_its_parent_does_not_keep_it(folder: DataFolder) -> None:
    with DataFolderLock(folder):
        child = subprocess.Popen(["sleep", "30"])
    try:
        DataFolderLock(folder).acquire()
    finally:
        child.kill()
        child.wait()


def test_the_same_process_has_it_once(folder: DataFolder) -> None:
    first = DataFolderLock(folder)
    with first:
        assert refusal(folder, patience_s=0.05).code is ErrorCode.DATA_FOLDER_BUSY
    with DataFolderLock(folder):
        pass


def test_it_can_be_waited_for(folder: DataFolder) -> None:
    lock = DataFolderLock(folder)
    lock.acquire()
    timer = threading.Timer(0.1, lock.release)
    timer.start()
    with DataFolderLock(folder, patience_s=5):
        timer.join()


def test_releasing_twice_is_harmless(folder: DataFolder) -> None:
    lock = DataFolderLock(folder)
    lock.acquire()
    lock.release()
    lock.release()
    with DataFolderLock(folder):
        lock.release()
        assert refusal(folder).code is ErrorCode.DATA_FOLDER_BUSY


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": 1'])
def test_a_holder_that_cannot_be_read_is_unknown(folder: DataFolder, content: bytes) -> None:
    with DataFolderLock(folder):
        (folder.root / "lock.json").write_bytes(content)
        error = refusal(folder)
        assert (error.code, error.facts["pid"]) == (ErrorCode.DATA_FOLDER_BUSY, None)


def test_its_files_are_private(folder: DataFolder) -> None:
    with DataFolderLock(folder):
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.root.iterdir()}
    assert modes == {"lock": 0o600, "lock.json": 0o600}


def test_a_folder_that_cannot_hold_a_lock_is_told(folder: DataFolder) -> None:
    folder.create().lock.mkdir()
    assert refusal(folder).code is ErrorCode.DATA_FOLDER_UNUSABLE


def test_nothing_is_held_when_the_holder_cannot_be_told(folder: DataFolder) -> None:
    (folder.create().root / "lock.json").mkdir()
    assert refusal(folder).code is ErrorCode.DATA_FOLDER_UNUSABLE
    (folder.root / "lock.json").rmdir()
    with DataFolderLock(folder):
        pass


def test_the_timer_is_told_from_other_commands(folder: DataFolder) -> None:
    with DataFolderLock(folder, by_timer=True):
        assert refusal(folder).facts["by_timer"] is True
    with DataFolderLock(folder):
        assert refusal(folder).facts["by_timer"] is False


def test_one_timer_which_does_not_hold_the_folder(folder: DataFolder) -> None:
    with TimerLock(folder):
        with DataFolderLock(folder):
            pass
        with pytest.raises(MoissonError) as caught:
            TimerLock(folder).acquire()
        assert caught.value.code is ErrorCode.TIMER_RUNNING
        assert caught.value.facts["pid"] == os.getpid()
    with TimerLock(folder):
        pass
