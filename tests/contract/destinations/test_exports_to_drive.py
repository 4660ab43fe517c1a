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
from app.services.verify_data import VerifyData
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


class TestMemoryLost:
    """The database is gone, the Drive is as it was."""

    def start_anew(self, exports: DriveExports, root: Path) -> DriveExports:
        anew = DriveExports(exports.world, root / "anew")
        anew.add(12)
        return anew

    def test_while_searches_lag_behind(self, exports: DriveExports, tmp_path: Path) -> None:
        exports.google.drive.search_lag_s = 1e9
        exports.add(10)
        exports.google.rules.replace(Fault(Kind.LOST, "upload.multipart", chance=0.3))
        exports.export()
        anew = self.start_anew(exports, tmp_path)
        result = anew.export()
        assert (result.already_there, result.delivered) == (10, 2)
        anew.assert_all_there_once()

    def test_what_was_moved_just_before_is_found_at_the_second_look(
        self, exports: DriveExports, tmp_path: Path
    ) -> None:
        exports.google.drive.search_lag_s = 1e9
        exports.add(10)
        exports.export()
        other = exports.google.add_folder("Importé")
        for place in exports.world.visible():
            exports.google.drive.files[place].parents = [other.id]
        anew = self.start_anew(exports, tmp_path)

        def catch_up(waited_s: float) -> None:
            if waited_s >= 10:
                exports.google.drive.search_lag_s = 0

        anew.cancellation.meanwhile = catch_up
        result = anew.export()
        assert (result.already_there, result.delivered) == (10, 2)
        assert len(exports.google.contents(other.id)) == 10

    def test_killed_before_the_answer_was_recorded(
        self, exports: DriveExports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def die(*_: object) -> None:
            raise KeyboardInterrupt

        exports.google.drive.search_lag_s = 1e9
        exports.add(5)
        monkeypatch.setattr(exports.parts.store().outbox, "delivered", die)
        with pytest.raises(KeyboardInterrupt):
            exports.export()
        assert exports.world.visible()
        anew = self.start_anew(exports, tmp_path)
        assert anew.export().outcome is DeliveryOutcome.OK
        anew.assert_all_there_once()

    def test_a_first_export_to_an_empty_folder_of_ours_looks_once(self, exports: DriveExports) -> None:
        exports.add(3)
        exports.export()
        searches, waited_s = exports.google.requests["files.list"], exports.cancellation.waited_s
        exports.add(3, first=3)
        exports.export()
        assert exports.google.requests["files.list"] - searches == 2
        assert exports.cancellation.waited_s == waited_s


class TestRemovedThere:
    def test_it_is_named_and_stays_away(self, exports: DriveExports) -> None:
        first, second, *_ = exports.add(5)
        exports.export()
        places = {delivery.document.id: delivery.place or "" for delivery in exports.delivered}
        exports.google.drive.files[places[first.id]].trashed = True
        exports.world.remove(places[second.id])
        assert exports.export().delivered == 0
        found = VerifyData(exports.parts, exports.cancellation)()
        assert (found.undelivered, found.clean) == (2, False)
        assert {(r.destination_id, r.document_id) for r in found.removed} == {
            (exports.destination.id, first.id),
            (exports.destination.id, second.id),
        }
        assert found.removed[0].name.endswith(".pdf")

    def test_it_comes_back_when_the_user_asks(self, exports: DriveExports) -> None:
        first, second, third, *_ = exports.add(5)
        exports.export()
        places = {delivery.document.id: delivery.place or "" for delivery in exports.delivered}
        exports.google.drive.files[places[first.id]].trashed = True
        exports.world.remove(places[second.id])
        result = exports.export([first.id, second.id, third.id])
        assert (result.outcome, result.delivered, result.already_there) == (DeliveryOutcome.OK, 2, 1)
        del exports.google.drive.files[places[first.id]]  # the user empties the bin
        exports.assert_all_there_once()
        assert VerifyData(exports.parts, exports.cancellation)().clean

    @pytest.mark.logs_warnings
    def test_removed_before_it_was_confirmed(
        self, exports: DriveExports, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def die(*_: object) -> None:
            raise KeyboardInterrupt

        [document] = exports.add(1)
        with monkeypatch.context() as patch:
            patch.setattr(exports.parts.store().outbox, "delivered", die)
            with pytest.raises(KeyboardInterrupt):
                exports.export()
        [place] = exports.world.visible()
        exports.world.remove(place)
        assert exports.export().outcome is DeliveryOutcome.PARTIAL
        found = VerifyData(exports.parts, exports.cancellation)()
        assert [r.document_id for r in found.removed] == [document.id]
        assert exports.export([document.id]).outcome is DeliveryOutcome.OK
        exports.assert_all_there_once()

    def test_the_request_survives_a_kill(
        self, exports: DriveExports, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        [document] = exports.add(1)
        exports.export()
        [place] = exports.world.visible()
        exports.google.drive.files[place].trashed = True
        with monkeypatch.context() as patch:
            patch.setattr(exports.parts.vault(), "path", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                exports.export([document.id])
        assert exports.export().delivered == 1
        assert len(exports.world.visible()) == 1


def test_as_many_at_once_as_the_destination_takes(tmp_path: Path) -> None:
    with drive_exports(tmp_path, workers=8) as exports:
        exports.add(32)
        exports.google.set_latency(0.1)
        exports.export()
        assert exports.google.busiest == 8
        exports.assert_all_there_once()
