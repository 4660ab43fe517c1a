"""The outbox: every document once, whatever happens on the way."""

from __future__ import annotations

import hashlib
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportResult,
    ExportRule,
    Parcel,
    Refusal,
)
from app.domain.documents import DocumentType
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import ParcelRefusedError, PlaceTakenError
from app.services.cancellation import Cancellation
from app.services.deliver_documents import DeliverDocuments
from tests.unit.services.failing_destination import Before, FailingFactory
from tests.unit.services.service_parts import ServiceParts, make_fetched


class Exporting:
    """A destination, and a way to export to it."""

    def __init__(self, parts: ServiceParts, rule: ExportRule | None = None) -> None:
        self.parts = parts
        self.destination = parts.add_destination(rule)
        self.folder = Path(self.destination.settings["path"])

    def export(self, destination: Destination | None = None) -> ExportResult:
        """(delivered, already there, failed, waiting, outcome)"""
        deliver = DeliverDocuments(self.parts, self.parts.progress, self.parts.cancellation)
        return deliver(destination or self.destination)

    def fail(self, before_delivering: Before | None = None) -> FailingFactory:
        """From now on this happens before each delivery."""
        factory = FailingFactory(self.parts.factories[DestinationKind.FOLDER], before_delivering)
        self.parts.factories[DestinationKind.FOLDER] = factory
        return factory

    def mend(self) -> None:
        self.parts.factories[DestinationKind.FOLDER] = ServiceParts.folder_factory(self.parts.folder.root)

    @property
    def there(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def deliveries(self, state: DeliveryState) -> list[Delivery]:
        return list(self.parts.store().outbox.deliveries(self.destination.id, state))

    @property
    def issues(self) -> list[str]:
        return [kind for kind, _, destination in self.parts.issues() if destination == self.destination.id]

    def assert_all_delivered(self) -> None:
        """Each content of the store, once, and nothing else."""
        stored = sorted(document.sha256 for document in self.parts.documents())
        assert sorted(hashlib.sha256(content).hexdigest() for content in self.there.values()) == stored
        assert not self.parts.store().outbox.open_deliveries(self.destination.id)


@pytest.fixture
def exporting(parts: ServiceParts) -> Exporting:
    return Exporting(parts)


def result(
    exporting: Exporting,
    outcome: DeliveryOutcome,
    *,
    delivered: int = 0,
    there: int = 0,
    failed: int = 0,
    waiting: int = 0,
) -> ExportResult:
    return ExportResult(exporting.destination.id, delivered, there, failed, waiting, outcome)


class TestDelivering:
    def test_everything_once_under_names_for_people(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(3, first=1)
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=3)
        assert exporting.there == {
            "2026-01-02_EDF_F-1_1.00EUR.pdf": b"%PDF-1.4 1",
            "2026-01-03_EDF_F-2_2.00EUR.pdf": b"%PDF-1.4 2",
            "2026-01-04_EDF_F-3_3.00EUR.pdf": b"%PDF-1.4 3",
        }
        assert parts.progress.exported[-1] == (exporting.destination.id, 3, 3)
        delivered = exporting.deliveries(DeliveryState.DELIVERED)
        assert {delivery.place for delivery in delivered} == set(exporting.there)
        assert all(delivery.delivered_at for delivery in delivered)
        assert parts.destination(exporting.destination.id).outcome is DeliveryOutcome.OK

    def test_the_second_export_sends_nothing(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(3)
        exporting.export()
        tried = exporting.fail().tried
        assert exporting.export() == result(exporting, DeliveryOutcome.OK)
        assert tried == []

    def test_what_an_importer_took_away_does_not_come_back(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        parts.add_documents(2)
        exporting.export()
        for path in exporting.folder.iterdir():
            path.unlink()
        exporting.export()
        assert exporting.there == {}

    def test_later_documents_join(self, parts: ServiceParts, exporting: Exporting) -> None:
        account = parts.add_account()
        parts.add_documents(2, account)
        exporting.export()
        parts.add_documents(2, account, first=2)
        assert exporting.export().delivered == 2
        exporting.assert_all_delivered()

    def test_more_than_are_reserved_at_once(
        self, parts: ServiceParts, exporting: Exporting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.deliver_documents._RESERVED_AT_ONCE", 4)
        parts.add_documents(10)
        assert exporting.export().delivered == 10
        exporting.assert_all_delivered()

    def test_equal_names(self, parts: ServiceParts) -> None:
        exporting = Exporting(parts, ExportRule(name_template="{supplier}"))
        parts.add_documents(5)
        assert exporting.export().delivered == 5
        exporting.assert_all_delivered()
        assert "EDF.pdf" in exporting.there

    def test_the_same_bytes_of_two_accounts_once(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(2, parts.add_account("A"))
        parts.add_documents(2, parts.add_account("B"))
        assert exporting.export().delivered == 2
        assert len(exporting.there) == 2

    def test_only_what_the_rule_takes(self, parts: ServiceParts) -> None:
        exporting = Exporting(parts, ExportRule(since=date(2026, 1, 3)))
        receipts = Exporting.__new__(Exporting)
        receipts.parts = parts
        receipts.destination = parts.add_destination(ExportRule(types=(DocumentType.RECEIPT,)), "Reçus")
        parts.add_documents(4)  # issued from the first to the fourth
        assert exporting.export().delivered == 2
        assert receipts.export() == result(receipts, DeliveryOutcome.OK)

    def test_two_destinations_know_nothing_of_each_other(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        other = parts.add_destination(name="Copie")
        parts.add_documents(2)
        assert exporting.export().delivered == exporting.export(other).delivered == 2


class TestWhatIsThereAlready:
    def test_after_the_database_was_lost(self, tmp_path: Path) -> None:
        (tmp_path / "before").mkdir()
        before = Exporting(ServiceParts(tmp_path / "before"))
        before.parts.add_documents(4)
        before.export()
        (tmp_path / "after").mkdir()
        before.folder.rename(tmp_path / "after" / "Factures")
        after = Exporting(ServiceParts(tmp_path / "after"))
        after.parts.add_documents(6)
        assert after.export() == result(after, DeliveryOutcome.OK, delivered=2, there=4)
        after.assert_all_delivered()
        assert after.parts.progress.exported[-1] == (after.destination.id, 6, 6)

    def test_under_another_name(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(2)
        (exporting.folder / "mine.pdf").write_bytes(b"%PDF-1.4 1")
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=1, there=1)
        exporting.assert_all_delivered()
        assert "mine.pdf" in {delivery.place for delivery in exporting.deliveries(DeliveryState.DELIVERED)}

    def test_a_name_that_is_taken_by_something_else(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(1)
        (exporting.folder / "2026-01-01_edf_f-0_0.00eur.pdf").write_bytes(b"mine")
        assert exporting.export().delivered == 1
        assert sorted(exporting.there.values()) == [b"%PDF-1.4 0", b"mine"]


class TestInterruptions:
    def reserve(self, exporting: Exporting) -> list[Delivery]:
        """Stops between the commit of the places and the first byte."""

        def stop(parcel: Parcel, place: str) -> None:
            raise KeyboardInterrupt

        exporting.fail(stop)
        with pytest.raises(KeyboardInterrupt):
            exporting.export()
        exporting.mend()
        return exporting.deliveries(DeliveryState.RESERVED)

    def test_reserved_places_are_kept(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(6)
        reserved = self.reserve(exporting)
        assert len(reserved) == 6
        tried = exporting.fail().tried
        assert exporting.export().delivered == 6
        assert sorted(tried) == sorted(delivery.place or "" for delivery in reserved)
        exporting.assert_all_delivered()

    def test_brought_but_not_recorded(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(3)
        for delivery in self.reserve(exporting):
            content = parts.vault().path(delivery.document.sha256, ".pdf").read_bytes()
            (exporting.folder / (delivery.place or "")).write_bytes(content)
        # They are ours: delivered, not found there.
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=3)
        exporting.assert_all_delivered()

    def test_the_place_was_taken_meanwhile(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(3)
        for delivery in self.reserve(exporting):
            (exporting.folder / (delivery.place or "")).write_bytes(b"mine")
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=3)
        expected = [b"%PDF-1.4 0", b"%PDF-1.4 1", b"%PDF-1.4 2", b"mine", b"mine", b"mine"]
        assert sorted(exporting.there.values()) == expected

    def test_new_places_are_given_one_after_the_other(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        refused: set[str] = set()

        def taken_at_first(parcel: Parcel, place: str) -> None:
            if parcel.sha256 not in refused:
                refused.add(parcel.sha256)
                raise PlaceTakenError

        parts.add_documents(12)
        exporting.fail(taken_at_first)
        assert exporting.export().delivered == 12
        exporting.assert_all_delivered()

    def test_a_place_is_committed_before_the_bytes_go_out(
        self, parts: ServiceParts, exporting: Exporting
    ) -> None:
        parts.add_documents(3)
        (exporting.folder / "in the way").mkdir()
        taken: list[str] = []

        def look(parcel: Parcel, place: str) -> None:
            committed = {d.place: d.document.sha256 for d in exporting.deliveries(DeliveryState.RESERVED)}
            assert committed[place] == parcel.sha256
            if len(taken) < 2:
                taken.append(place)
                raise PlaceTakenError

        exporting.fail(look)
        assert exporting.export().delivered == 3


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
        assert [refusal.value for refusal in Refusal if refusal.for_good] == ["too_large"]


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
        assert len(tried) < count
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
        monkeypatch.setattr("app.services.deliver_documents._RESERVED_AT_ONCE", 1)
        parts.add_documents(3)
        exporting.fail(lambda parcel, place: parts.cancellation.cancel())
        assert exporting.export() == result(exporting, DeliveryOutcome.CANCELLED, delivered=1, waiting=2)
        assert exporting.deliveries(DeliveryState.RESERVED) == []

    def test_when_all_was_done_anyway(self, parts: ServiceParts, exporting: Exporting) -> None:
        parts.add_documents(1)
        exporting.fail(lambda parcel, place: parts.cancellation.cancel())
        assert exporting.export() == result(exporting, DeliveryOutcome.OK, delivered=1)
