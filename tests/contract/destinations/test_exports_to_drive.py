"""What stops exports to Drive: nothing is lost, there is one issue, and after the repair it goes on."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import DeliveryOutcome, ErrorCode, MoissonError
from app.services.cancellation import Cancellation
from app.services.deliver_documents import DeliverDocuments
from tests.contract.destinations.drive_exports import DriveExports, drive_exports
from tests.drive_simulator.faults import Fault, Kind

HOUR_S = 3600.0
Step = Callable[[DriveExports], object]


@pytest.fixture
def exports(tmp_path: Path) -> Iterator[DriveExports]:
    with drive_exports(tmp_path) as exports:
        yield exports


def revoke(exports: DriveExports) -> None:
    exports.google.rules.replace(Fault(Kind.REVOKED, "upload.multipart", after=6, times=1))


def connect_again(exports: DriveExports) -> None:
    exports.connect(exports.google.oauth.grant())


def fill(exports: DriveExports) -> None:
    exports.google.drive.limit = exports.google.drive.usage() + 60


def make_room(exports: DriveExports) -> None:
    exports.google.drive.limit = None


def delete_folder(exports: DriveExports) -> None:
    del exports.google.drive.files[exports.world.folder.id]


def undelete_folder(exports: DriveExports) -> None:
    """By Google's support; nobody else can."""
    exports.google.drive.files[exports.world.folder.id] = exports.world.folder


def bin_folder(exports: DriveExports) -> None:
    exports.world.folder.trashed = True


def take_from_bin(exports: DriveExports) -> None:
    exports.world.folder.trashed = False


def forbid(exports: DriveExports) -> None:
    exports.world.folder.writable = False


def allow(exports: DriveExports) -> None:
    exports.world.folder.writable = True


@pytest.mark.parametrize(
    ("breaks", "repairs", "outcome"),
    [
        (revoke, connect_again, DeliveryOutcome.RECONNECT),
        (fill, make_room, DeliveryOutcome.QUOTA),
        (delete_folder, undelete_folder, DeliveryOutcome.FOLDER_GONE),
        (bin_folder, take_from_bin, DeliveryOutcome.FOLDER_GONE),
        (forbid, allow, DeliveryOutcome.PERMISSION),
    ],
)
def test_it_waits_with_one_issue_and_goes_on_after_the_repair(
    exports: DriveExports, breaks: Step, repairs: Step, outcome: DeliveryOutcome
) -> None:
    exports.add(10)
    assert exports.export().delivered == 10
    exports.add(20, first=10)
    breaks(exports)
    delivered = 0
    for _ in range(3):
        stopped = exports.export()
        delivered += stopped.delivered
        assert stopped.outcome is outcome
        assert stopped.waiting == 20 - delivered > 0
        assert exports.issues == [outcome.value]
    repairs(exports)
    result = exports.export()
    assert (result.outcome, result.delivered) == (DeliveryOutcome.OK, 20 - delivered)
    assert exports.issues == []
    exports.assert_all_there_once()


@pytest.mark.parametrize("breaks", [delete_folder, bin_folder])
def test_the_folder_goes_in_the_middle(exports: DriveExports, breaks: Step) -> None:
    exports.add(30)
    uploads = 0
    answer = exports.google._answer

    def break_after_ten(operation: str, *about: object) -> object:
        nonlocal uploads
        uploads += operation == "upload.multipart"
        if uploads == 10:
            uploads += 1
            breaks(exports)
        return answer(operation, *about)  # type: ignore[arg-type]

    exports.google._answer = break_after_ten  # type: ignore[method-assign, assignment]
    stopped = exports.export()
    assert stopped.outcome is DeliveryOutcome.FOLDER_GONE
    assert exports.issues == ["destination_folder_gone"]
    undelete_folder(exports)
    take_from_bin(exports)
    exports.export()
    exports.assert_all_there_once()


def test_the_network_is_away_for_an_hour(exports: DriveExports) -> None:
    """Exports come every ten minutes; the pauses within them take simulated time."""
    exports.add(20)
    exports.google.stop()
    since, tried, now = set(), 0, exports.cancellation
    while now.waited_s < HOUR_S:
        stopped = exports.export()
        assert (stopped.outcome, stopped.waiting) == (DeliveryOutcome.UNAVAILABLE, 20)
        [issue] = exports.parts.store().issues.all_open()
        since.add((issue.kind, issue.since))
        now.waited_s += 600
        tried += 1
    assert len(since) == 1
    assert 4 <= tried <= 6
    exports.google.start()
    assert exports.export().outcome is DeliveryOutcome.OK
    assert exports.issues == []
    exports.assert_all_there_once()


