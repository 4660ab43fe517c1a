"""What goes into the self-contained application, and what stays out."""

from __future__ import annotations

import importlib
import re
from email import message_from_string
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from tools import bundle

LINUX = "linux-x86_64"
WHEELS = "/venv/lib/python3.11/site-packages/"


def is_kept(name: str, source: str = "", kind: str = "BINARY", manager: str = LINUX) -> bool:
    return bool(bundle.kept([(name, source or WHEELS + name, kind)], manager))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6Pdf.so.6",
        "libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/QtPdfWidgets.abi3.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "googleapiclient/discovery_cache/documents/drive.v3.json",
        "selenium/webdriver/common/linux-x86_64/selenium-manager",
        "selenium/webdriver/remote/isDisplayed.js",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "pillow.libs/libjpeg-1.so",
    ],
)
def test_what_the_application_uses_is_kept(name: str) -> None:
    assert is_kept(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqeglfs.so",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "libQt6Quick.so.6",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/translations/qtwebengine_fr.qm",
        "googleapiclient/discovery_cache/documents/drive.v2.json",
        "googleapiclient/discovery_cache/documents/youtube.v3.json",
        "selenium/webdriver/common/linux-arm64/selenium-manager",
        "selenium/webdriver/common/windows/selenium-manager.exe",
        "moisson-0.1.0.dist-info/direct_url.json",
    ],
)
def test_what_it_never_uses_stays_out(name: str) -> None:
    assert not is_kept(name)
    assert not is_kept(name.replace("/", "\\"))


@pytest.mark.parametrize(
    ("name", "source", "kept"),
    [
        ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6", False),
        ("libssl.so.3", "/usr/lib/x86_64-linux-gnu/libssl.so.3", False),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0", True),
        ("libpython3.11.so.1.0", "/opt/python/lib/libpython3.11.so.1.0", True),
        ("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so", True),
    ],
)
def test_libraries_of_the_system_are_depended_on_but_for_python(name: str, source: str, kept: bool) -> None:
    assert is_kept(name, source) is kept


@pytest.mark.parametrize(
    ("system", "machine", "folder"),
    [
        ("Linux", "x86_64", "linux-x86_64"),
        ("Linux", "aarch64", "linux-arm64"),
        ("Darwin", "arm64", "macos"),
        ("Windows", "AMD64", "windows"),
    ],
)
def test_selenium_has_a_program_for_each_machine(system: str, machine: str, folder: str) -> None:
    assert bundle.selenium_manager(system, machine) == folder
    common = Path(str(importlib.import_module("selenium.webdriver.common").__file__)).parent
    assert list((common / folder).iterdir()), "Selenium calls its folders otherwise now"


def test_every_command_has_its_module() -> None:
    """They are named in texts, where PyInstaller does not look."""
    modules = set(bundle.own_modules())
    named = {
        f"app.cli.{name}"
        for path in (bundle.ROOT / "app/cli").glob("*.py")
        for name in re.findall(r'"(\w+_commands?):\w+"', path.read_text(encoding="utf-8"))
    }
    assert len(named) > 5
    assert named <= modules
    assert {"app.main", "app.adapters.store.migrations", "ui.look.sample"} <= modules
    assert not [name for name in modules if ".versions." in name or name.endswith("__init__")]


def test_all_kinds_of_data_come_along() -> None:
    data = {f"{folder}/{Path(file).name}" for file, folder in bundle.own_data()}
    assert {
        "resources/portals/demo.yaml",
        "resources/portals/portal.schema.json",
        "resources/i18n/fr/LC_MESSAGES/moisson.mo",
        "resources/icons/png/moisson-48.png",
        "resources/icons/tray/waiting-dark.svg",
        "connectors/pages/snapshot.js",
        "publicsuffixlist/public_suffix_list.dat",
        "confusable_homoglyphs/confusables.json",
        "confusable_homoglyphs/categories.json",
        "app/adapters/store/migrations/env.py",
        "app/adapters/store/migrations/versions/v0001_first_schema.py",
    } <= data


def test_the_version_is_that_of_the_source(tmp_path: Path) -> None:
    folder, name = bundle.write_metadata(tmp_path)
    assert Path(folder).name == name
    assert PathDistribution(Path(folder)).version == bundle.version()
    assert message_from_string((Path(folder) / "METADATA").read_text())["Name"] == "moisson"


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    for name in list(bundle.missing(tmp_path)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert list(bundle.missing(tmp_path)) == []
    (tmp_path / "connectors/pages/snapshot.js").unlink()
    assert list(bundle.missing(tmp_path)) == ["connectors/pages/snapshot.js"]
