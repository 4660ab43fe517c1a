"""The outbox: every document once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    ExportRule,
    Parcel,
)
from app.domain.documents import DocumentType
from app.domain.errors import DeliveryOutcome
from app.ports.destination import PlaceTakenError
from tests.unit.services.exporting import Exporting, result
from tests.unit.services.service_parts import ServiceParts


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
        monkeypatch.setattr("app.services.export_run._RESERVED_AT_ONCE", 4)
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


class TestLargeFiles:
    def test_they_are_counted_and_sent(
        self, parts: ServiceParts, exporting: Exporting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("app.services.export_run.LARGE_SIZE", len(b"%PDF-1.4 9"))
        parts.add_documents(12)  # the last two are a byte longer than the others
        ended = exporting.export()
        assert (ended.delivered, ended.large, ended.outcome) == (12, 2, DeliveryOutcome.OK)
        assert exporting.export().large == 0

    @pytest.mark.logs_warnings
    def test_too_large_ones_are_refused_for_good(
        self, parts: ServiceParts, exporting: Exporting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("connectors.destinations.folder.connector.MAX_SIZE", len(b"%PDF-1.4 9"))
        parts.add_documents(12)
        expected = result(exporting, DeliveryOutcome.PARTIAL, delivered=10, failed=2)
        assert exporting.export() == expected
        assert exporting.export() == result(exporting, DeliveryOutcome.OK)


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
