"""Companies and their accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class AccountKind(StrEnum):
    PORTAL = "portal"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Company:
    """A supplier."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Account:
    """One login of the user at one portal, or a manual account that takes files by hand.

    `answers`: the entry's non-secret fields as the user filled them. `allowed_hosts`: hosts that the user
    allowed beyond the entry's. `paused`: the schedule leaves the account alone until the user acts.
    """

    id: int
    company: str
    kind: AccountKind
    portal_id: str | None
    url: str | None
    documents_url: str | None
    username: str
    since: date | None
    created_at: datetime
    paused: bool = False
    allowed_hosts: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """What an account is made from."""

    company: str
    kind: AccountKind
    portal_id: str | None = None
    url: str | None = None
    documents_url: str | None = None
    username: str = ""
    since: date | None = None
    allowed_hosts: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What only the keyring keeps. `repr` shows nothing, so that no log or traceback can."""

    password: str = ""
    totp: str = ""
    fields: dict[str, str] = field(default_factory=dict, hash=False)

    def __repr__(self) -> str:
        return "Secrets(***)"

    @property
    def values(self) -> tuple[str, ...]:
        """Every secret text, for redaction."""
        return tuple(value for value in (self.password, self.totp, *self.fields.values()) if value)
