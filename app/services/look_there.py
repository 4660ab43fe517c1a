"""Ask a destination what it still holds of what it was given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain.deliveries import Delivery, Destination, Parcel
from app.ports.parts import Parts
from app.services.cancellation import Cancellation


def look_there(
    parts: Parts, destination: Destination, delivered: Sequence[Delivery], cancellation: Cancellation
) -> Iterator[tuple[Delivery, bool]]:
    """Each delivery, and whether it is still there. Raises DestinationError for a destination that cannot be
    asked, CancelledError."""
    connector = parts.destinations()[destination.kind].open(destination, cancellation.pause)
    for delivery in delivered:
        cancellation.check()
        parcel = Parcel.of(delivery.document, destination.rule)
        yield delivery, connector.verify(parcel, delivery.place or "")
