"""Adding a destination: a folder or Google Drive, every fault and its repair, cancel at each step."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.deliveries import DEFAULT_INTERVAL, DateKind, DestinationKind, ExportRule
from app.domain.documents import DocumentType
from app.services.flows.add_destination import AddDestinationFlow
from app.services.flows.steps import Abort, Done, External, Fault, FieldFault, Form, Value
from app.services.manage_destinations import Preview
from tests.drive_simulator.oauth import Decision
from tests.drive_simulator.simulator import DriveSimulator
from tests.unit.services.flows.drive_parts import DriveParts, follow
from tests.unit.services.flows.flow_driver import Driver
from tests.unit.services.service_parts import ServiceParts


def nobody(address: str) -> None:
    raise AssertionError(address)


def adding(parts: ServiceParts) -> Driver:
    return Driver(AddDestinationFlow(parts, nobody))


def at_folder(parts: ServiceParts, **advanced: Value) -> Driver:
    driver = adding(parts)
    driver.fill(kind="folder")
    driver.fill()
    driver.fill(**advanced)
    assert driver.form.name == "folder"
    return driver


class TestFolder:
    def test_from_the_kind_to_the_preview(self, parts: ServiceParts, tmp_path: Path) -> None:
        parts.add_documents(2)
        driver = adding(parts)
        assert driver.form.name == "kind"
        driver.fill(kind="folder")
        assert (driver.form.name, driver.form["every"].value) == ("interval", DEFAULT_INTERVAL)
        driver.fill(every=timedelta(hours=1))
        assert driver.form["types"].value == ("incoming_invoice", "credit_note")
        driver.fill(since=date(2026, 1, 2), date_kind="issued", name_template="{number}", sub_folders=True)
        driver.fill(path=tmp_path / "Compta")
        assert (driver.form.name, driver.form.primary) == ("preview", "finish")
        preview = driver.form.facts["preview"]
        assert isinstance(preview, Preview)
        assert [item.name for item in preview.items] == ["EDF/F-1.pdf"]
        assert driver.form.facts["where"] == str(tmp_path / "Compta")
        assert not parts.store().outbox.destinations()
        done = driver.fill()
        assert isinstance(done, Done)
        [added] = parts.store().outbox.destinations()
        assert done.facts == {"destination": added.id, "name": "Compta", "waiting": 1}
        assert (added.kind, added.settings) == (DestinationKind.FOLDER, {"path": str(tmp_path / "Compta")})
        assert added.rule == ExportRule(
            since=date(2026, 1, 2), interval=timedelta(hours=1), name_template="{number}", sub_folders=True
        )

    def test_every_choice_reaches_the_rule(self, parts: ServiceParts, tmp_path: Path) -> None:
        account = parts.add_account("Orange")
        chosen: dict[str, Value] = {
            "types": ("receipt",),
            "date_kind": "imported",
            "all_files": True,
            "accounts": (str(account.id),),
            "companies": ("Orange",),
        }
        driver = at_folder(parts, **chosen)
        driver.fill(path=tmp_path / "Compta", name="Comptable")
        assert isinstance(driver.fill(), Done)
        [added] = parts.store().outbox.destinations()
        assert (added.name, added.rule.types) == ("Comptable", (DocumentType.RECEIPT,))
        assert (added.rule.date_kind, added.rule.all_files) == (DateKind.IMPORTED, True)
        assert (added.rule.accounts, added.rule.companies) == ((account.id,), ("Orange",))

    def test_wrong_then_right_on_each_page(self, parts: ServiceParts, tmp_path: Path) -> None:
        driver = adding(parts)
        driver.fill()
        assert driver.faults == {"kind": FieldFault.REQUIRED}
        driver.fill(kind="folder")
        driver.fill(every=timedelta(minutes=1))
        assert driver.faults == {"every": FieldFault.TOO_SHORT}
        driver.fill(every=timedelta(days=1))
        driver.fill(types=(), since=date(2999, 1, 1))
        assert driver.faults == {"types": FieldFault.REQUIRED, "since": FieldFault.IN_FUTURE}
        driver.fill(types=("receipt",), since=None, name_template="{nom}")
        assert driver.faults == {"name_template": "name_template_invalid"}
        driver.fill(name_template="{date}")
        driver.fill()
        assert driver.faults == {"path": FieldFault.REQUIRED}
        driver.fill(path=parts.folder.root / "vault")
        assert driver.faults == {"path": "folder_unusable"}
        driver.fill(path=tmp_path / "Compta")
        assert isinstance(driver.fill(), Done)

    def test_one_that_is_there_already(self, parts: ServiceParts, tmp_path: Path) -> None:
        at_folder(parts).flow.cancel()
        first = at_folder(parts)
        first.fill(path=tmp_path / "Compta")
        first.fill()
        again = at_folder(parts)
        for name in ("", "Autre"):
            again.fill(path=tmp_path / "Compta", name=name)
            assert again.faults == {"path": "destination_exists"}
        again.fill(path=tmp_path / "Ailleurs", name="Compta")
        assert again.faults == {"name": "destination_exists"}
        again.fill(name="")
        assert isinstance(again.fill(), Done)

    def test_one_that_came_meanwhile(self, parts: ServiceParts, tmp_path: Path) -> None:
        slow, quick = at_folder(parts), at_folder(parts)
        slow.fill(path=tmp_path / "Compta")
        quick.fill(path=tmp_path / "Compta")
        assert isinstance(quick.fill(), Done)
        slow.fill()
        assert (slow.form.name, slow.faults) == ("folder", {"path": "destination_exists"})

    def test_back_loses_nothing(self, parts: ServiceParts, tmp_path: Path) -> None:
        driver = at_folder(parts, name_template="{number}")
        driver.flow.back({"path": tmp_path / "Compta"})
        assert (driver.form.name, driver.form["name_template"].value) == ("advanced", "{number}")
        driver.flow.back()
        driver.flow.back()
        assert (driver.form.name, driver.form.can_go_back) == ("kind", False)
        driver.fill()
        driver.fill()
        driver.fill()
        assert driver.form["path"].value == tmp_path / "Compta"

    def test_the_example_follows_the_template(self, parts: ServiceParts) -> None:
        flow = AddDestinationFlow(parts, nobody)
        assert flow.example({"name_template": "{number}", "sub_folders": True}) == "Orange/F123456.pdf"
        fault = flow.example({"name_template": "{x}"})
        assert isinstance(fault, Fault)
        assert fault.code == "name_template_invalid"

    def test_cancelled_on_each_page(self, parts: ServiceParts, tmp_path: Path) -> None:
        pages: list[dict[str, Value]] = [{"kind": "folder"}, {}, {}, {"path": tmp_path / "Compta"}]
        for length in range(len(pages) + 1):
            driver = adding(parts)
            for values in pages[:length]:
                driver.fill(**values)
            driver.flow.cancel()
            assert isinstance(driver.flow.step, Abort)
            assert not parts.store().outbox.destinations()


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DriveParts]:
    with DriveSimulator() as google:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", google.root)
        parts = DriveParts(tmp_path, google)
        yield parts
        parts.store().close()


def at_google(drive: DriveParts, open_browser: object = follow) -> Driver:
    driver = Driver(AddDestinationFlow(drive, open_browser))  # type: ignore[arg-type]
    driver.fill(kind="google_drive")
    driver.fill()
    driver.fill()
    assert (driver.form.name, driver.form.primary) == ("google", "connect")
    return driver


class TestGoogleDrive:
    def test_consent_then_preview_then_stored(self, drive: DriveParts) -> None:
        driver = at_google(drive)
        assert driver.form["folder_name"].value == "Moisson"
        driver.fill(client_secrets=drive.client_secrets, folder_name="Achats")
        assert (driver.form.name, driver.form.facts["where"]) == ("preview", "Achats")
        [told] = [work for work in driver.told if isinstance(work, External) and work.facts]
        assert told.facts["address"].startswith("http")
        assert isinstance(driver.fill(), Done)
        [added] = drive.store().outbox.destinations()
        assert (added.name, added.kind) == ("Achats", DestinationKind.GOOGLE_DRIVE)
        drive.destinations()[added.kind].open(added).check()

    def test_a_file_that_does_not_do(self, drive: DriveParts, tmp_path: Path) -> None:
        driver = at_google(drive)
        driver.fill()
        assert driver.faults == {"client_secrets": FieldFault.REQUIRED}
        other = tmp_path / "other.json"
        other.write_text("{}")
        driver.fill(client_secrets=other)
        assert driver.faults == {"client_secrets": "client_secrets_invalid"}
        driver.fill(client_secrets=drive.client_secrets)
        assert driver.form.name == "preview"

    @pytest.mark.parametrize(
        ("decision", "code"),
        [(Decision.DENY, "consent_refused"), (Decision.UNTICK, "consent_incomplete")],
    )
    def test_a_consent_that_is_not_given(self, drive: DriveParts, decision: Decision, code: str) -> None:
        drive.google.oauth.decision = decision
        driver = at_google(drive)
        driver.fill(client_secrets=drive.client_secrets)
        assert (driver.form.name, driver.faults, drive.consents) == ("google", {"": code}, 0)
        drive.google.oauth.decision = Decision.AGREE
        driver.fill()
        assert isinstance(driver.fill(), Done)

    def test_back_and_forth_asks_for_one_consent(self, drive: DriveParts) -> None:
        addresses: list[str] = []

        def browser(address: str) -> None:
            addresses.append(address)
            follow(address)

        driver = at_google(drive, browser)
        driver.fill(client_secrets=drive.client_secrets)
        driver.flow.back()
        driver.fill()
        assert len(addresses) == 1
        driver.flow.back()
        driver.fill(folder_name="Autre")
        assert (len(addresses), drive.consents) == (2, 1)
        assert isinstance(driver.fill(), Done)
        assert drive.store().outbox.destinations()[0].settings["folder_name"] == "Autre"

    def test_a_cancel_gives_the_consent_back(self, drive: DriveParts) -> None:
        driver = at_google(drive)
        driver.fill(client_secrets=drive.client_secrets)
        assert drive.consents == 1
        driver.flow.cancel()
        assert isinstance(driver.flow.step, Abort)
        assert (drive.consents, drive.store().outbox.destinations()) == (0, [])

    @pytest.mark.parametrize("act", ["stop", "cancel"])
    def test_while_the_person_is_on_the_page_of_google(self, drive: DriveParts, act: str) -> None:
        opened = threading.Event()
        driver = at_google(drive, lambda address: opened.set())
        driver.flow.submit({"client_secrets": drive.client_secrets})
        thread = threading.Thread(target=driver.flow.run)
        thread.start()
        assert opened.wait(10)
        getattr(driver.flow, act)()
        thread.join(10)
        assert drive.consents == 0
        if act == "cancel":
            assert isinstance(driver.flow.step, Abort)
        else:
            assert isinstance(driver.flow.step, Form)
            assert driver.flow.step["client_secrets"].value == drive.client_secrets
