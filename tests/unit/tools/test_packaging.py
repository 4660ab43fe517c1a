"""Files for the desktop: complete, in both languages, and of one mind."""

from __future__ import annotations

import os
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools.bundle import ROOT
from tools.debian_package import PACKAGING, lay_out
from tools.french_typography import faults

SURROUNDINGS = PACKAGING / "surroundings.py"


def desktop_entry(name: str) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys have capitals
    parser.read(PACKAGING / name, encoding="utf-8")
    return dict(parser["Desktop Entry"])


@pytest.mark.parametrize("name", ["moisson.desktop", "moisson-autostart.desktop"])
def test_the_desktop_entries_speak_both_languages(name: str) -> None:
    entry = desktop_entry(name)
    assert (entry["Exec"].split()[0], entry["Icon"], entry["Type"]) == ("moisson", "moisson", "Application")
    said = {key: text for key, text in entry.items() if key.endswith("[fr]")}
    assert "Comment[fr]" in said
    assert all(key.removesuffix("[fr]") in entry for key in said)
    assert [fault for text in said.values() for fault in faults(text.replace(";", ""))] == []


def test_the_description_for_software_centres_is_in_both_languages() -> None:
    component = ElementTree.parse(PACKAGING / "moisson.metainfo.xml").getroot()
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    for tag in ("summary", "description/p"):
        texts = component.findall(tag)
        french = [text for text in texts if text.get(language) == "fr"]
        assert len(texts) == 2 * len(french) > 0
        assert [fault for text in french for fault in faults(text.text or "")] == []
    assert component.findtext("launchable") == "moisson.desktop"


def test_the_tree_of_the_package(tmp_path: Path) -> None:
    application = tmp_path / "application"
    application.mkdir()
    (application / "moisson").touch()
    root = tmp_path / "root"
    lay_out(application, root)
    assert (root / "usr/bin/moisson").resolve() == (root / "usr/lib/moisson/moisson").resolve()
    sizes = {path.name for path in (root / "usr/share/icons/hicolor").iterdir()}
    assert {"16x16", "48x48", "512x512", "scalable"} <= sizes
    unit = (root / "usr/lib/systemd/user/moisson.service").read_text(encoding="utf-8")
    assert "ExecStart=/usr/bin/moisson run" in unit
    about = (root / "usr/share/metainfo/moisson.metainfo.xml").read_text(encoding="utf-8")
    assert "@" not in about
    assert not list(root.rglob("etc/xdg/autostart/*")), (
        "starting with the session is off until it is asked for"
    )


@pytest.mark.parametrize("before", [None, "/opt/other/lib"])
def test_programs_that_are_started_use_the_libraries_of_the_system(before: str | None) -> None:
    surroundings = {**os.environ, "LD_LIBRARY_PATH": "/usr/lib/moisson/_internal"}
    surroundings.pop("LD_LIBRARY_PATH_ORIG", None)
    if before:
        surroundings["LD_LIBRARY_PATH_ORIG"] = before
    code = (
        f"import os, runpy; runpy.run_path({str(SURROUNDINGS)!r}); print(os.environ.get('LD_LIBRARY_PATH'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True, check=True, timeout=30
    )
    assert said.stdout.strip() == str(before)


def test_every_system_has_a_recipe_from_the_same_source() -> None:
    for system in ("linux", "windows", "macos"):
        recipe = (PACKAGING / f"moisson-{system}.spec").read_text(encoding="utf-8")
        compile(recipe, system, "exec")
        assert "bundle.own_modules()" in recipe
        assert ("NOT TRIED" in recipe) is (system != "linux")
    assert (ROOT / "resources/packaging/start.py").exists()
