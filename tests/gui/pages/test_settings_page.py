"""Paramètres: every choice is stored at once, every fault is said beside its field, and what helps is there."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.adapters.settings import SettingsFile
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.contacts import Purpose
from app.domain.errors import Outcome
from app.domain.settings import Settings
from app.i18n import language, tr
from app.ports.parts import Finding
from tests.gui.pages.scene import Scene
from tests.gui.stretching import assert_nothing_is_cut, stretched_texts
from ui.look.palette import DARK
from ui.settings.bundle_dialog import BundleDialog
from ui.settings.settings_page import SettingsPage
from ui.tray.question_box import say_that_it_stays, stop_and_quit
from ui.words import choose_language

Choose = Callable[[Path | None], None]


def stored(scene: Scene) -> Settings:
    scene.settle()
    return SettingsFile(scene.parts.folder.settings).load()


def type_in(scene: Scene, settings_page: SettingsPage, opens: str, closes: str) -> None:
    for edit, text in (
        (settings_page.visits.hours.opens, opens),
        (settings_page.visits.hours.closes, closes),
    ):
        edit.selectAll()
        scene.qtbot.keyClicks(edit, text)
        scene.qtbot.keyClick(edit, Qt.Key.Key_Return)


class TestChoices:
    def test_what_is_stored_is_shown(self, scene: Scene, settings_page: SettingsPage) -> None:
        chosen = Settings("en", 5, theme="light", browser_visible=True, allowed_hours="07:30-19:00")
        SettingsFile(scene.parts.folder.settings).save(chosen)
        settings_page.hide()
        settings_page.show()
        scene.settle()
        assert (settings_page.general.language.currentData(), settings_page.general.theme.currentData()) == (
            "en",
            "light",
        )
        assert (settings_page.visits.browsers.currentData(), settings_page.visits.visible.isChecked()) == (
            5,
            True,
        )
        assert (settings_page.visits.hours.opens.text(), settings_page.visits.hours.closes.text()) == (
            "07:30",
            "19:00",
        )
        assert stored(scene) == chosen

    def test_the_language_changes_at_once(self, scene: Scene, settings_page: SettingsPage) -> None:
        box = settings_page.general.language
        box.setCurrentIndex(box.findData("fr"))
        box.activated.emit(box.currentIndex())
        assert language() == "fr"
        assert box.currentData() == "fr"
        assert stored(scene).language == "fr"

    def test_the_country_decides_what_is_found_first(self, scene: Scene, settings_page: SettingsPage) -> None:
        box = settings_page.general.country
        assert (box.currentData(), box.currentText()) == ("FR", "France")
        box.setCurrentIndex(box.findData("BE"))
        box.activated.emit(box.currentIndex())
        assert stored(scene).country == "BE"
        SettingsFile(scene.parts.folder.settings).save(Settings(country="KE"))
        settings_page.hide()
        settings_page.show()
        scene.settle()
        assert (box.currentData(), box.currentText()) == ("KE", "Kenya")

    def test_the_theme_changes_at_once(self, scene: Scene, settings_page: SettingsPage) -> None:
        box = settings_page.general.theme
        box.setCurrentIndex(box.findData("dark"))
        box.activated.emit(box.currentIndex())
        assert scene.theme.palette == DARK
        assert stored(scene).theme == "dark"
        box.setCurrentIndex(box.findData("light"))
        box.activated.emit(box.currentIndex())
        assert stored(scene).theme == "light"

    def test_visible_and_how_many(self, scene: Scene, settings_page: SettingsPage) -> None:
        settings_page.open_section(settings_page.visits)
        settings_page.visits.visible.click()
        settings_page.visits.browsers.setCurrentIndex(3)
        settings_page.visits.browsers.activated.emit(3)
        assert stored(scene) == Settings(browser_slots=4, browser_visible=True)

    def test_what_other_programs_stored_meanwhile_stays(
        self, scene: Scene, settings_page: SettingsPage
    ) -> None:
        SettingsFile(scene.parts.folder.settings).save(Settings(browser_path="/usr/bin/chromium"))
        settings_page.visits.visible.click()
        assert stored(scene) == Settings(browser_path="/usr/bin/chromium", browser_visible=True)

    def test_settings_that_cannot_be_stored_are_told_and_shown_as_they_are(
        self, scene: Scene, settings_page: SettingsPage
    ) -> None:
        scene.parts.folder.settings.mkdir()
        settings_page.visits.visible.click()
        scene.until(lambda: len([name for name, _ in scene.heard if name == "message_wanted"]) == 2)
        scene.parts.folder.settings.rmdir()
        settings_page.keeper.load()
        scene.settle()
        assert not settings_page.visits.visible.isChecked()


class TestHours:
    def test_at_any_hour_until_asked(self, scene: Scene, settings_page: SettingsPage) -> None:
        assert not settings_page.visits.hours.edited.isChecked()
        assert not settings_page.visits.hours.opens.isEnabled()

    def test_hours_are_stored_and_hold_for_accounts(self, scene: Scene, settings_page: SettingsPage) -> None:
        settings_page.open_section(settings_page.visits)
        settings_page.visits.hours.edited.click()
        type_in(scene, settings_page, "7h30", "22")
        assert stored(scene).allowed_hours == "07:30-22:00"
        assert scene.parts.store().schedules.default_hours() is not None
        settings_page.visits.hours.edited.click()
        assert stored(scene).allowed_hours is None

    @pytest.mark.parametrize(("opens", "closes"), [("25:00", "20:00"), ("08:00", "soon"), ("8", "08:00")])
    def test_what_is_no_time_is_said_beside_it_and_not_stored(
        self, scene: Scene, settings_page: SettingsPage, opens: str, closes: str
    ) -> None:
        settings_page.open_section(settings_page.visits)
        settings_page.visits.hours.edited.click()
        before = stored(scene).allowed_hours
        type_in(scene, settings_page, opens, closes)
        assert settings_page.visits.hours_field.fault.isVisible()
        assert settings_page.visits.hours_field.fault.text()
        after = stored(scene).allowed_hours
        assert after is not None
        assert before == "08:00-20:00"
        type_in(scene, settings_page, "09:00", "18:00")
        assert not settings_page.visits.hours_field.fault.isVisible()
        assert stored(scene).allowed_hours == "09:00-18:00"


class TestSession:
    def test_off_until_asked(self, scene: Scene, settings_page: SettingsPage, tmp_path: Path) -> None:
        entry = tmp_path / "config/autostart/moisson.desktop"
        assert not settings_page.general.session.isChecked()
        settings_page.general.session.click()
        scene.settle()
        assert entry.exists()
        assert settings_page.general.session.isChecked()
        settings_page.general.session.click()
        scene.settle()
        assert not entry.exists()

    def test_what_the_system_refuses_is_said_beside_it(
        self, scene: Scene, settings_page: SettingsPage, tmp_path: Path
    ) -> None:
        (tmp_path / "config").write_text("a file where a folder should be")
        settings_page.general.session.click()
        scene.until(
            lambda: (
                settings_page.general._session.fault.isVisible()
                and not settings_page.general.session.isChecked()
            )
        )

    def test_quit_is_asked_for(self, scene: Scene, settings_page: SettingsPage) -> None:
        with scene.qtbot.waitSignal(scene.navigator.quit_wanted):
            settings_page.general.quit.click()


class TestHelp:
    def test_a_locked_store_says_what_to_do(self, scene: Scene, settings_page: SettingsPage) -> None:
        locked = Finding("secret_store", False, "unlock_keyring", (("kind", "keyring"), ("name", "Bund")))
        scene.access.findings = [Finding("disk_space", True, "", (("free_mb", "9"),)), locked]
        settings_page.open_section(settings_page.secrets)
        scene.until(lambda: settings_page.secrets.card.texts)
        [text] = settings_page.secrets.card.texts
        assert "The keyring is locked: Bund." in text
        assert "unlock it" in text
        settings_page.open_section(settings_page.diagnosis)
        scene.until(lambda: len(settings_page.diagnosis.card.texts) == 2)

    def test_looking_again_sees_what_was_put_right(self, scene: Scene, settings_page: SettingsPage) -> None:
        scene.access.findings = [Finding("secret_store", False, "no_keyring", (("kind", "none"),))]
        settings_page.open_section(settings_page.secrets)
        scene.until(lambda: settings_page.secrets.card.texts)
        scene.access.findings = [Finding("secret_store", True, "", (("kind", "encrypted_vault"),))]
        settings_page.secrets.again.click()
        scene.until(lambda: "vault" in settings_page.secrets.card.texts[0])

    def test_the_bundle_is_shown_before_it_is_saved(
        self, scene: Scene, settings_page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        scene.account("EDF", Outcome.PORTAL_CHANGED, username="jeanne.dupont", reason="jeanne.dupont")
        settings_page.open_section(settings_page.diagnosis)
        settings_page.diagnosis.prepare.click()
        scene.settle()
        dialog = scene.dialog(BundleDialog)
        shown = {}
        for row in range(dialog.names.count()):
            dialog.names.setCurrentRow(row)
            shown[dialog.names.item(row).text()] = dialog.content.toPlainText()
        assert "portal_changed" in shown["runs.json"]
        assert "jeanne" not in "".join(shown.values())
        choose(tmp_path / "bundle")
        dialog.save.click()
        scene.settle()
        with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
            saved = {name: archive.read(name).decode() for name in archive.namelist()}
        assert saved == shown
        choose(tmp_path / "none" / "bundle.zip")
        dialog.save.click()
        scene.until(lambda: dialog.state.property("role") == "wrong")

    def test_hosts_are_listed_and_found(self, scene: Scene, settings_page: SettingsPage) -> None:
        settings_page.open_section(settings_page.hosts)
        QAbstractItemModelTester(
            settings_page.hosts.model,
            QAbstractItemModelTester.FailureReportingMode.Fatal,
            settings_page.hosts.model,
        )
        scene.until(settings_page.hosts.empty.isVisible)
        now = scene.parts.clock().now()
        contacts = scene.parts.store().contacts
        contacts.record({"edf.fr", "cdn.example"}, Purpose.VISIT, "EDF", now - timedelta(days=1))
        contacts.record({"www.googleapis.com"}, Purpose.DELIVERY, "Compta", now)
        scene.desk.changed.emit()
        scene.until(lambda: settings_page.hosts.model.rowCount() == 3)
        index = settings_page.hosts.model.index
        first = [settings_page.hosts.model.data(index(0, column)) for column in range(5)]
        assert first[:3] == ["www.googleapis.com", "Export", "Compta"]
        assert first[4] == "1"
        assert "yesterday" in settings_page.hosts.model.data(index(1, 3))
        settings_page.hosts.search.setText("edf cdn")
        assert settings_page.hosts.model.rowCount() == 1
        choose_language("fr")
        assert settings_page.hosts.model.headerData(0, Qt.Orientation.Horizontal) is not None

    def test_the_libraries_have_their_licences(self, scene: Scene, settings_page: SettingsPage) -> None:
        settings_page.open_section(settings_page.about)
        scene.until(settings_page.about.libraries.rowCount)
        rows = {
            settings_page.about.libraries.item(row, 0).text(): settings_page.about.libraries.item(
                row, 2
            ).text()
            for row in range(settings_page.about.libraries.rowCount())
        }
        assert rows["SQLAlchemy"] == "MIT"
        assert settings_page.about.version.text().startswith("Moisson ")


def test_every_control_has_a_name(scene: Scene, settings_page: SettingsPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QTableView

    for section in settings_page.sections:
        settings_page.open_section(section)
        scene.settle()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QListWidget, QTableView):
        for widget in settings_page.findChildren(kind):
            if widget.isHidden():
                continue
            internal = widget.parentWidget() and widget.metaObject().className() in (
                "QTableCornerButton",
                "QLineEditIconButton",
                "QToolButton",
            )
            said = widget.accessibleName() or getattr(widget, "text", lambda: "")()
            assert said or internal, (kind, widget, widget.parentWidget())


@pytest.mark.parametrize("factor", [1.0, 1.4])
def test_nothing_is_cut_in_the_smallest_window(
    scene: Scene, settings_page: SettingsPage, factor: float
) -> None:
    settings_page.resize(684, 600)
    settings_page.visits.hours.edited.click()
    type_in(scene, settings_page, "25:00", "soon")
    with stretched_texts(factor):
        for section in settings_page.sections:
            settings_page.open_section(section)
            scene.settle()
            viewport = section.parentWidget()
            assert viewport
            assert section.minimumSizeHint().width() <= viewport.width(), section.title
            assert_nothing_is_cut(settings_page)


def test_the_list_of_sections_shows_them_all(scene: Scene, settings_page: SettingsPage) -> None:
    rows = [
        settings_page.index.visualItemRect(settings_page.index.item(row))
        for row in range(settings_page.index.count())
    ]
    assert len({row.height() for row in rows}) == 1
    assert settings_page.index.viewport().rect().contains(rows[-1])


def test_the_dialogues_of_the_background_are_not_cut(scene: Scene, settings_page: SettingsPage) -> None:
    with stretched_texts(1.4):
        for box in (
            stop_and_quit(tr("Moisson"), settings_page, lambda: None),
            say_that_it_stays(settings_page, lambda: None),
        ):
            assert_nothing_is_cut(box)
            box.close()


def test_manual_accounts_do_not_disturb_the_bundle(scene: Scene, settings_page: SettingsPage) -> None:
    draft = AccountDraft("Papeterie", AccountKind.MANUAL)
    scene.parts.store().accounts.add(replace(draft, username=""))
    settings_page.open_section(settings_page.diagnosis)
    settings_page.diagnosis.prepare.click()
    scene.settle()
    assert scene.dialog(BundleDialog).names.count() == 5
