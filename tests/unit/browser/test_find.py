from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from connectors.browser.errors import BrowserNotFoundError
from connectors.browser.find import find_browser

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at PATH")


def program(folder: Path, name: str, says: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/nowhere")
    return tmp_path


def test_nothing_installed_is_an_error(path: Path) -> None:
    with pytest.raises(BrowserNotFoundError):
        find_browser()
    with pytest.raises(BrowserNotFoundError):
        find_browser(path / "missing")


def test_a_browser_with_a_driver_comes_first(path: Path) -> None:
    chrome = program(path, "google-chrome")
    edge, driver = program(path, "microsoft-edge"), program(path, "msedgedriver")
    found = find_browser()
    assert (found.name, found.binary, found.driver) == ("edge", edge, driver)
    program(path, "chromedriver")
    assert find_browser().binary == chrome


def test_without_a_driver_the_browser_is_still_found(path: Path) -> None:
    binary = program(path, "chromium", "Chromium 156.0.8078.79 built on Debian")
    found = find_browser()
    assert (found.name, found.binary, found.driver) == ("chromium", binary, None)
    assert found.version == "156.0.8078.79"


def test_a_named_browser_is_taken_as_it_is(path: Path) -> None:
    binary, driver = program(path, "my-edge"), program(path, "own-driver")
    found = find_browser(binary, driver)
    assert (found.name, found.binary, found.driver) == ("edge", binary, driver)
    assert program(path, "broken").exists() and find_browser(path / "broken").version == ""
