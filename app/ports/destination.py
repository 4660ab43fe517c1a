"""Where documents are delivered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import Protocol

from app.domain.deliveries import Destination, Parcel, Receipt

Pause = Callable[[float], None]
"""Waits for so many seconds. Raises CancelledError as soon as the user wants no more, after 0 seconds too."""


class PlaceTakenError(Exception):
    """Something else lies at the reserved place; another one must be reserved. Nothing was changed."""


class ParcelRefusedError(Exception):
    """The destination will never take this document. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DestinationConnector(Protocol):
    """One destination. Every method raises DestinationError when the destination cannot take documents now.

    Protocol: places are reserved and committed by the caller before the first byte goes out; `deliver`
    with the same place may be repeated any number of times, after any interruption, and delivers once.
    Methods that wait for the other side raise CancelledError when the pause that they were given does.
    """

    @property
    def workers(self) -> int:
        """How many deliveries it takes at once."""
        ...

    @property
    def hosts(self) -> Collection[str]:
        """Those that it has talked to so far; none for what lies on this computer."""
        ...

    def check(self) -> None:
        """The destination is there and can be written to."""
        ...

    def find(self, parcels: Sequence[Parcel], *, first: bool = False) -> dict[str, Receipt]:
        """sha256 -> receipt of contents that already lie there (for instance after the database was lost).

        `first`: nothing is remembered of this destination, so that a second look may be worth its time."""
        ...

    def reserve(self, parcels: Sequence[Parcel], taken: Collection[str]) -> list[str]:
        """A free place for each parcel, in order; none of `taken`, no two equal. Nothing is created."""
        ...

    def deliver(self, parcel: Parcel, source: Path, place: str) -> Receipt:
        """Brings the bytes to the place, verifies them there. Safe to call from several threads.

        Raises PlaceTakenError, ParcelRefusedError, DestinationError."""
        ...

    def verify(self, parcel: Parcel, place: str) -> bool:
        """Does the place still hold exactly these bytes?"""
        ...


class DestinationFactory(Protocol):
    def open(self, destination: Destination, pause: Pause = sleep) -> DestinationConnector:
        """`pause`: how the connector waits where it has to."""
        ...

    def check_settings(self, settings: dict[str, str]) -> None:
        """Raises MoissonError when a destination cannot be made from these settings."""
        ...

    def withdraw(self, destination: Destination, others: Collection[Destination]) -> None:
        """Gives back the access that the destination had, unless `others` live on it. Never raises for
        what the other side says; what was delivered stays."""
        ...


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """How a person is asked for access. `open_browser` gets the address; `pick_folder`: the page over there
    offers a choice of folder; `stopped`: the person wants no more; `pause`: how to wait; `contacted` hears
    each host that we talk to."""

    open_browser: Callable[[str], object]
    wait_s: float = 300.0
    pick_folder: bool = False
    stopped: Callable[[], bool] = lambda: False
    pause: Pause = sleep
    contacted: Callable[[str], None] = lambda host: None


class ConsentFlow(Protocol):
    """Destinations that a person opens for us in a browser.

    Methods raise MoissonError client_secrets_invalid, consent_refused, consent_incomplete, consent_failed;
    CancelledError."""

    def connect(self, client_secrets: Path, folder_name: str, request: ConsentRequest) -> dict[str, str]:
        """The settings of a new destination; the secrets behind them are kept."""
        ...

    def reconnect(
        self, destination: Destination, request: ConsentRequest, client_secrets: Path | None = None
    ) -> None:
        """Also raises MoissonError consent_other_account; client_secrets_invalid when they are needed."""
        ...
