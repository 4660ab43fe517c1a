"""Adding, changing and reconnecting destinations at the window."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.deliveries import DestinationKind, ExportRule
from app.domain.documents import DocumentType
from tests.drive_simulator.oauth import Decision
from tests.drive_simulator.simulator import DriveSimulator
from tests.gui.window_parts import WindowAccess, wiring_of
from tests.gui.wizards.wizard_driver import Wizard
from tests.unit.services.flows.drive_parts import DriveParts, follow
from ui.bridge.desk import Desk
from ui.look.theme import Theme
from ui.wizards import making
from ui.wizards.editors.template_editor import TemplateEditor
from ui.wizards.making import add_destination, edit_destination, reconnect_destination
from ui.wizards.pages.preview_page import PreviewPage


def at_advanced(wizard: Wizard, kind: str = "folder") -> None:
    wizard.open(add_destination)
    wizard.until_form("kind")
    wizard.fill(kind=kind)
    wizard.press()
    wizard.until_form("interval")
    wizard.press()
    wizard.until_form("advanced")


def at_folder(wizard: Wizard) -> None:
    at_advanced(wizard)
    wizard.press()
    wizard.until_form("folder")


class TestFolder:
    def test_to_the_preview_and_the_end(self, wizard: Wizard, tmp_path: Path) -> None:
        wizard.parts.add_documents(2)
        wizard.open(add_destination)
        wizard.until_form("kind")
        wizard.fill(kind="folder")
        wizard.press()
        wizard.until_form("interval")
        wizard.fill(every=(2, 1))
        wizard.press()
        wizard.until_form("advanced")
        wizard.fill(types=("incoming_invoice",), since=QDate(2026, 1, 2), name_template="{number}")
        wizard.press()
        wizard.until_form("folder")
        wizard.fill(path=tmp_path / "Compta")
        wizard.press()
        page = wizard.until_form("preview")
        assert isinstance(page, PreviewPage)
        assert page.summary.text().startswith(f"1 document will be delivered to {tmp_path / 'Compta'}.")
        assert [page.names.item(row).text() for row in range(page.names.count())] == ["F-1.pdf"]
        assert wizard.view.primary.text() == "Finish"
        wizard.press()
        assert wizard.until_message("Compta is ready") == "1 document is delivered now."
        [added] = wizard.parts.store().outbox.destinations()
        assert (added.rule.interval.total_seconds(), added.rule.name_template) == (7200, "{number}")
        assert added.rule.types == (DocumentType.INCOMING_INVOICE,)

    def test_the_example_follows_every_key(self, wizard: Wizard) -> None:
        at_advanced(wizard)
        editor = wizard.form.boxes["name_template"].editor
        assert isinstance(editor, TemplateEditor)
        assert editor.example.text() == "Example: 2026-11-03_Orange_F123456_59.99EUR.pdf"
        wizard.fill(name_template="{number}", sub_folders=True)
        assert editor.example.text() == "Example: Orange/F123456.pdf"
        wizard.fill(name_template="{nom}")
        assert editor.example.text().startswith("The template for names is not valid")
        wizard.press()
        wizard.until(lambda: wizard.fault("name_template") != "")

    def test_wrong_then_right_on_each_page(self, wizard: Wizard, tmp_path: Path) -> None:
        wizard.open(add_destination)
        wizard.until_form("kind")
        wizard.fill(kind="folder")
        wizard.press()
        wizard.until_form("interval")
        wizard.fill(every=(5, 0))
        wizard.press()
        wizard.until(lambda: wizard.fault("every") != "")
        wizard.fill(every=(1, 2))
        wizard.press()
        wizard.until_form("advanced")
        wizard.fill(types=())
        wizard.press()
        wizard.until(lambda: wizard.fault("types") == "Please fill this in.")
        wizard.fill(types=("receipt",))
        wizard.press()
        wizard.until_form("folder")
        wizard.press()
        wizard.until(lambda: wizard.fault("path") == "Please fill this in.")
        wizard.fill(path=wizard.parts.folder.root / "vault")
        wizard.press()
        wizard.until(lambda: wizard.view.form_page is not None and "cannot be used" in wizard.fault("path"))
        wizard.fill(path=tmp_path / "Compta")
        wizard.press()
        page = wizard.until_form("preview")
        assert isinstance(page, PreviewPage)
        assert page.summary.text().startswith("No document is waiting yet")

    def test_one_that_is_there_already(self, wizard: Wizard) -> None:
        known = wizard.parts.add_destination()
        at_folder(wizard)
        wizard.fill(path=known.settings["path"])
        wizard.press()
        wizard.until(lambda: wizard.view.form_page is not None and "exists already" in wizard.fault("path"))

    def test_the_dialog_of_the_system(
        self, wizard: Wizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "Choisi"))
        at_folder(wizard)
        button = wizard.form.boxes["path"].editor.choose_button  # type: ignore[attr-defined]
        wizard.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wizard.form.values()["path"] == tmp_path / "Choisi"

    def test_back_keeps_every_page(self, wizard: Wizard, tmp_path: Path) -> None:
        at_folder(wizard)
        wizard.fill(path=tmp_path / "Compta")
        for name in ("advanced", "interval", "kind"):
            wizard.press_back()
            wizard.until_form(name)
        for name in ("interval", "advanced", "folder"):
            wizard.press()
            wizard.until_form(name)
        assert wizard.form.values()["path"] == tmp_path / "Compta"

    @pytest.mark.parametrize("pages", range(5))
    def test_left_on_each_page(self, wizard: Wizard, tmp_path: Path, pages: int) -> None:
        wizard.open(add_destination)
        names = ("kind", "interval", "advanced", "folder", "preview")
        wizard.until_form("kind")
        for number in range(pages):
            if names[number] == "kind":
                wizard.fill(kind="folder")
            if names[number] == "folder":
                wizard.fill(path=tmp_path / "Compta")
            wizard.press()
            wizard.until_form(names[number + 1])
        wizard.escape()
        if pages == 4:  # the folder was typed; up to there, nothing was
            wizard.until_asked()
            wizard.agree()
        wizard.until_closed()
        assert not wizard.parts.store().outbox.destinations()


@pytest.fixture
def drive(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wizard]:
    """A wizard whose Google Drive is the simulator."""
    with DriveSimulator() as google:
        monkeypatch.setenv("MOISSON_GOOGLE_API_ROOT", google.root)
        monkeypatch.setattr(making, "open_browser", follow)
        parts = DriveParts(tmp_path, google)
        desk = Desk(wiring_of(WindowAccess(parts), tmp_path))
        wizard = Wizard(qtbot, desk, theme, parts)
        yield wizard
        wizard.close()
        assert desk.close(10)
        parts.store().close()


def parts_of(drive: Wizard) -> DriveParts:
    assert isinstance(drive.parts, DriveParts)
    return drive.parts


def at_google(drive: Wizard) -> None:
    at_advanced(drive, "google_drive")
    drive.press()
    drive.until_form("google")


class TestGoogleDrive:
    def test_consent_preview_end(self, drive: Wizard) -> None:
        at_google(drive)
        assert drive.view.primary.text() == "Connect"
        drive.fill(client_secrets=parts_of(drive).client_secrets, folder_name="Achats")
        drive.press()
        drive.until_form("preview")
        drive.press()
        drive.until_message("Achats is ready")
        [added] = drive.parts.store().outbox.destinations()
        assert added.kind is DestinationKind.GOOGLE_DRIVE

    def test_faults_and_their_repair(self, drive: Wizard, tmp_path: Path) -> None:
        oauth = parts_of(drive).google.oauth
        at_google(drive)
        drive.press()
        drive.until(lambda: drive.fault("client_secrets") == "Please fill this in.")
        other = tmp_path / "other.json"
        other.write_text("{}")
        drive.fill(client_secrets=other)
        drive.press()
        drive.until(lambda: drive.view.form_page is not None and "OAuth" in drive.fault("client_secrets"))
        oauth.decision = Decision.UNTICK
        drive.fill(client_secrets=parts_of(drive).client_secrets)
        drive.press()
        drive.until(lambda: (page := drive.view.form_page) is not None and page.form.fault is not None)
        assert drive.form.fault_label.text().startswith("Google gave no permission")
        oauth.decision = Decision.AGREE
        drive.press()
        drive.until_form("preview")

    def test_stopped_on_the_page_of_google(self, drive: Wizard, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(making, "open_browser", lambda address: None)
        at_google(drive)
        drive.fill(client_secrets=parts_of(drive).client_secrets)
        drive.press()
        drive.until(lambda: drive.title == "Please give your consent in your browser")
        page = drive.view.work_page
        assert page is not None
        drive.until(lambda: page.elsewhere.text().startswith("http"))
        drive.press_cancel()
        drive.until_form("google")
        assert parts_of(drive).consents == 0

    def test_left_after_the_consent(self, drive: Wizard) -> None:
        at_google(drive)
        drive.fill(client_secrets=parts_of(drive).client_secrets)
        drive.press()
        drive.until_form("preview")
        drive.escape()
        drive.until_asked()
        drive.agree()
        drive.until_closed()
        assert (parts_of(drive).consents, drive.parts.store().outbox.destinations()) == (0, [])

    def test_reconnected(self, drive: Wizard) -> None:
        at_google(drive)
        drive.fill(client_secrets=parts_of(drive).client_secrets)
        drive.press()
        drive.until_form("preview")
        drive.press()
        drive.until_message("Moisson is ready")
        drive.press()
        drive.until_closed()
        [added] = drive.parts.store().outbox.destinations()
        parts_of(drive).google.oauth.end_consents()
        parts_of(drive).google.oauth.decision = Decision.DENY
        drive.open(partial(reconnect_destination, added.id))
        drive.until_form("reconnect")
        assert drive.title == "Renew the access to Moisson"
        drive.press()
        drive.until(lambda: (page := drive.view.form_page) is not None and page.form.fault is not None)
        parts_of(drive).google.oauth.decision = Decision.AGREE
        drive.press()
        drive.until_message("Moisson is connected again")


class TestChanging:
    def test_name_rule_and_interval(self, wizard: Wizard) -> None:
        destination = wizard.parts.add_destination(ExportRule(types=(DocumentType.RECEIPT,)))
        wizard.open(partial(edit_destination, destination.id))
        wizard.until_form("rule")
        assert wizard.title == "Change what goes to Factures"
        wizard.fill(name="Comptable", every=(1, 2), types=("incoming_invoice",))
        wizard.press()
        wizard.until_message("Comptable: your changes are saved")
        changed = wizard.parts.destination(destination.id)
        assert (changed.name, changed.rule.interval.days) == ("Comptable", 1)
        assert changed.rule.types == (DocumentType.INCOMING_INVOICE,)

    def test_a_name_that_is_taken(self, wizard: Wizard) -> None:
        destination = wizard.parts.add_destination()
        wizard.parts.add_destination(name="Autre")
        wizard.open(partial(edit_destination, destination.id))
        wizard.until_form("rule")
        wizard.fill(name="Autre")
        wizard.press()
        wizard.until(lambda: "exists already" in wizard.fault("name"))
        wizard.fill(name="Factures 2")
        wizard.press()
        wizard.until_message("Factures 2: your changes are saved")

    def test_left(self, wizard: Wizard) -> None:
        destination = wizard.parts.add_destination()
        wizard.open(partial(edit_destination, destination.id))
        wizard.until_form("rule")
        wizard.fill(name="Autre")
        wizard.escape()
        wizard.until_asked()
        wizard.agree()
        wizard.until_closed()
        assert wizard.parts.destination(destination.id) == destination

    def test_a_folder_that_is_gone_then_there_again(self, wizard: Wizard) -> None:
        destination = wizard.parts.add_destination()
        folder = Path(destination.settings["path"])
        folder.rmdir()
        wizard.open(partial(reconnect_destination, destination.id))
        wizard.until_form("found")
        assert str(folder) in wizard.view.help.text()
        wizard.press()
        wizard.until(lambda: (page := wizard.view.form_page) is not None and page.form.fault is not None)
        assert wizard.form.fault_label.text().startswith("The folder of Factures is gone")
        folder.mkdir()
        wizard.press()
        wizard.until_message("Factures is connected again")