def test_the_network_comes_back_while_an_export_waits(exports: DriveExports) -> None:
    exports.add(20)
    exports.google.stop()
    lock = threading.Lock()

    def come_back(waited_s: float) -> None:
        with lock:
            if waited_s > 20 and not exports.google.running:
                exports.google.start()

    exports.cancellation.meanwhile = come_back
    assert exports.export().outcome is DeliveryOutcome.OK
    exports.assert_all_there_once()


def test_a_disk_of_ours_that_is_full(exports: DriveExports) -> None:
    """What went out without being recorded is recognised later, by its place."""
    exports.add(40)
    writer = exports.parts.store()._database
    with writer.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    outcomes = set()
    for _ in range(3):
        stopped = exports.export()
        outcomes.add(stopped.outcome)
        assert stopped.waiting > 0
    assert outcomes == {DeliveryOutcome.DISK_FULL}
    assert exports.issues == ["disk_full"]
    with writer.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert exports.export().outcome is DeliveryOutcome.OK
    assert exports.issues == []
    exports.assert_all_there_once()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """6 MB, where the system lets us have one."""
    root = tmp_path / "small"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(root)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a disk")
    yield root
    subprocess.run(["umount", "-l", str(root)], check=True)


def test_a_disk_of_ours_without_a_single_byte_left(small_disk: Path) -> None:
    with drive_exports(small_disk) as exports:
        exports.add(100)
        with closing(sqlite3.connect(exports.parts.folder.database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as when the program has just started
        with (small_disk / "other program's").open("wb", buffering=0) as file, pytest.raises(OSError):
            while True:
                file.write(bytes(4096))
        assert exports.export().outcome is DeliveryOutcome.DISK_FULL
        for _ in range(2):  # now without spare room
            try:
                assert exports.export().outcome is DeliveryOutcome.DISK_FULL
            except MoissonError as error:
                assert error.code is ErrorCode.DISK_FULL
            assert exports.issues == ["disk_full"]
        (small_disk / "other program's").unlink()
        assert exports.export().outcome is DeliveryOutcome.OK
        assert exports.issues == []
        exports.assert_all_there_once()


def test_a_disk_on_which_not_even_the_issue_fits(
    exports: DriveExports, monkeypatch: pytest.MonkeyPatch
) -> None:
    exports.add(3)

    def full(*_: object, **__: object) -> None:
        raise MoissonError(ErrorCode.DISK_FULL, path="/x")

    outbox, issues = exports.parts.store().outbox, exports.parts.store().issues
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "delivered", full)
        patch.setattr(issues, "open", full)
        with pytest.raises(MoissonError) as error:
            exports.export()
    assert error.value.code is ErrorCode.DISK_FULL
    assert len(exports.world.visible()) > 0
    exports.export()
    exports.assert_all_there_once()


class TestStopping:
    """With pauses of real length: what is waited for is the end, long before they are over."""

    @pytest.mark.parametrize(
        "fault", [Fault(Kind.UNAVAILABLE, "upload.*"), Fault(Kind.TOO_MANY, "upload.*", seconds=100)]
    )
    def test_in_the_middle_of_a_pause(self, exports: DriveExports, fault: Fault) -> None:
        exports.add(20)
        exports.google.rules.replace(fault)
        cancellation = Cancellation()
        waiting = threading.Event()
        pause = cancellation.pause

        def watched(seconds: float) -> None:
            if seconds > 0:
                waiting.set()
            pause(seconds)

        cancellation.pause = watched  # type: ignore[method-assign]
        ended = threading.Event()
        results = []

        def export() -> None:
            deliver = DeliverDocuments(exports.parts, exports.parts.progress, cancellation)
            results.append(deliver(exports.destination))
            ended.set()

        thread = threading.Thread(target=export)
        thread.start()
        try:
            assert waiting.wait(60)
        finally:
            cancellation.cancel()
        assert ended.wait(30), "a pause of 64 or 100 s went on"
        thread.join()
        assert (results[0].outcome, results[0].waiting) == (DeliveryOutcome.CANCELLED, 20)
        assert exports.issues == []
        exports.google.rules.replace()
        exports.export()
        exports.assert_all_there_once()

    def test_before_it_was_known_that_nothing_waits(self, exports: DriveExports) -> None:
        """A destination that did not answer is not all right."""
        exports.parts.store().issues.open("destination_quota", {}, destination_id=exports.destination.id)
        exports.google.rules.replace(Fault(Kind.UNAVAILABLE))
        exports.cancellation.meanwhile = lambda waited_s: exports.cancellation.cancel()
        ended = exports.export()
        assert (ended.outcome, ended.waiting) == (DeliveryOutcome.CANCELLED, 0)
        assert exports.issues == ["destination_quota"]
