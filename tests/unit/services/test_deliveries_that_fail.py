"""The outbox when something goes wrong: the rest waits, nothing is lost."""

from __future__ import annotations

import threading
import time

import pytest

from app.domain.deliveries import (
    DeliveryState,
    Parcel,
    Refusal,
)
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from app.services.cancellation import Cancellation
from tests.unit.services.exporting import Exporting, result
from tests.unit.services.service_parts import ServiceParts, make_fetched


class TestRefusals:
    @pytest.mark.logs_warnings
    @pytest.mark.parametrize("reason", ["too_large", "drive_says_no"])
    def test_for_good(self, parts: ServiceParts, exporting: Exporting, reason: str) -> None:
        parts.add_documents(4)
        [bad, *_] = parts.documents()

        def refuse(parcel: Parcel, place: str) -> None:
            if parcel.sha256 == bad.sha256:
                raise ParcelRefusedError(reason)

        tried = exporting.fail(refuse).tried
        assert exporting.export() == result(exporting, DeliveryOutcome.PARTIAL, delivered=3, failed=1)
        [refused] = exporting.deliveries(DeliveryState.REFUSED)
        assert (refused.document.id, refused.attempts) == (bad.id, 1)
        assert exporting.export() == result(exporting, DeliveryOutcome.OK)
        assert len(tried) == 4

    @pytest.mark.logs_warnings
    def test_a_file_that_the_vault_lost_stops_no_other(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        lost, altered, *_ = parts.add_documents(5)
        parts.vault().path(lost.sha256, ".pdf").unlink()
        parts.vault().path(altered.sha256, ".pdf").write_bytes(b"damaged")
        expected = result(exporting, DeliveryOutcome.PARTIAL, delivered=3, failed=2, waiting=2)
        assert exporting.export() == expected
        assert exporting.issues == []
        # Once the vault is mended, they follow.
        for document, number in ((lost, 0), (altered, 1)):
            fetched = make_fetched(parts.root, number)
            assert parts.vault().put(fetched.path, ".pdf").sha256 == document.sha256
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=2)
        exporting.assert_all_delivered()

    @pytest.mark.logs_warnings
    def test_no_free_place_after_some_attempts(self, parts: ServiceParts, exporting: Exporting) -> None:
        def always_taken(parcel: Parcel, place: str) -> None:
            raise PlaceTakenError

        parts.add_documents(1)
        tried = exporting.fail(always_taken).tried
        assert exporting.export() == result(exporting, DeliveryOutcome.PARTIAL, failed=1, waiting=1)
        assert len(tried) == len(set(tried)) == 5
        exporting.mend()
        assert exporting.export().delivered == 1

    def test_reasons_that_are_for_good(self) -> None:
        assert [refusal.value for refusal in Refusal if refusal.for_good] == ["too_large", "removed_there"]


class TestTheDestinationFails:
    def test_before_anything(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(3)
        away = exporting.folder.rename(exporting.folder.with_name("away"))
        assert exporting.export() == result(exporting, DeliveryOutcome.FOLDER_GONE, waiting=3)
        assert exporting.issues == ["destination_folder_gone"]
        assert parts.destination(exporting.destination.id).outcome is DeliveryOutcome.FOLDER_GONE
        assert not exporting.folder.exists()
        away.rename(exporting.folder)
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=3)
        assert exporting.issues == []

    def test_although_nothing_waits(self, exporting: Exporting) -> None:
        exporting.folder.rmdir()
        assert exporting.export() == result(exporting, DeliveryOutcome.FOLDER_GONE)
        assert exporting.issues == ["destination_folder_gone"]

    def test_in_the_middle_the_rest_waits(self, parts: ServiceParts, exporting: Exporting) -> None:
        count = 40
        parts.add_documents(count)
        lock, calls = threading.Lock(), 0

        def fill_up(parcel: Parcel, place: str) -> None:
            nonlocal calls
            with lock:
                calls += 1
                full = calls > 5
            if full:
                raise DestinationError(DeliveryOutcome.QUOTA, path="/x")
            time.sleep(0.02)

        tried = exporting.fail(fill_up).tried
        ended = exporting.export()
        # What was under way when the error came is counted as well.
        assert ended == result(exporting, DeliveryOutcome.QUOTA, delivered=5, waiting=count - 5)
        assert len(exporting.there) == 5
        assert len(tried) <= 5 + 4  # each worker stops with the first error
        assert exporting.issues == ["destination_quota"]
        exporting.mend()
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=count - 5)
        exporting.assert_all_delivered()
        assert exporting.issues == []

    def test_another_failure_takes_the_place_of_the_first(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        parts.add_documents(1)
        for outcome in (DeliveryOutcome.QUOTA, DeliveryOutcome.PERMISSION):

            def fail(parcel: Parcel, place: str, outcome: DeliveryOutcome = outcome) -> None:
                raise DestinationError(outcome)

            exporting.mend()
            exporting.fail(fail)
            assert exporting.export().outcome is outcome
        assert exporting.issues == ["destination_permission"]

    def test_an_error_of_ours_is_raised_and_nothing_is_lost(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        def crash(parcel: Parcel, place: str) -> None:
            if parcel.sha256 == first.sha256:
                raise ZeroDivisionError
            time.sleep(0.02)

        first, *_ = parts.add_documents(30)
        tried = exporting.fail(crash).tried
        with pytest.raises(ZeroDivisionError):
            exporting.export()
        assert len(tried) < 30  # the pool is not drained first
        delivered = len(exporting.there)
        exporting.mend()
        assert exporting.export().delivered == 30 - delivered
        exporting.assert_all_delivered()


class TestStopping:
    def test_in_the_middle(self, parts: ServiceParts, exporting: Exporting) -> None:
        def stop(parcel: Parcel, place: str) -> None:
            parts.cancellation.cancel()

        parts.add_documents(20)
        parts.store().issues.open("destination_quota", {}, destination_id=exporting.destination.id)
        tried = exporting.fail(stop).tried
        ended = exporting.export()
        assert ended.outcome is DeliveryOutcome.CANCELLED
        assert ended.delivered == len(tried) == 20 - ended.waiting
        assert 1 <= len(tried) <= 4
        assert exporting.issues == ["destination_quota"]  # not disproved
        parts.cancellation = Cancellation()
        exporting.mend()
        exporting.export()
        exporting.assert_all_delivered()

    def test_before_the_next_batch(
        self, parts: ServiceParts, exporting: Exporting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.export_run._RESERVED_AT_ONCE", 1)
        parts.add_documents(3)
        exporting.fail(lambda parcel, place: parts.cancellation.cancel())
        assert exporting.export() == result(exporting, DeliveryOutcome.CANCELLED, delivered=1, waiting=2)
        assert exporting.deliveries(DeliveryState.RESERVED) == []

    def test_when_all_was_done_anyway(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(1)
        exporting.fail(lambda parcel, place: parts.cancellation.cancel())
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=1)
