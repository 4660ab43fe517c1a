"""Compare the vault with the database and the destinations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.deliveries import Delivery, DeliveryState, Destination, Parcel
from app.domain.errors import DestinationError
from app.ports.parts import Parts
from app.services.cancellation import Cancellation


@dataclass(frozen=True, slots=True)
class Verification:
    """`undelivered`: waiting or no longer there; `unknown_files`: in the vault but not in the database."""

    documents: int
    missing: int
    altered: int
    undelivered: int
    unknown_files: int

    @property
    def clean(self) -> bool:
        return not (self.missing or self.altered or self.undelivered or self.unknown_files)


class VerifyData:
    def __init__(self, parts: Parts, cancellation: Cancellation) -> None:
        self._parts = parts
        self._cancellation = cancellation

    def __call__(self) -> Verification:
        """Reads every byte of the vault once."""
        vault = self._parts.vault()
        contents = self._parts.store().documents.contents()
        expected: dict[Path, str] = {vault.path(sha256, suffix): sha256 for sha256, suffix, _ in contents}
        missing = altered = 0
        for path, sha256 in expected.items():
            self._cancellation.check()
            try:
                altered += _sha256(path) != sha256
            except FileNotFoundError:
                missing += 1
            except OSError:
                altered += 1
        unknown = sum(1 for path in vault.walk() if path not in expected)
        return Verification(len(contents), missing, altered, self._undelivered(), unknown)

    def _undelivered(self) -> int:
        outbox = self._parts.store().outbox
        count = 0
        for destination in outbox.destinations():
            count += len(outbox.open_deliveries(destination.id))
            delivered = outbox.deliveries(destination.id, DeliveryState.DELIVERED)
            count += len(delivered) - self._found(destination, delivered)
        return count

    def _found(self, destination: Destination, delivered: Sequence[Delivery]) -> int:
        """How many are still there. A destination that cannot be asked once is not asked again."""
        found = 0
        try:
            connector = self._parts.destinations()[destination.kind].open(destination)
            for delivery in delivered:
                self._cancellation.check()
                parcel = Parcel.of(delivery.document, destination.rule.name_template)
                found += connector.verify(parcel, delivery.place or "")
        except DestinationError:
            return found
        return found


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
