from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain.deliveries import Destination, DestinationKind, ExportRule, Refusal
from app.domain.errors import DeliveryOutcome, DestinationError
from app.domain.issues import Issue
from app.ports.destination import ParcelRefusedError
from app.services.account_overview import Standing
from app.services.destination_overview import (
    DestinationAction,
    DestinationRow,
    Situation,
    destination_rows,
    find_removed,
    situation_of,
    troubles_of,
)
from tests.unit.services.exporting import Exporting
from tests.unit.services.service_parts import ServiceParts


def row(exporting: Exporting) -> DestinationRow:
    [row] = destination_rows(exporting.parts.store(), exporting.parts.clock())
    return row


def test_before_and_after_an_export(parts: ServiceParts, exporting: Exporting) -> None:
    parts.add_documents(3)
    before = row(exporting)
    assert (before.situation, before.last_export, before.waiting) == (Situation.NEVER, None, 3)
    assert (before.standing, before.action) == (Standing.IDLE, DestinationAction.EXPORT)
    exporting.export()
    after = row(exporting)
    assert (after.situation, after.standing) == (Situation.UP_TO_DATE, Standing.UP_TO_DATE)
    assert (after.delivered, after.waiting, after.refused) == (3, 0, 0)
    assert after.last_export is not None and after.next_export is not None
    assert after.next_export > after.last_export
    parts.add_documents(1, parts.account(1), first=3)
    assert (row(exporting).situation, row(exporting).waiting) == (Situation.WAITING, 1)


def test_a_folder_that_is_gone(parts: ServiceParts, exporting: Exporting) -> None:
    parts.add_documents(1)
    shutil.rmtree(exporting.folder)
    exporting.export()
    found = row(exporting)
    assert (found.situation, found.standing, found.action) == (
        Situation.FOLDER_GONE,
        Standing.TO_FIX,
        DestinationAction.RETRY,
    )
    assert found.facts["path"] == str(exporting.folder)


@pytest.mark.parametrize("outcome", [*DeliveryOutcome])
def test_every_outcome_has_a_situation(outcome: DeliveryOutcome) -> None:
    destination = Destination(
        1, "a", DestinationKind.FOLDER, {}, ExportRule(), datetime(2026, 1, 1, tzinfo=UTC), outcome
    )
    issue = Issue(1, outcome.value, None, 1, destination.created_at)
    assert situation_of(destination, [issue], 0) is not Situation.UP_TO_DATE
    plain = situation_of(destination, [], 0)
    assert (plain is Situation.UP_TO_DATE) == (outcome is DeliveryOutcome.OK)
    assert situation_of(replace(destination, outcome=DeliveryOutcome.OK), [], 1) is Situation.WAITING


def test_what_was_refused_is_named_with_its_reason(parts: ServiceParts, exporting: Exporting) -> None:
    first, second = parts.add_documents(2)

    def refuse(parcel: object, place: str) -> None:
        raise ParcelRefusedError(Refusal.TOO_LARGE if "F-0" in place else Refusal.NO_FREE_PLACE)

    exporting.fail(refuse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.services.export_run._log.warning", lambda *_: None)
        exporting.export()
    found = troubles_of(parts.store(), exporting.destination)
    assert [(t.document_id, t.reason, t.can_go_again) for t in found] == [
        (first.id, "too_large", False),
        (second.id, "no_free_place", False),
    ]
    assert found[0].name == "2026-01-01_EDF_F-0_0.00EUR.pdf"
    assert (row(exporting).situation, row(exporting).refused) == (Situation.INCOMPLETE, 1)


def test_what_was_removed_there_is_found_and_can_go_again(parts: ServiceParts, exporting: Exporting) -> None:
    parts.add_documents(2)
    exporting.export()
    gone, _ = sorted(exporting.folder.iterdir())
    gone.unlink()
    [trouble] = find_removed(parts, exporting.destination, parts.cancellation)
    assert (trouble.name, trouble.can_go_again) == (gone.name, True)


def test_a_destination_that_cannot_be_asked_holds_nothing_for_sure(
    parts: ServiceParts, exporting: Exporting
) -> None:
    parts.add_documents(1)
    exporting.export()
    shutil.rmtree(exporting.folder)
    with pytest.raises(DestinationError):
        find_removed(parts, exporting.destination, parts.cancellation)
