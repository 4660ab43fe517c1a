"""One export: places are committed, then bytes are sent and verified, then that is committed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.deliveries import LARGE_SIZE, Delivery, DeliveryState, Destination, Parcel, Receipt, Refusal
from app.ports.destination import DestinationConnector, ParcelRefusedError, PlaceTakenError
from app.ports.parts import Parts
from app.ports.progress import Progress
from app.ports.store import OutboxStore
from app.services.cancellation import Cancellation

_log = logging.getLogger(__name__)
_RESERVED_AT_ONCE = 500
_PLACES_TRIED = 5
_MAY_END = frozenset(refusal.value for refusal in Refusal if not refusal.for_good)


@dataclass(slots=True)
class Tally:
    """Counts what was recorded, as it is recorded: an error elsewhere in the pool changes nothing of it."""

    total: int = 0
    delivered: int = 0
    already_there: int = 0
    failed: int = 0
    large: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def done(self) -> int:
        return self.delivered + self.already_there + self.failed


@dataclass(slots=True)
class ExportRun:
    """One export to one destination."""

    parts: Parts
    progress: Progress
    cancellation: Cancellation
    destination: Destination
    connector: DestinationConnector
    tally: Tally
    # Two deliveries that find their places taken must not agree on the same new one.
    placing: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)

    def run(self, again: Collection[int]) -> None:
        self.connector.check()
        if again:
            self._queue_again(again)
        waiting = self.parts.store().outbox.open_deliveries(self.destination.id)
        self.tally.total = self.tally.done + len(waiting)
        waiting = self._without_known(waiting)
        for start in range(0, len(waiting), _RESERVED_AT_ONCE):
            if self.cancellation.cancelled:
                return
            self._send(self._placed(waiting[start : start + _RESERVED_AT_ONCE]))

    def _queue_again(self, document_ids: Collection[int]) -> None:
        """Places for what was removed there; what is still there stays as it is."""
        removed = []
        for delivery in removable(self.parts.store().outbox, self.destination.id):
            if delivery.document.id not in document_ids:
                continue
            self.cancellation.check()
            place, parcel = delivery.place or "", self._parcel(delivery)
            if not self.connector.verify(parcel, place):
                removed.append(delivery)
            elif delivery.state is DeliveryState.DELIVERED:
                self._advance(already_there=1)
            else:
                self._record(delivery, Receipt(place, parcel.sha256, parcel.size, already_there=True))
        outbox = self.parts.store().outbox
        parcels = [self._parcel(delivery) for delivery in removed]
        places = self.connector.reserve(parcels, outbox.places(self.destination.id)) if removed else []
        for delivery, place in zip(removed, places, strict=True):
            outbox.again(delivery.id, place)

    def _without_known(self, waiting: Sequence[Delivery]) -> list[Delivery]:
        """Contents that lie there although we do not remember sending them are not sent again."""
        fresh = [self._parcel(delivery) for delivery in waiting if delivery.place is None]
        first = not self.parts.store().outbox.places(self.destination.id)
        found = self.connector.find(fresh, first=first) if fresh else {}
        left = []
        for delivery in waiting:
            receipt = found.get(delivery.document.sha256) if delivery.place is None else None
            if receipt:
                self._record(delivery, receipt)
            else:
                left.append(delivery)
        return left

    def _placed(self, batch: Sequence[Delivery]) -> list[tuple[Delivery, str]]:
        """Each delivery with its place, committed; new ones get theirs now, all at once."""
        places = {delivery.id: delivery.place for delivery in batch if delivery.place is not None}
        fresh = [delivery for delivery in batch if delivery.place is None]
        if fresh:
            places |= self._reserve(fresh)
        return [(delivery, places[delivery.id]) for delivery in batch]

    def _reserve(self, deliveries: Sequence[Delivery]) -> dict[int, str]:
        outbox = self.parts.store().outbox
        parcels = [self._parcel(delivery) for delivery in deliveries]
        with self.placing:
            found = self.connector.reserve(parcels, outbox.places(self.destination.id))
            places = {delivery.id: place for delivery, place in zip(deliveries, found, strict=True)}
            outbox.reserve(places)
        return places

    def _send(self, batch: Sequence[tuple[Delivery, str]]) -> None:
        """Raises the first error once the deliveries under way have ended; the rest of the batch waits."""
        with ThreadPoolExecutor(self.connector.workers, thread_name_prefix="deliver") as pool:
            sending = [
                pool.submit(copy_context().run, self._deliver, delivery, place) for delivery, place in batch
            ]
            try:
                wait(sending, return_when=FIRST_EXCEPTION)
            finally:
                for future in sending:
                    future.cancel()
        for future in sending:
            future.result()  # those that were cancelled come after the one that failed

    def _deliver(self, delivery: Delivery, place: str) -> None:
        if self.cancellation.cancelled or self.stopped.is_set():
            return
        document = delivery.document
        source = self.parts.vault().path(document.sha256, document.suffix)
        try:
            receipt = self._bring(delivery, source, place)
        except ParcelRefusedError as refused:
            _log.warning("document %s not delivered: %s", document.id, refused.reason)
            for_good = refused.reason not in _MAY_END
            self.parts.store().outbox.failed(delivery.id, refused.reason, for_good=for_good)
            self._advance(failed=1)
        except BaseException:
            self.stopped.set()  # at once: the others must not try before the pool is told
            raise
        else:
            self._record(delivery, receipt)

    def _bring(self, delivery: Delivery, source: Path, place: str) -> Receipt:
        if not source.is_file():
            raise ParcelRefusedError(Refusal.FILE_MISSING)
        for _ in range(_PLACES_TRIED):
            try:
                return self.connector.deliver(self._parcel(delivery), source, place)
            except PlaceTakenError:
                place = self._reserve([delivery])[delivery.id]
        raise ParcelRefusedError(Refusal.NO_FREE_PLACE)

    def _record(self, delivery: Delivery, receipt: Receipt) -> None:
        self.parts.store().outbox.delivered(delivery.id, receipt, self.parts.clock().now())
        large = not receipt.already_there and receipt.size > LARGE_SIZE
        if large:
            _log.info("document %s is large: %s bytes", delivery.document.id, receipt.size)
        self._advance(already_there=receipt.already_there, delivered=not receipt.already_there, large=large)

    def _advance(
        self, *, delivered: int = 0, already_there: int = 0, failed: int = 0, large: int = 0
    ) -> None:
        with self.tally.lock:
            self.tally.large += large
            self.tally.delivered += delivered
            self.tally.already_there += already_there
            self.tally.failed += failed
            done = self.tally.done
        self.progress.export_advanced(self.destination.id, done, self.tally.total)

    def _parcel(self, delivery: Delivery) -> Parcel:
        return Parcel.of(delivery.document, self.destination.rule)


def removable(outbox: OutboxStore, destination_id: int) -> list[Delivery]:
    """Deliveries that somebody may have removed over there: those that were delivered, and those that were
    removed before they could be confirmed."""
    refused = outbox.deliveries(destination_id, DeliveryState.REFUSED)
    unconfirmed = [delivery for delivery in refused if delivery.reason == Refusal.REMOVED_THERE]
    return [*outbox.deliveries(destination_id, DeliveryState.DELIVERED), *unconfirmed]
