"""Add, change, preview and remove destinations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.contacts import Purpose
from app.domain.deliveries import (
    LARGE_SIZE,
    MAX_SIZE,
    DeliveryState,
    Destination,
    DestinationKind,
    ExportRule,
    Parcel,
)
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import check_template
from app.ports.destination import ConsentRequest
from app.ports.parts import Parts
from app.services.contacts import contacts_noted
from app.services.export_run import removable

_NOTHING_NAMED = ExportRule()


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """`name`: after its sub-folder, if there is one."""

    document_id: int
    name: str
    issued: date | None
    size: int

    @property
    def too_large(self) -> bool:
        """It will be refused."""
        return self.size > MAX_SIZE

    @property
    def large(self) -> bool:
        """It will be sent, but some accounting software may leave it out."""
        return LARGE_SIZE < self.size <= MAX_SIZE


@dataclass(frozen=True, slots=True)
class Preview:
    """What the next export would send. `first`: nothing was ever delivered there."""

    items: tuple[PreviewItem, ...]
    first: bool

    @property
    def days(self) -> tuple[date, date] | None:
        """The oldest and the newest day of issue that is known."""
        days = sorted(item.issued for item in self.items if item.issued)
        return (days[0], days[-1]) if days else None


class ManageDestinations:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def add(
        self, name: str, kind: DestinationKind, settings: dict[str, str], rule: ExportRule
    ) -> Destination:
        """Raises MoissonError: folder_unusable, name_template_invalid, destination_exists, account_not_found,
        company_not_found."""
        self._check_rule(rule)
        self._parts.destinations()[kind].check_settings(settings)
        for destination in self._parts.store().outbox.destinations():
            if destination.kind is kind and destination.settings == settings:
                raise MoissonError(ErrorCode.DESTINATION_EXISTS, name=destination.name)
        return self._parts.store().outbox.add_destination(name, kind, settings, rule)

    def add_google_drive(
        self, name: str, client_secrets: Path, folder_name: str, request: ConsentRequest, rule: ExportRule
    ) -> Destination:
        """Raises as `add` and ConsentFlow.connect. `name`: "" for that of the folder."""
        self._check_rule(rule)
        with contacts_noted(self._parts, Purpose.CONSENT, name or folder_name) as contacted:
            asking = replace(request, contacted=contacted)
            settings = self._parts.google_drive_consent().connect(client_secrets, folder_name, asking)
        return self.add(name or settings["folder_name"], DestinationKind.GOOGLE_DRIVE, settings, rule)

    def reconnect(
        self, destination_id: int, request: ConsentRequest, client_secrets: Path | None
    ) -> Destination:
        """What waits stays. Raises as ConsentFlow.reconnect; input_invalid for what needs no consent."""
        destination = self.get(destination_id)
        if destination.kind is not DestinationKind.GOOGLE_DRIVE:
            raise MoissonError(ErrorCode.INPUT_INVALID, field="destination")
        with contacts_noted(self._parts, Purpose.CONSENT, destination.name) as contacted:
            asking = replace(request, contacted=contacted)
            self._parts.google_drive_consent().reconnect(destination, asking, client_secrets)
        self._parts.store().issues.close(destination_id=destination_id)
        return destination

    def edit(self, destination_id: int, *, name: str | None = None, rule: ExportRule) -> Destination:
        """What went there stays; what waits follows the new rule. Raises as `add`."""
        destination = self.get(destination_id)
        self._check_rule(rule, destination.rule)
        outbox = self._parts.store().outbox
        return outbox.update_destination(destination_id, name or destination.name, rule)

    def _check_rule(self, rule: ExportRule, before: ExportRule = _NOTHING_NAMED) -> None:
        """What a rule named before may be gone meanwhile."""
        check_template(rule.name_template)
        accounts = self._parts.store().accounts.all()
        for account in set(rule.accounts) - {known.id for known in accounts} - set(before.accounts):
            raise MoissonError(ErrorCode.ACCOUNT_NOT_FOUND, account=account)
        known = {account.company.casefold() for account in accounts} | {*map(str.casefold, before.companies)}
        for company in rule.companies:
            if company.casefold() not in known:
                raise MoissonError(ErrorCode.COMPANY_NOT_FOUND, company=company)

    def preview(self, destination_id: int) -> Preview:
        destination = self.get(destination_id)
        outbox = self._parts.store().outbox
        items = []
        for delivery in outbox.open_deliveries(destination_id):
            parcel, document = Parcel.of(delivery.document, destination.rule), delivery.document
            name = f"{parcel.folder}/{parcel.name}" if parcel.folder else parcel.name
            items.append(PreviewItem(document.id, name, document.facts.issued, document.size))
        return Preview(tuple(items), first=not outbox.deliveries(destination_id, DeliveryState.DELIVERED))

    def check_delivered(self, destinations: Sequence[Destination], document_ids: Collection[int]) -> None:
        """Raises MoissonError document_not_delivered for one that none of the destinations was given."""
        outbox = self._parts.store().outbox
        given = {
            delivery.document.id
            for destination in destinations
            for delivery in removable(outbox, destination.id)
        }
        for document in document_ids:
            if document not in given:
                raise MoissonError(ErrorCode.DOCUMENT_NOT_DELIVERED, document=document)

    def remove(self, destination_id: int) -> None:
        """What was delivered stays where it is."""
        destination = self.get(destination_id)
        others = [other for other in self._parts.store().outbox.destinations() if other != destination]
        self._parts.destinations()[destination.kind].withdraw(destination, others)
        self._parts.store().issues.close(destination_id=destination_id)
        self._parts.store().outbox.remove_destination(destination_id)

    def get(self, destination_id: int) -> Destination:
        """Raises MoissonError destination_not_found."""
        for destination in self._parts.store().outbox.destinations():
            if destination.id == destination_id:
                return destination
        raise MoissonError(ErrorCode.DESTINATION_NOT_FOUND, destination=destination_id)
