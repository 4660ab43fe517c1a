"""Compare the vault with the database and the destinations."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.deliveries import Delivery, Destination, Parcel
from app.domain.errors import DestinationError
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.export_run import removable
from app.services.look_there import look_there


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that is no longer there; it is sent again when the user asks."""

    destination_id: int
    document_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Verification:
    """`undelivered`: waiting or no longer there; `unknown_files`: in the vault but not in the database.
    `removed`: those of the undelivered that were there, and that somebody took away or changed."""

    documents: int
    missing: int
    altered: int
    undelivered: int
    unknown_files: int
    removed: tuple[Removed, ...] = ()

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
        undelivered, removed = self._undelivered()
        return Verification(len(contents), missing, altered, undelivered, unknown, tuple(removed))

    def _undelivered(self) -> tuple[int, list[Removed]]:
        """(how many are not there, which of them somebody removed)"""
        outbox = self._parts.store().outbox
        count, removed = 0, []
        for destination in outbox.destinations():
            delivered = removable(outbox, destination.id)
            there, gone = self._look(destination, delivered)
            count += len(outbox.open_deliveries(destination.id)) + len(delivered) - there
            removed += [_removed(destination, delivery) for delivery in gone]
        return count, removed

    def _look(self, destination: Destination, delivered: Sequence[Delivery]) -> tuple[int, list[Delivery]]:
        """(how many are still there, those that are not). A destination that cannot be asked once is not
        asked again."""
        found, gone = 0, list[Delivery]()
        try:
            for delivery, is_there in look_there(self._parts, destination, delivered, self._cancellation):
                if is_there:
                    found += 1
                else:
                    gone.append(delivery)
        except DestinationError:
            return found, gone
        return found, gone


def _removed(destination: Destination, delivery: Delivery) -> Removed:
    name = Parcel.of(delivery.document, destination.rule).name
    return Removed(destination.id, delivery.document.id, name)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
