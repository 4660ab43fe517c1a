"""What lies in Drive already, what was removed there, and how many documents go at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import DeliveryOutcome
from app.services.verify_data import VerifyData
from tests.contract.destinations.drive_exports import DriveExports, drive_exports
from tests.drive_simulator.faults import Fault, Kind


@pytest.fixture
def exports(tmp_path: Path) -> Iterator[DriveExports]:
    with drive_exports(tmp_path) as exports:
        yield exports


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
        assert exports.export().outcome is DeliveryOutcome.OK  # said once is enough
        found = VerifyData(exports.parts, exports.cancellation)()
        assert [r.document_id for r in found.removed] == [document.id]
        assert exports.export([document.id]).outcome is DeliveryOutcome.OK
        exports.assert_all_there_once()

    @pytest.mark.logs_warnings
    def test_what_left_the_bin_is_there(self, exports: DriveExports, monkeypatch: pytest.MonkeyPatch) -> None:
        def die(*_: object) -> None:
            raise KeyboardInterrupt

        [document] = exports.add(1)
        with monkeypatch.context() as patch:
            patch.setattr(exports.parts.store().outbox, "delivered", die)
            with pytest.raises(KeyboardInterrupt):
                exports.export()
        [place] = exports.world.visible()
        file = exports.google.drive.files[place]
        file.trashed = True
        exports.export()
        file.trashed = False
        assert VerifyData(exports.parts, exports.cancellation)().clean
        result = exports.export([document.id])
        assert (result.delivered, result.already_there) == (0, 1)
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
