"""Add, preview and remove destinations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.errors import ErrorCode, MoissonError
from app.domain.names import check_template, delivery_name
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
