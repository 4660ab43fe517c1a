"""Deliver what is waiting to a destination, exactly once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass

from app.domain.deliveries import (
    Delivery,
    DeliveryState,
    Destination,
    ExportResult,
    Parcel,
    Receipt,
)
from app.domain.errors import DeliveryOutcome, DestinationError
from app.ports.destination import DestinationConnector, ParcelRefusedError, PlaceTakenError
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.services.cancellation import Cancellation

_log = logging.getLogger(__name__)
_WORKERS = 4
_RESERVED_AT_ONCE = 500
_PLACES_TRIED = 5


@dataclass(slots=True)
class _Tally:
    delivered: int = 0
    already_there: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        return self.delivered + self.already_there + self.failed


class DeliverDocuments:
    """The outbox: NEW -> RESERVED (committed) -> bytes sent and verified -> DELIVERED (committed)."""

    def __init__(self, parts: Parts, progress: Progress, cancellation: Cancellation) -> None:
        self._parts = parts
        self._progress = progress
        self._cancellation = cancellation

    def __call__(self, destination: Destination) -> ExportResult:
        """Never raises for what the destination does; the result's outcome says it."""
        tally, outcome = _Tally(), DeliveryOutcome.OK
        outbox = self._parts.store().outbox
        try:
            connector = self._parts.destinations()[destination.kind].open(destination)
            self._deliver_all(connector, destination, tally)
            if self._cancellation.cancelled:
                outcome = DeliveryOutcome.CANCELLED
        except DestinationError as error:
            outcome = error.outcome
            self._parts.store().issues.open(outcome.value, dict(error.facts), destination_id=destination.id)
        waiting = len(outbox.open_deliveries(destination.id))
        if outcome is DeliveryOutcome.OK:
            self._parts.store().issues.close(destination_id=destination.id)
            if tally.failed or waiting:
                outcome = DeliveryOutcome.PARTIAL
        outbox.set_outcome(destination.id, outcome)
        return ExportResult(
            destination.id, tally.delivered, tally.already_there, tally.failed, waiting, outcome
        )

    def _deliver_all(self, connector: DestinationConnector, destination: Destination, tally: _Tally) -> None:
        outbox = self._parts.store().outbox
        waiting = outbox.open_deliveries(destination.id)
        if not waiting:
            connector.check()
            return
        connector.check()
        waiting = self._without_known(connector, destination, waiting, tally)
        for start in range(0, len(waiting), _RESERVED_AT_ONCE):
            batch = waiting[start : start + _RESERVED_AT_ONCE]
            self._reserve(connector, destination, [d for d in batch if d.state is DeliveryState.NEW])
            wanted = {delivery.id for delivery in batch}
            reserved = [d for d in outbox.open_deliveries(destination.id) if d.id in wanted]
            self._send(connector, destination, reserved, tally, len(waiting))

    def _without_known(
        self,
        connector: DestinationConnector,
        destination: Destination,
        waiting: Sequence[Delivery],
        tally: _Tally,
    ) -> list[Delivery]:
        """Contents that lie there although we do not remember sending them are not sent again."""
        fresh = [d for d in waiting if d.state is DeliveryState.NEW]
        found = (
            connector.find([Parcel.of(d.document, destination.rule.name_template) for d in fresh])
            if fresh
            else {}
        )
        for delivery in fresh:
            if receipt := found.get(delivery.document.sha256):
                self._record(delivery, receipt)
                tally.already_there += 1
        return [d for d in waiting if d.state is not DeliveryState.NEW or d.document.sha256 not in found]

    def _reserve(
        self, connector: DestinationConnector, destination: Destination, fresh: Sequence[Delivery]
    ) -> None:
        if not fresh:
            return
        outbox = self._parts.store().outbox
        parcels = [Parcel.of(delivery.document, destination.rule.name_template) for delivery in fresh]
        places = connector.reserve(parcels, outbox.places(destination.id))
        outbox.reserve({d.id: place for d, place in zip(fresh, places, strict=True)})

    def _send(
        self,
        connector: DestinationConnector,
        destination: Destination,
        reserved: Sequence[Delivery],
        tally: _Tally,
        total: int,
    ) -> None:
        with ThreadPoolExecutor(_WORKERS, thread_name_prefix="deliver") as pool:
            futures = [
                pool.submit(copy_context().run, self._one, connector, destination, delivery)
                for delivery in reserved
            ]
            stopped: DestinationError | None = None
            for future in futures:
                try:
                    if receipt := future.result():
                        tally.already_there += receipt.already_there
                        tally.delivered += not receipt.already_there
                except ParcelRefusedError:
                    tally.failed += 1
                except DestinationError as error:
                    stopped = stopped or error
                    for later in futures:
                        later.cancel()
                    break
                self._progress.export_advanced(destination.id, tally.done, total)
        if stopped:
            raise stopped

    def _one(
        self, connector: DestinationConnector, destination: Destination, delivery: Delivery
    ) -> Receipt | None:
        if self._cancellation.cancelled:
            return None
        document = delivery.document
        source = self._parts.vault().path(document.sha256, document.suffix)
        parcel, place = Parcel.of(delivery.document, destination.rule.name_template), delivery.place
        try:
            for _ in range(_PLACES_TRIED):
                assert place is not None  # reserved just before
                try:
                    receipt = connector.deliver(parcel, source, place)
                except PlaceTakenError:
                    taken = self._parts.store().outbox.places(destination.id)
                    place = connector.reserve([parcel], taken)[0]
                    self._parts.store().outbox.reserve({delivery.id: place})
                    continue
                self._record(delivery, receipt)
                return receipt
            raise ParcelRefusedError("no_free_place")
        except ParcelRefusedError as refused:
            _log.warning("delivery refused: %s", refused.reason)
            self._parts.store().outbox.failed(delivery.id, refused.reason, for_good=True)
            raise

    def _record(self, delivery: Delivery, receipt: Receipt) -> None:
        self._parts.store().outbox.delivered(delivery.id, receipt, self._parts.clock().now())
