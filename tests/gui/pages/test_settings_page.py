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
from PySide6.QtWidgets import QFileDialog

from app.adapters.settings import SettingsFile
from app.domain.accounts import AccountDraft, AccountKind
from app.domain.contacts import Purpose
from app.domain.errors import ErrorCode, MoissonError, Outcome
from app.domain.settings import Settings
from app.i18n import language, tr
from app.ports.parts import Finding
from tests.gui.pages.scene import Scene
from tests.gui.stretching import assert_nothing_is_cut, stretched_texts
from ui.look.palette import DARK
from ui.settings.bundle_dialog import BundleDialog
from ui.settings.settings_page import SettingsPage
from ui.tray.background import Background
from ui.tray.question_box import say_that_it_stays, stop_and_quit
from ui.widgets.question_dialog import QuestionDialog
from ui.window_state import WindowStateFile
from ui.words import choose_language

Choose = Callable[[Path | None], None]


@pytest.fixture
def page(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return scene.show(SettingsPage)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """The name that the person gives to the next file."""

    def chooses(path: Path | None) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return chooses


def stored(scene: Scene) -> Settings:
    scene.settle()
    return SettingsFile(scene.parts.folder.settings).load()


def type_in(scene: Scene, page: SettingsPage, opens: str, closes: str) -> None:
    for edit, text in ((page.visits.hours.opens, opens), (page.visits.hours.closes, closes)):
        edit.selectAll()
        scene.qtbot.keyClicks(edit, text)
        scene.qtbot.keyClick(edit, Qt.Key.Key_Return)


class TestChoices:
    def test_what_is_stored_is_shown(self, scene: Scene, page: SettingsPage) -> None:
        chosen = Settings("en", 5, theme="light", browser_visible=True, allowed_hours="07:30-19:00")
        SettingsFile(scene.parts.folder.settings).save(chosen)
        page.hide()
        page.show()
        scene.settle()
        assert (page.general.language.currentData(), page.general.theme.currentData()) == ("en", "light")
        assert (page.visits.browsers.currentData(), page.visits.visible.isChecked()) == (5, True)
        assert (page.visits.hours.opens.text(), page.visits.hours.closes.text()) == ("07:30", "19:00")
        assert stored(scene) == chosen

    def test_the_language_changes_at_once(self, scene: Scene, page: SettingsPage) -> None:
        box = page.general.language
        box.setCurrentIndex(box.findData("fr"))
        box.activated.emit(box.currentIndex())
        assert language() == "fr"
        assert box.currentData() == "fr"
        assert stored(scene).language == "fr"

    def test_the_theme_changes_at_once(self, scene: Scene, page: SettingsPage) -> None:
        box = page.general.theme
        box.setCurrentIndex(box.findData("dark"))
        box.activated.emit(box.currentIndex())
        assert scene.theme.palette == DARK
        assert stored(scene).theme == "dark"
        box.setCurrentIndex(box.findData("light"))
        box.activated.emit(box.currentIndex())
        assert stored(scene).theme == "light"

    def test_visible_and_how_many(self, scene: Scene, page: SettingsPage) -> None:
        page.open_section(page.visits)
        page.visits.visible.click()
        page.visits.browsers.setCurrentIndex(3)
        page.visits.browsers.activated.emit(3)
        assert stored(scene) == Settings(browser_slots=4, browser_visible=True)

    def test_what_other_programs_stored_meanwhile_stays(self, scene: Scene, page: SettingsPage) -> None:
        SettingsFile(scene.parts.folder.settings).save(Settings(browser_path="/usr/bin/chromium"))
        page.visits.visible.click()
        assert stored(scene) == Settings(browser_path="/usr/bin/chromium", browser_visible=True)

    def test_settings_that_cannot_be_stored_are_told_and_shown_as_they_are(
        self, scene: Scene, page: SettingsPage
    ) -> None:
        scene.parts.folder.settings.mkdir()
        page.visits.visible.click()
        scene.until(lambda: len([name for name, _ in scene.heard if name == "message_wanted"]) == 2)
        scene.parts.folder.settings.rmdir()
        page.keeper.load()
        scene.settle()
        assert not page.visits.visible.isChecked()


class TestHours:
    def test_at_any_hour_until_asked(self, scene: Scene, page: SettingsPage) -> None:
        assert not page.visits.hours.edited.isChecked()
        assert not page.visits.hours.opens.isEnabled()

    def test_hours_are_stored_and_hold_for_accounts(self, scene: Scene, page: SettingsPage) -> None:
        page.open_section(page.visits)
        page.visits.hours.edited.click()
        type_in(scene, page, "7h30", "22")
        assert stored(scene).allowed_hours == "07:30-22:00"
        assert scene.parts.store().schedules.default_hours() is not None
        page.visits.hours.edited.click()
        assert stored(scene).allowed_hours is None

    @pytest.mark.parametrize(("opens", "closes"), [("25:00", "20:00"), ("08:00", "soon"), ("8", "08:00")])
    def test_what_is_no_time_is_said_beside_it_and_not_stored(
        self, scene: Scene, page: SettingsPage, opens: str, closes: str
    ) -> None:
        page.open_section(page.visits)
        page.visits.hours.edited.click()
        before = stored(scene).allowed_hours
        type_in(scene, page, opens, closes)
        assert page.visits.hours_field.fault.isVisible()
        assert page.visits.hours_field.fault.text()
        after = stored(scene).allowed_hours
        assert after is not None
        assert before == "08:00-20:00"
        type_in(scene, page, "09:00", "18:00")
        assert not page.visits.hours_field.fault.isVisible()
        assert stored(scene).allowed_hours == "09:00-18:00"


class TestSession:
    def test_off_until_asked(self, scene: Scene, page: SettingsPage, tmp_path: Path) -> None:
        entry = tmp_path / "config/autostart/moisson.desktop"
        assert not page.general.session.isChecked()
        page.general.session.click()
        scene.settle()
        assert entry.exists()
        assert page.general.session.isChecked()
        page.general.session.click()
        scene.settle()
        assert not entry.exists()

    def test_what_the_system_refuses_is_said_beside_it(
        self, scene: Scene, page: SettingsPage, tmp_path: Path
    ) -> None:
        (tmp_path / "config").write_text("a file where a folder should be")
        page.general.session.click()
        scene.until(lambda: page.general._session.fault.isVisible() and not page.general.session.isChecked())

    def test_quit_is_asked_for(self, scene: Scene, page: SettingsPage) -> None:
        with scene.qtbot.waitSignal(scene.navigator.quit_wanted):
            page.general.quit.click()


class TestBackup:
    def test_it_is_written_where_the_person_says(
        self, scene: Scene, page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        scene.documents(scene.account("EDF"), scene.parts.clock().now().date())
        choose(tmp_path / "copy")
        page.open_section(page.data)
        page.data.back_up.click()
        scene.until(lambda: not page.data.work.is_under_way)
        assert zipfile.is_zipfile(tmp_path / "copy.zip")
        assert page.data.state.text().startswith("copy.zip holds 1 document, 1 account,")
        assert page.data.back_up.isEnabled()

    def test_whoever_names_no_file_changes_nothing(
        self, scene: Scene, page: SettingsPage, choose: Choose
    ) -> None:
        choose(None)
        page.data.back_up.click()
        page.data.restore.click()
        assert not page.data.work.is_under_way

    def test_it_can_be_stopped(
        self,
        scene: Scene,
        page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from threading import Event

        begun = Event()

        def slow(target: Path, advance: object, check: Callable[[], None]) -> None:
            begun.set()
            while True:
                check()

        monkeypatch.setattr(scene.desk.wiring.upkeep.backups, "write", slow)
        choose(tmp_path / "copy.zip")
        page.open_section(page.data)
        page.data.back_up.click()
        scene.until(begun.is_set)
        assert page.data.stop.isVisible()
        page.data.stop.click()
        assert "Nothing was changed" in page.data.state.text()
        assert not page.data.stop.isVisible()
        scene.settle()

    def test_a_bad_file_is_told_and_nothing_happens(
        self, scene: Scene, page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        (tmp_path / "bad.zip").write_bytes(b"no backup")
        choose(tmp_path / "bad.zip")
        page.open_section(page.data)
        page.data.restore.click()
        scene.until(lambda: "no backup of Moisson" in page.data.state.text())
        assert page.data.state.property("role") == "wrong"

    def test_it_is_put_back_at_the_very_end_and_the_next_program_says_so(
        self,
        scene: Scene,
        page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        account = scene.account("EDF")
        choose(tmp_path / "copy.zip")
        page.data.back_up.click()
        scene.until(lambda: not page.data.work.is_under_way)
        scene.account("Orange")
        wanted: list[Callable[[], None]] = []
        scene.navigator.restart_wanted.connect(wanted.append)
        page.data.restore.click()
        scene.until(lambda: not page.data.work.is_under_way)
        dialog = scene.dialog(QuestionDialog)
        assert "1 account" in dialog.help.text()
        dialog.yes.click()
        assert [a.company for a in scene.parts.store().accounts.all()] == ["EDF", "Orange"]
        started: list[str] = []
        monkeypatch.setattr(scene.desk.wiring.upkeep, "start_again", lambda: started.append("again"))
        scene.parts.store().close()
        wanted[0]()
        assert started == ["again"]
        assert [a.id for a in scene.parts.store().accounts.all()] == [account.id]
        navigator_heard: list[str] = []
        scene.navigator.message_wanted.connect(navigator_heard.append)
        Background(scene.desk, scene.navigator, WindowStateFile(scene.desk.wiring.state_file), page)
        scene.until(lambda: navigator_heard)
        assert "The backup is in its place" in navigator_heard[0]
        assert "before-" in navigator_heard[0]

    def test_whoever_thinks_better_of_it_leaves_nothing(
        self, scene: Scene, page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        choose(tmp_path / "copy.zip")
        page.data.back_up.click()
        scene.until(lambda: not page.data.work.is_under_way)
        page.data.restore.click()
        scene.until(lambda: not page.data.work.is_under_way)
        beside = scene.parts.folder.root.parent
        assert [path for path in beside.iterdir() if ".restoring-" in path.name]
        scene.qtbot.keyClick(scene.dialog(QuestionDialog), Qt.Key.Key_Escape)
        scene.until(lambda: not [path for path in beside.iterdir() if ".restoring-" in path.name])

    @pytest.mark.logs_warnings
    def test_what_keeps_it_from_its_place_is_said_by_the_next_program(
        self,
        scene: Scene,
        page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def busy(_: object) -> None:
            raise MoissonError(ErrorCode.DATA_FOLDER_BUSY, pid=7)

        choose(tmp_path / "copy.zip")
        page.data.back_up.click()
        scene.until(lambda: not page.data.work.is_under_way)
        wanted: list[Callable[[], None]] = []
        scene.navigator.restart_wanted.connect(wanted.append)
        page.data.restore.click()
        scene.until(lambda: not page.data.work.is_under_way)
        scene.dialog(QuestionDialog).yes.click()
        upkeep = scene.desk.wiring.upkeep
        monkeypatch.setattr(upkeep, "start_again", lambda: None)
        monkeypatch.setattr(upkeep.backups, "put_in_place", busy)
        wanted[0]()
        memory = WindowStateFile(scene.desk.wiring.state_file)
        assert memory.take_message().startswith("The backup was not restored.")
        assert memory.take_message() == ""


class TestHelp:
    def test_a_locked_store_says_what_to_do(self, scene: Scene, page: SettingsPage) -> None:
        locked = Finding("secret_store", False, "unlock_keyring", (("kind", "keyring"), ("name", "Bund")))
        scene.access.findings = [Finding("disk_space", True, "", (("free_mb", "9"),)), locked]
        page.open_section(page.secrets)
        scene.until(lambda: page.secrets.card.texts)
        [text] = page.secrets.card.texts
        assert "The keyring is locked: Bund." in text
        assert "unlock it" in text
        page.open_section(page.diagnosis)
        scene.until(lambda: len(page.diagnosis.card.texts) == 2)

    def test_looking_again_sees_what_was_put_right(self, scene: Scene, page: SettingsPage) -> None:
        scene.access.findings = [Finding("secret_store", False, "no_keyring", (("kind", "none"),))]
        page.open_section(page.secrets)
        scene.until(lambda: page.secrets.card.texts)
        scene.access.findings = [Finding("secret_store", True, "", (("kind", "encrypted_vault"),))]
        page.secrets.again.click()
        scene.until(lambda: "vault" in page.secrets.card.texts[0])

    def test_the_bundle_is_shown_before_it_is_saved(
        self, scene: Scene, page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        scene.account("EDF", Outcome.PORTAL_CHANGED, username="jeanne.dupont", reason="jeanne.dupont")
        page.open_section(page.diagnosis)
        page.diagnosis.prepare.click()
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

    def test_hosts_are_listed_and_found(self, scene: Scene, page: SettingsPage) -> None:
        page.open_section(page.hosts)
        QAbstractItemModelTester(
            page.hosts.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page.hosts.model
        )
        scene.until(page.hosts.empty.isVisible)
        now = scene.parts.clock().now()
        contacts = scene.parts.store().contacts
        contacts.record({"edf.fr", "cdn.example"}, Purpose.VISIT, "EDF", now - timedelta(days=1))
        contacts.record({"www.googleapis.com"}, Purpose.DELIVERY, "Compta", now)
        scene.desk.changed.emit()
        scene.until(lambda: page.hosts.model.rowCount() == 3)
        index = page.hosts.model.index
        first = [page.hosts.model.data(index(0, column)) for column in range(5)]
        assert first[:3] == ["www.googleapis.com", "Export", "Compta"]
        assert first[4] == "1"
        assert "yesterday" in page.hosts.model.data(index(1, 3))
        page.hosts.search.setText("edf cdn")
        assert page.hosts.model.rowCount() == 1
        choose_language("fr")
        assert page.hosts.model.headerData(0, Qt.Orientation.Horizontal) is not None

    def test_the_libraries_have_their_licences(self, scene: Scene, page: SettingsPage) -> None:
        page.open_section(page.about)
        scene.until(page.about.libraries.rowCount)
        rows = {
            page.about.libraries.item(row, 0).text(): page.about.libraries.item(row, 2).text()
            for row in range(page.about.libraries.rowCount())
        }
        assert rows["SQLAlchemy"] == "MIT"
        assert page.about.version.text().startswith("Moisson ")


def test_every_control_has_a_name(scene: Scene, page: SettingsPage) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QListWidget, QTableView

    for section in page.sections:
        page.open_section(section)
        scene.settle()
    for kind in (QAbstractButton, QComboBox, QLineEdit, QListWidget, QTableView):
        for widget in page.findChildren(kind):
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
def test_nothing_is_cut_in_the_smallest_window(scene: Scene, page: SettingsPage, factor: float) -> None:
    page.resize(684, 600)
    page.visits.hours.edited.click()
    type_in(scene, page, "25:00", "soon")
    with stretched_texts(factor):
        for section in page.sections:
            page.open_section(section)
            scene.settle()
            viewport = section.parentWidget()
            assert viewport
            assert section.minimumSizeHint().width() <= viewport.width(), section.title
            assert_nothing_is_cut(page)


def test_the_list_of_sections_shows_them_all(scene: Scene, page: SettingsPage) -> None:
    rows = [page.index.visualItemRect(page.index.item(row)) for row in range(page.index.count())]
    assert len({row.height() for row in rows}) == 1
    assert page.index.viewport().rect().contains(rows[-1])


def test_the_dialogues_of_the_background_are_not_cut(scene: Scene, page: SettingsPage) -> None:
    with stretched_texts(1.4):
        for box in (stop_and_quit(tr("Moisson"), page, lambda: None), say_that_it_stays(page, lambda: None)):
            assert_nothing_is_cut(box)
            box.close()


def test_manual_accounts_do_not_disturb_the_bundle(scene: Scene, page: SettingsPage) -> None:
    draft = AccountDraft("Papeterie", AccountKind.MANUAL)
    scene.parts.store().accounts.add(replace(draft, username=""))
    page.open_section(page.diagnosis)
    page.diagnosis.prepare.click()
    scene.settle()
    assert scene.dialog(BundleDialog).names.count() == 5
