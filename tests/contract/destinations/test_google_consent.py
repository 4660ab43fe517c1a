"""Consent on the simulator: given, refused, incomplete, forged, renewed, given back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from app.adapters.destination_secrets import StoredDestinationSecrets
from app.domain.deliveries import Destination, DestinationKind, ExportRule
from app.domain.errors import CancelledError, DeliveryOutcome, DestinationError, ErrorCode, MoissonError
from app.ports.destination import ConsentRequest
from connectors.destinations.google_drive.connecting import GoogleDriveConsent
from connectors.destinations.google_drive.factory import GoogleDriveFactory
from tests.contract.destinations.drive_world import hurry, quick
from tests.drive_simulator.oauth import Decision
from tests.drive_simulator.simulator import DriveSimulator
from tests.fakes import MemorySecretTexts


class Person:
    """Follows the address in a browser, and remembers it."""

    def __init__(self) -> None:
        self.address = ""

    def __call__(self, address: str) -> None:
        self.address = address
        requests.get(address, timeout=5)

    @property
    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.address).query)


class Installed:
    def __init__(self, google: DriveSimulator, folder: Path) -> None:
        self.google = google
        self.texts = MemorySecretTexts()
        secrets = StoredDestinationSecrets(self.texts)
        self.consent = GoogleDriveConsent(secrets, quick)
        self.factory = GoogleDriveFactory(secrets, folder / "uploads", quick)
        self.file = google.write_client_secrets(folder / "client.json")
        self.person = Person()
        self.request = ConsentRequest(self.person, wait_s=2, pause=hurry)

    def connect(self, name: str = "Moisson") -> Destination:
        settings = self.consent.connect(self.file, name, self.request)
        self.factory.check_settings(settings)
        return Destination(1, name, DestinationKind.GOOGLE_DRIVE, settings, ExportRule(), datetime.now(UTC))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installed]:
    with DriveSimulator() as google:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", google.root)
        yield Installed(google, tmp_path)


def folders(google: DriveSimulator) -> list[str]:
    return [file.name for file in google.drive.files.values() if file.is_folder and file.clients]


def test_consent_then_a_folder_when_it_is_first_opened(installed: Installed) -> None:
    destination = installed.connect("Achats")
    assert destination.settings.keys() == {"folder_id", "folder_name"}
    assert folders(installed.google) == []
    installed.factory.open(destination).check()
    installed.factory.open(destination).check()
    assert folders(installed.google) == ["Achats"]
    assert installed.google.requests["files.create"] == 1


def test_a_folder_that_searches_do_not_show_yet_gets_no_twin(installed: Installed) -> None:
    first = installed.connect("Achats")
    installed.factory.open(first).check()
    installed.google.drive.search_lag_s = 1e9

    def catch_up(seconds: float) -> None:
        installed.google.drive.search_lag_s = 0

    installed.request = replace(installed.request, pause=catch_up)
    assert installed.connect("Achats").settings == first.settings


def test_a_wish_to_stop_is_heard_after_the_consent(installed: Installed) -> None:
    def stop(seconds: float) -> None:
        raise CancelledError

    installed.request = replace(installed.request, pause=stop)
    with pytest.raises(CancelledError):
        installed.connect()


def test_what_is_asked_for(installed: Installed) -> None:
    installed.connect()
    asked = installed.person.asked
    assert asked["scope"] == ["https://www.googleapis.com/auth/drive.file"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["access_type"] == ["offline"]
    assert len(asked["state"][0]) >= 32
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", asked["redirect_uri"][0])
    assert "trigger_onepick" not in asked
    first = asked["state"]
    installed.connect("Autre")
    assert installed.person.asked["state"] != first


def test_no_secret_outside_the_secret_store(installed: Installed) -> None:
    destination = installed.connect()
    [stored] = installed.texts.texts.values()
    assert "1//" in stored
    assert "1//" not in str(destination)
    assert installed.google.email not in str(destination)


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision.DENY, ErrorCode.CONSENT_REFUSED),
        (Decision.UNTICK, ErrorCode.CONSENT_INCOMPLETE),
        (Decision.FORGE, ErrorCode.CONSENT_REFUSED),
    ],
)
def test_not_given(installed: Installed, decision: Decision, code: ErrorCode) -> None:
    installed.google.oauth.decision = decision
    installed.request = replace(installed.request, wait_s=0.6)
    with pytest.raises(MoissonError) as stopped:
        installed.connect()
    assert stopped.value.code is code
    assert installed.texts.texts == {}
    assert installed.google.oauth.living == 0
    assert folders(installed.google) == []


def test_nobody_answers_and_nobody_wants_to(installed: Installed) -> None:
    silent = replace(installed.request, open_browser=lambda address: None, wait_s=0.3)
    with pytest.raises(MoissonError) as stopped:
        installed.consent.connect(installed.file, "Moisson", silent)
    assert stopped.value.facts == {"reason": "expired"}
    with pytest.raises(CancelledError):
        installed.consent.connect(installed.file, "Moisson", replace(silent, stopped=lambda: True))


def test_strangers_on_the_port_are_not_heard(installed: Installed) -> None:
    def noise_then_person(address: str) -> None:
        redirect = parse_qs(urlsplit(address).query)["redirect_uri"][0]
        state = parse_qs(urlsplit(address).query)["state"][0]
        answers = [
            requests.get(f"{redirect}/favicon.ico", timeout=5),
            requests.get(f"{redirect}/?code=4/stolen&state=guess", timeout=5),
            requests.get(f"{redirect}/?code=4/x&state={state}", headers={"Host": "evil.example"}, timeout=5),
        ]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
        installed.person(address)

    installed.request = replace(installed.request, open_browser=noise_then_person)
    assert installed.connect().settings["folder_name"] == "Moisson"


def test_a_folder_that_the_user_picks(installed: Installed) -> None:
    picked = installed.google.add_folder("Achats 2026", ours=False)
    installed.google.oauth.picked = (picked.id,)
    picked.clients.add(installed.google.oauth.client_id)
    installed.request = replace(installed.request, pick_folder=True)
    destination = installed.connect()
    assert installed.person.asked["mimetypes"] == ["application/vnd.google-apps.folder"]
    assert destination.settings == {"folder_id": picked.id, "folder_name": "Achats 2026"}
    installed.factory.open(destination).check()
    assert installed.google.requests["files.create"] == 0


def test_after_everything_was_lost_the_folder_is_taken_again(installed: Installed) -> None:
    before = installed.connect()
    installed.factory.open(before).check()
    installed.texts.texts.clear()
    assert installed.connect().settings == before.settings
    assert installed.connect("Autre").settings["folder_id"] != before.settings["folder_id"]
    assert folders(installed.google) == ["Moisson"]


def test_connected_again(installed: Installed) -> None:
    destination = installed.connect()
    installed.factory.open(destination).check()
    installed.google.oauth.end_consents()
    with pytest.raises(DestinationError) as stopped:
        installed.factory.open(destination).check()
    assert stopped.value.outcome is DeliveryOutcome.RECONNECT
    installed.consent.reconnect(destination, installed.request)
    assert installed.person.asked["login_hint"] == [installed.google.email]
    installed.factory.open(destination).check()
    assert folders(installed.google) == ["Moisson"]


def test_not_by_another_person(installed: Installed) -> None:
    destination = installed.connect()
    kept = dict(installed.texts.texts)
    installed.google.email = "dominique@example.org"
    with pytest.raises(MoissonError) as stopped:
        installed.consent.reconnect(destination, installed.request)
    assert stopped.value.code is ErrorCode.CONSENT_OTHER_ACCOUNT
    assert installed.texts.texts == kept


def test_access_is_given_back_with_the_last_destination(installed: Installed) -> None:
    first, second = installed.connect("Un"), replace(installed.connect("Deux"), id=2)
    installed.factory.withdraw(first, [second])
    assert installed.google.requests["oauth.revoke"] == 0
    installed.factory.open(second).check()
    installed.factory.withdraw(second, [])
    assert installed.google.requests["oauth.revoke"] == 1
    assert installed.texts.texts == {}
    installed.factory.withdraw(second, [])


def test_removed_without_a_network(installed: Installed) -> None:
    destination = installed.connect()
    installed.google.stop()
    installed.factory.withdraw(destination, [])
    assert installed.texts.texts == {}


def test_a_destination_without_its_secret_asks_to_connect(installed: Installed) -> None:
    destination = installed.connect()
    installed.texts.texts.clear()
    with pytest.raises(DestinationError) as stopped:
        installed.factory.open(destination)
    assert stopped.value.outcome is DeliveryOutcome.RECONNECT
    with pytest.raises(MoissonError) as needed:
        installed.consent.reconnect(destination, installed.request)
    assert needed.value.code is ErrorCode.CLIENT_SECRETS_INVALID
    installed.consent.reconnect(destination, installed.request, installed.file)


def test_whom_it_talks_to_is_told(installed: Installed) -> None:
    heard: list[str] = []
    installed.request = replace(installed.request, contacted=heard.append)
    destination = installed.connect()
    here = urlsplit(installed.google.root).hostname
    assert set(heard) == {here}
    connector = installed.factory.open(destination)
    assert set(connector.hosts) == set()
    connector.check()
    assert set(connector.hosts) == {here}
