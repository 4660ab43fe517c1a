"""A portal: what the catalogue says of a web site where a supplier keeps its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from app.domain.hosts import allowed, checked_address, host_of

# The only lists of these words; docs/portal-entries.md explains each, and a test compares the two.
CATEGORIES: Final = (
    "accounting",
    "advertising",
    "banking",
    "domain_hosting",
    "energy",
    "equipment",
    "food_catering",
    "freelancing",
    "health_supplies",
    "insurance",
    "marketplace",
    "office_supplies",
    "other",
    "payment",
    "payroll_hr",
    "postal_delivery",
    "property",
    "public_service",
    "software_cloud",
    "telecom",
    "telephony",
    "tolls_parking",
    "tools_materials",
    "transport",
    "travel_hotels",
    "vehicle_fuel",
    "water_waste",
)
TWO_FACTOR_KINDS: Final = ("totp", "sms", "email", "push", "security_key", "captcha")

Texts = Mapping[str, str]
"""Language code ("fr", "en") to text."""


class Support(StrEnum):
    """How sure we are of an entry. VERIFIED: a run succeeded. BY_HAND: the user signs in, always."""

    VERIFIED = "verified"
    UNVERIFIED = "unverified"
    BY_HAND = "by_hand"


class FetchMethod(StrEnum):
    """The way to get a file, when an entry forces one: HTTP client, in the page, click, print to PDF."""

    HTTP = "http"
    PAGE = "page"
    CLICK = "click"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class PortalField:
    """Something to ask the user besides user name and password (customer number, region, ...)."""

    key: str
    label: Texts = field(default_factory=dict, hash=False)
    secret: bool = False
    required: bool = True
    pattern: str | None = None
    help: Texts = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class LoginSteps:
    """CSS selectors of the login page; `open` is what to press to reach the form."""

    open: str | None = None
    username: str | None = None
    password: str | None = None
    submit: str | None = None
    remember: str | None = None


@dataclass(frozen=True, slots=True)
class CodeSteps:
    """CSS selectors of the page that asks for a code; `trust` is the box "trust this device"."""

    input: str | None = None
    submit: str | None = None
    trust: str | None = None
    resend: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentSteps:
    """Where the documents are. `open`: CSS selectors or visible words to press one after the other.

    The rest are CSS selectors, `number` to `file` inside a `row`.
    """

    open: tuple[str, ...] = ()
    row: str | None = None
    number: str | None = None
    issued: str | None = None
    total: str | None = None
    detail: str | None = None
    file: str | None = None
    next: str | None = None
    empty: str | None = None
    year: str | None = None


@dataclass(frozen=True, slots=True)
class FetchSteps:
    """How files are fetched."""

    method: FetchMethod | None = None


@dataclass(frozen=True, slots=True)
class PortalSteps:
    """Overrides per step; everything left out is found by reading the page."""

    login: LoginSteps = field(default_factory=LoginSteps)
    code: CodeSteps = field(default_factory=CodeSteps)
    signed_in: str | None = None
    documents: DocumentSteps = field(default_factory=DocumentSteps)
    fetch: FetchSteps = field(default_factory=FetchSteps)


@dataclass(frozen=True, slots=True)
class Portal:
    """A catalogue entry. `hosts` always holds the hosts of the three addresses, then those listed.

    `verified_with`: the version of this program that the trial was made with.
    """

    id: str
    name: str
    homepage: str
    aliases: tuple[str, ...] = ()
    login_url: str | None = None
    documents_url: str | None = None
    hosts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    two_factor: tuple[str, ...] = ()
    fields: tuple[PortalField, ...] = ()
    advice: Texts = field(default_factory=dict, hash=False)
    support: Support = Support.UNVERIFIED
    verified_on: date | None = None
    verified_with: str | None = None
    steps: PortalSteps = field(default_factory=PortalSteps)

    def __post_init__(self) -> None:
        own = (host_of(address) for address in self.addresses)
        merged = dict.fromkeys([*(host for host in own if host), *self.hosts])
        object.__setattr__(self, "hosts", tuple(merged))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses the entry names: homepage, login page, documents page."""
        return tuple(address for address in (self.homepage, self.login_url, self.documents_url) if address)

    @property
    def start_url(self) -> str:
        """Where a visit begins: the login page when it is known."""
        return self.login_url or self.homepage

    def allows(self, url: str, extra_hosts: Iterable[str] = ()) -> bool:
        """May this portal's secrets go to `url`? `extra_hosts`: those the user allowed for the account."""
        return allowed(url, (*self.hosts, *extra_hosts))

    @classmethod
    def for_url(cls, url: str, *, name: str | None = None, documents_url: str | None = None) -> Portal:
        """A minimal portal for an address that no entry describes. Raises InvalidAddressError."""
        homepage = checked_address(url)
        host = host_of(homepage) or ""
        return cls(
            id=f"url:{host}",
            name=name or host.removeprefix("www."),
            homepage=homepage,
            documents_url=checked_address(documents_url) if documents_url else None,
        )


@dataclass(frozen=True, slots=True)
class PortalSummary:
    """What a list shows of a catalogue entry; the fields are those of Portal."""

    id: str
    name: str
    homepage: str
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    two_factor: tuple[str, ...] = ()
    support: Support = Support.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Facets:
    """What occurs in a catalogue: first letters in their order ("#" last), countries and categories."""

    letters: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryError:
    """One thing wrong with an entry. `line` counts from 1; `message` is a fact in English, for the details.

    `field` is a path such as "hosts.0" or "steps.login.open", empty for the whole file. `suggestion` is the
    known word nearest to the one given.
    """

    file: str
    line: int
    field: str
    code: str
    message: str
    suggestion: str | None = None


def text_in(texts: Texts, language: str) -> str | None:
    """The text in a language, else in English, else in French, else any; None when there is none."""
    for code in (language, "en", "fr"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), None)
