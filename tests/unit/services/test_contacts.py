"""Visits, exports and consents write down whom they talked to, however they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.contacts import Purpose
from app.domain.deliveries import DestinationKind
from app.domain.errors import ErrorCode, MoissonError, Outcome, VisitEndedError
from app.domain.runs import VisitOptions
from app.ports.collector import Visit
from app.ports.destination import ConsentRequest
from app.services.collect_account import CollectAccount
from app.services.contacts import contacts_noted
from app.services.deliver_documents import DeliverDocuments
from app.services.manage_destinations import ManageDestinations
from tests.unit.services.service_parts import Person, ServiceParts


@pytest.fixture
def parts(tmp_path: Path) -> ServiceParts:
    return ServiceParts(tmp_path)


def noted(parts: ServiceParts) -> set[tuple[str, Purpose, str]]:
    return {(c.host, c.purpose, c.subject) for c in parts.store().contacts.all()}


def test_a_visit_that_fails_is_noted_too(parts: ServiceParts) -> None:
    account = parts.add_account("EDF")

    def fails(visit: Visit) -> None:
        for host in ("edf.example", "cdn.example", "edf.example", ""):
            visit.contacted(host)
        raise VisitEndedError(Outcome.PORTAL_UNAVAILABLE)

    parts.scripted.scripts[account.id] = fails
    CollectAccount(parts, parts.progress, parts.cancellation)(account, VisitOptions(), Person())
    assert noted(parts) == {("edf.example", Purpose.VISIT, "EDF"), ("cdn.example", Purpose.VISIT, "EDF")}
    assert {contact.times for contact in parts.store().contacts.all()} == {1}


def test_an_export_to_a_folder_talks_to_nobody(parts: ServiceParts) -> None:
    destination = parts.add_destination()
    parts.add_documents(1)
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    assert noted(parts) == set()


def test_an_export_notes_whom_its_connector_talked_to(
    parts: ServiceParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    destination = parts.add_destination(name="Compta")
    factory = parts.factories[DestinationKind.FOLDER]
    real = factory.open

    def opened(*asked: object) -> object:
        connector = real(*asked)  # type: ignore[arg-type]
        connector.hosts = ["drive.example"]  # type: ignore[misc]
        return connector

    monkeypatch.setattr(factory, "open", opened)
    DeliverDocuments(parts, parts.progress, parts.cancellation)(destination)
    assert noted(parts) == {("drive.example", Purpose.DELIVERY, "Compta")}


def test_a_consent_that_is_refused_is_noted(parts: ServiceParts, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def connect(self, client_secrets: Path, name: str, request: ConsentRequest) -> dict[str, str]:
            request.contacted("accounts.example")
            raise MoissonError(ErrorCode.CONSENT_REFUSED, reason="denied")

    monkeypatch.setattr(parts, "google_drive_consent", Refusing, raising=False)
    destination = parts.add_destination()
    with pytest.raises(MoissonError):
        ManageDestinations(parts).add_google_drive(
            "", Path("x"), "Factures", ConsentRequest(lambda address: None), destination.rule
        )
    assert noted(parts) == {("accounts.example", Purpose.CONSENT, "Factures")}


def test_a_full_disk_does_not_fail_the_work(parts: ServiceParts, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MoissonError(ErrorCode.DISK_FULL, path="/")

    monkeypatch.setattr(parts.store().contacts, "record", full)
    with contacts_noted(parts, Purpose.VISIT, "EDF") as contacted:
        contacted("edf.example")
