"""Ports kept in memory, for tests of whatever uses them. The contract suites hold them to the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, datetime, timedelta, tzinfo

from app.domain.accounts import Secrets
from app.domain.hosts import host_of
from app.domain.look_alikes import HostWarning
from app.domain.portals import EntryError, Facets, Portal, PortalSummary
from app.domain.runs import Counts, Phase


class MemorySecretTexts:
    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.texts.get(name)

    def write(self, name: str, text: str) -> None:
        self.texts[name] = text

    def erase(self, name: str) -> None:
        self.texts.pop(name, None)


class MemorySecretStore:
    def __init__(self) -> None:
        self.secrets: dict[int, Secrets] = {}

    def load(self, account_id: int) -> Secrets | None:
        return self.secrets.get(account_id)

    def save(self, account_id: int, secrets: Secrets) -> None:
        self.secrets[account_id] = secrets

    def forget(self, account_id: int) -> None:
        self.secrets.pop(account_id, None)


class MemorySessionStore:
    def __init__(self) -> None:
        self.states: dict[int, bytes] = {}

    def load(self, account_id: int) -> bytes | None:
        return self.states.get(account_id)

    def save(self, account_id: int, state: bytes) -> None:
        self.states[account_id] = state

    def forget(self, account_id: int) -> None:
        self.states.pop(account_id, None)


class SteppingClock:
    """Each look at it is a second later than the one before, so that an order in time can be told."""

    def __init__(
        self, start: datetime = datetime(2026, 1, 15, 8, 30, tzinfo=UTC), zone: tzinfo = UTC
    ) -> None:
        self.time = start
        self.place = zone

    def zone(self) -> tzinfo:
        return self.place

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


class ListedPortals(list[PortalSummary]):
    """Implements FoundPortals."""

    def position(self, portal_id: str) -> int | None:
        return next((row for row, portal in enumerate(self) if portal.id == portal_id), None)


class FakeCatalogue:
    """Portals by id; `list` looks at nothing but its limit. `warned`: hosts that deserve a second look."""

    home = "FR"
    errors: tuple[EntryError, ...] = ()

    def __init__(self, *portals: Portal, warned: tuple[HostWarning, ...] = ()) -> None:
        self.portals = {portal.id: portal for portal in portals}
        self.warned = warned

    def warm(self) -> None:
        pass

    def facets(self) -> Facets:
        return Facets()

    def warnings(self, hosts: Sequence[str], name: str = "") -> tuple[HostWarning, ...]:
        return tuple(warning for warning in self.warned if warning.host in hosts)

    def get(self, portal_id: str) -> Portal | None:
        return self.portals.get(portal_id)

    def find_by_url(self, url: str) -> Portal | None:
        host = host_of(url)
        return next((portal for portal in self.portals.values() if host in portal.hosts), None)

    def list(
        self,
        *,
        text: str | None = None,
        country: str | None = None,
        category: str | None = None,
        letter: str | None = None,
        limit: int | None = None,
    ) -> ListedPortals:
        return ListedPortals([summary_of(portal) for portal in self.portals.values()][:limit])


def summary_of(portal: Portal) -> PortalSummary:
    return PortalSummary(**{each.name: getattr(portal, each.name) for each in fields(PortalSummary)})


class RecordingProgress:
    watches = False

    def __init__(self) -> None:
        self.entered: list[tuple[int, str, Phase]] = []
        self.counted: list[tuple[int, Counts]] = []
        self.exported: list[tuple[int, int, int]] = []
        self.pictured: list[tuple[int, bytes]] = []

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None:
        self.entered.append((account_id, company, phase))

    def visit_counted(self, account_id: int, counts: Counts) -> None:
        self.counted.append((account_id, counts))

    def visit_pictured(self, account_id: int, image: bytes) -> None:
        self.pictured.append((account_id, image))

    def export_advanced(self, destination_id: int, done: int, total: int) -> None:
        self.exported.append((destination_id, done, total))
