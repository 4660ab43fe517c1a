"""Backup and restore from the settings: stopped, refused, put in its place at the very end."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt

from app.domain.errors import ErrorCode, MoissonError
from tests.gui.pages.scene import Scene
from ui.settings.settings_page import SettingsPage
from ui.tray.background import Background
from ui.widgets.question_dialog import QuestionDialog
from ui.window_state import WindowStateFile

Choose = Callable[[Path | None], None]


class TestBackup:
    def test_it_is_written_where_the_person_says(
        self, scene: Scene, settings_page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        scene.documents(scene.account("EDF"), scene.parts.clock().now().date())
        choose(tmp_path / "copy")
        settings_page.open_section(settings_page.data)
        settings_page.data.back_up.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        assert zipfile.is_zipfile(tmp_path / "copy.zip")
        assert settings_page.data.state.text().startswith("copy.zip holds 1 document, 1 account,")
        assert settings_page.data.back_up.isEnabled()

    def test_whoever_names_no_file_changes_nothing(
        self, scene: Scene, settings_page: SettingsPage, choose: Choose
    ) -> None:
        choose(None)
        settings_page.data.back_up.click()
        settings_page.data.restore.click()
        assert not settings_page.data.work.is_under_way

    def test_it_can_be_stopped(
        self,
        scene: Scene,
        settings_page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        begun = Event()

        def slow(target: Path, advance: object, check: Callable[[], None]) -> None:
            begun.set()
            while True:
                check()

        monkeypatch.setattr(scene.desk.wiring.upkeep.backups, "write", slow)
        choose(tmp_path / "copy.zip")
        settings_page.open_section(settings_page.data)
        settings_page.data.back_up.click()
        scene.until(begun.is_set)
        assert settings_page.data.stop.isVisible()
        settings_page.data.stop.click()
        assert "Nothing was changed" in settings_page.data.state.text()
        assert not settings_page.data.stop.isVisible()
        scene.settle()

    def test_a_bad_file_is_told_and_nothing_happens(
        self, scene: Scene, settings_page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        (tmp_path / "bad.zip").write_bytes(b"no backup")
        choose(tmp_path / "bad.zip")
        settings_page.open_section(settings_page.data)
        settings_page.data.restore.click()
        scene.until(lambda: "no backup of Moisson" in settings_page.data.state.text())
        assert settings_page.data.state.property("role") == "wrong"

    def test_it_is_put_back_at_the_very_end_and_the_next_program_says_so(
        self,
        scene: Scene,
        settings_page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        account = scene.account("EDF")
        choose(tmp_path / "copy.zip")
        settings_page.data.back_up.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        scene.account("Orange")
        wanted: list[Callable[[], None]] = []
        scene.navigator.restart_wanted.connect(wanted.append)
        settings_page.data.restore.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
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
        Background(scene.desk, scene.navigator, WindowStateFile(scene.desk.wiring.state_file), settings_page)
        scene.until(lambda: navigator_heard)
        assert "The backup is in its place" in navigator_heard[0]
        assert "before-" in navigator_heard[0]

    def test_whoever_thinks_better_of_it_leaves_nothing(
        self, scene: Scene, settings_page: SettingsPage, choose: Choose, tmp_path: Path
    ) -> None:
        choose(tmp_path / "copy.zip")
        settings_page.data.back_up.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        settings_page.data.restore.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        beside = scene.parts.folder.root.parent
        assert [path for path in beside.iterdir() if ".restoring-" in path.name]
        scene.qtbot.keyClick(scene.dialog(QuestionDialog), Qt.Key.Key_Escape)
        scene.until(lambda: not [path for path in beside.iterdir() if ".restoring-" in path.name])

    @pytest.mark.logs_warnings
    def test_what_keeps_it_from_its_place_is_said_by_the_next_program(
        self,
        scene: Scene,
        settings_page: SettingsPage,
        choose: Choose,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def busy(_: object) -> None:
            raise MoissonError(ErrorCode.DATA_FOLDER_BUSY, pid=7)

        choose(tmp_path / "copy.zip")
        settings_page.data.back_up.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        wanted: list[Callable[[], None]] = []
        scene.navigator.restart_wanted.connect(wanted.append)
        settings_page.data.restore.click()
        scene.until(lambda: not settings_page.data.work.is_under_way)
        scene.dialog(QuestionDialog).yes.click()
        upkeep = scene.desk.wiring.upkeep
        monkeypatch.setattr(upkeep, "start_again", lambda: None)
        monkeypatch.setattr(upkeep.backups, "put_in_place", busy)
        wanted[0]()
        memory = WindowStateFile(scene.desk.wiring.state_file)
        assert memory.take_message().startswith("The backup was not restored.")
        assert memory.take_message() == ""
