"""Deliver what is waiting to a destination, exactly once."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.contacts import Purpose
from app.domain.deliveries import Destination, ExportResult
from app.domain.errors import CancelledError, DeliveryOutcome, DestinationError, ErrorCode, MoissonError
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.cancellation import Cancellation
from app.services.contacts import contacts_noted
from app.services.export_run import ExportRun, Tally
from app.services.timetable import Timetable, destination_subject


class DeliverDocuments:
    """The outbox: NEW -> RESERVED (committed) -> bytes sent and verified -> DELIVERED (committed)."""

    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._progress = progress
        self._cancellation = cancellation

    def __call__(self, destination: Destination, again: Collection[int] = ()) -> ExportResult:
        """Never raises for what the destination does; the result's outcome says it. Raises MoissonError
        disk_full when even that cannot be written down.

        `again`: ids of documents that are sent once more if they are no longer there."""
        timetable = Timetable(self._parts.store(), self._parts.clock())
        with timetable.run(destination_subject(destination)) as recorder:
            result = self._export(destination, again)
            recorder.result = result.outcome.value
        return result

    def _export(self, destination: Destination, again: Collection[int]) -> ExportResult:
        store, tally, stopped, cancelled = self._parts.store(), Tally(), None, False
        try:
            factory = self._parts.destinations()[destination.kind]
            connector = factory.open(destination, self._cancellation.pause)
            export = ExportRun(self._parts, self._progress, self._cancellation, destination, connector, tally)
            with contacts_noted(self._parts, Purpose.DELIVERY, destination.name) as contacted:
                try:
                    export.run(again)
                finally:
                    for host in connector.hosts:
                        contacted(host)
        except DestinationError as error:
            stopped = error
        except MoissonError as error:
            if error.code is not ErrorCode.DISK_FULL:
                raise
            # Our own disk: what went out without being recorded is recognised by its place the next time.
            stopped = DestinationError(DeliveryOutcome.DISK_FULL, path=str(error.facts.get("path", "")))
        except CancelledError:
            cancelled = True
        waiting = len(store.outbox.open_deliveries(destination.id))
        cancelled = cancelled or (waiting > 0 and self._cancellation.cancelled)
        outcome = self._outcome(stopped, tally, waiting, cancelled=cancelled)
        self._update_issues(destination, outcome, stopped)
        store.outbox.set_outcome(destination.id, outcome)
        counts = (tally.delivered, tally.already_there, tally.failed, waiting)
        return ExportResult(destination.id, *counts, outcome, tally.large)

    def _outcome(
        self, stopped: DestinationError | None, tally: Tally, waiting: int, *, cancelled: bool
    ) -> DeliveryOutcome:
        if stopped:
            return stopped.outcome
        if cancelled:
            return DeliveryOutcome.CANCELLED
        return DeliveryOutcome.PARTIAL if tally.failed or waiting else DeliveryOutcome.OK

    def _update_issues(
        self, destination: Destination, outcome: DeliveryOutcome, stopped: DestinationError | None
    ) -> None:
        issues = self._parts.store().issues
        if stopped:
            issues.open(outcome.value, dict(stopped.facts), destination_id=destination.id)
            issues.close(destination_id=destination.id, except_kind=outcome.value)
        elif outcome is not DeliveryOutcome.CANCELLED:
            issues.close(destination_id=destination.id)
