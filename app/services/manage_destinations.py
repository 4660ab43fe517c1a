"""Add, preview and remove destinations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import check_template, delivery_name
from app.ports.destination import ConsentRequest
from app.ports.parts import Parts


@dataclass(frozen=True, slots=True)
class PreviewItem:
    document_id: int
    name: str
    issued: date | None
    size: int


class ManageDestinations:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def add(
        self, name: str, kind: DestinationKind, settings: dict[str, str], rule: ExportRule
    ) -> Destination:
        """Raises MoissonError: folder_unusable, name_template_invalid, destination_exists."""
        check_template(rule.name_template)
        self._parts.destinations()[kind].check_settings(settings)
        for destination in self._parts.store().outbox.destinations():
            if destination.kind is kind and destination.settings == settings:
                raise MoissonError(ErrorCode.DESTINATION_EXISTS, name=destination.name)
        return self._parts.store().outbox.add_destination(name, kind, settings, rule)

    def add_google_drive(
        self, name: str, client_secrets: Path, folder_name: str, request: ConsentRequest, rule: ExportRule
    ) -> Destination:
        """Raises as `add` and ConsentFlow.connect. `name`: "" for that of the folder."""
        check_template(rule.name_template)
        settings = self._parts.google_drive_consent().connect(client_secrets, folder_name, request)
        return self.add(name or settings["folder_name"], DestinationKind.GOOGLE_DRIVE, settings, rule)

    def reconnect(
        self, destination_id: int, request: ConsentRequest, client_secrets: Path | None
    ) -> Destination:
        """What waits stays. Raises as ConsentFlow.reconnect; input_invalid for what needs no consent."""
        destination = self.get(destination_id)
        if destination.kind is not DestinationKind.GOOGLE_DRIVE:
            raise MoissonError(ErrorCode.INPUT_INVALID, field="destination")
        self._parts.google_drive_consent().reconnect(destination, request, client_secrets)
        self._parts.store().issues.close(destination_id=destination_id)
        return destination

    def preview(self, destination_id: int) -> list[PreviewItem]:
        """What the next export would send."""
        destination = self.get(destination_id)
        return [
            PreviewItem(
                delivery.document.id,
                delivery_name(delivery.document, destination.rule.name_template),
                delivery.document.facts.issued,
                delivery.document.size,
            )
            for delivery in self._parts.store().outbox.open_deliveries(destination_id)
        ]

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
