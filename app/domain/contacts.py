"""Whom the program talked to over the network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Purpose(StrEnum):
    """Why a host was contacted."""

    VISIT = "visit"
    DELIVERY = "delivery"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Contact:
    """`subject`: the company or the destination. `times`: how many runs talked to the host."""

    host: str
    purpose: Purpose
    subject: str
    first_at: datetime
    last_at: datetime
    times: int
