"""Pages as they are in the window: real store and services, portals scripted, English texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.demo.pdf import text_pdf
from tests.gui.pages.scene import Scene
from tests.gui.window_parts import WindowAccess
from tests.unit.services.service_parts import ServiceParts
from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.settings.settings_page import SettingsPage
from ui.words import choose_language


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, Appearance.LIGHT)


@pytest.fixture(autouse=True)
def english(language_of_the_system: None) -> None:
    choose_language("en")


@pytest.fixture
def navigator(qtbot: QtBot) -> Navigator:
    return Navigator()


@pytest.fixture
def scene(
    qtbot: QtBot, parts: ServiceParts, access: WindowAccess, desk: Desk, theme: Theme, navigator: Navigator
) -> Iterator[Scene]:
    scene = Scene(qtbot, parts, access, desk, theme, navigator)
    yield scene
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QWidget):
            widget.close()


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two documents and something that is none."""
    paths = [tmp_path / name for name in ("a.pdf", "b.pdf", "note.txt")]
    for path in paths:
        path.write_bytes(text_pdf("Facture", [path.name]) if path.suffix == ".pdf" else b"")
    return paths


@pytest.fixture
def settings_page(scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return scene.show(SettingsPage)


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | None], None]:
    """The name that the person gives to the next file."""

    def chooses(path: Path | None) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, lambda *_: (str(path or ""), ""))

    return chooses
