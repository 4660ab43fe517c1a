"""Which browser is installed: Chromium, Chrome or Edge, on Linux, macOS and Windows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from connectors.browser.errors import BrowserNotFoundError

BrowserName = Literal["chromium", "chrome", "edge"]

_ON_PATH: tuple[tuple[BrowserName, str], ...] = (
    ("chromium", "chromium"),
    ("chromium", "chromium-browser"),
    ("chrome", "google-chrome"),
    ("chrome", "google-chrome-stable"),
    ("edge", "microsoft-edge"),
    ("edge", "microsoft-edge-stable"),
)
_ON_MACOS: tuple[tuple[BrowserName, str], ...] = (
    ("chrome", "Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("chromium", "Chromium.app/Contents/MacOS/Chromium"),
    ("edge", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
)
_ON_WINDOWS: tuple[tuple[BrowserName, str], ...] = (
    ("chrome", r"Google\Chrome\Application\chrome.exe"),
    ("edge", r"Microsoft\Edge\Application\msedge.exe"),
    ("chromium", r"Chromium\Application\chrome.exe"),
)
_VERSION = re.compile(r"\d+(?:\.\d+){3}")


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    """`driver` is None when none is installed; Selenium Manager is then asked for one."""

    name: BrowserName
    binary: Path
    driver: Path | None

    @property
    def version(self) -> str:
        """As the browser says it; starts the browser's program. Empty when it does not say."""
        return _version(self.binary)


def find_browser(binary: Path | None = None, driver: Path | None = None) -> FoundBrowser:
    """The first installed browser, those with an installed driver before the others.

    Raises BrowserNotFoundError.
    """
    if binary is not None:
        if not binary.exists():
            raise BrowserNotFoundError(str(binary))
        name = _name_of(binary)
        return FoundBrowser(name, binary, driver or _installed_driver(name))
    found = [FoundBrowser(name, path, driver or _installed_driver(name)) for name, path in _candidates()]
    if not found:
        raise BrowserNotFoundError("no Chromium, Chrome or Edge is installed")
    return min(found, key=lambda browser: browser.driver is None)


def fetched_driver(browser: FoundBrowser) -> Path:
    """A driver that fits the browser, from Selenium Manager (which may download it).

    Raises BrowserNotFoundError.
    """
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.common.selenium_manager import SeleniumManager

    product = "edge" if browser.name == "edge" else "chrome"
    asked = ["--browser", product, "--browser-path", str(browser.binary), "--avoid-browser-download"]
    try:
        return Path(SeleniumManager().binary_paths(asked)["driver_path"])
    except (WebDriverException, KeyError) as error:
        raise BrowserNotFoundError(f"no driver for {browser.name}") from error


def _candidates() -> Iterator[tuple[BrowserName, Path]]:
    if sys.platform == "win32":
        roots = [os.environ.get(name) for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        places = [(name, Path(root) / part) for name, part in _ON_WINDOWS for root in roots if root]
        yield from ((name, path) for name, path in places if path.exists())
        return
    if sys.platform == "darwin":
        folders = (Path("/Applications"), Path.home() / "Applications")
        places = [(name, folder / part) for name, part in _ON_MACOS for folder in folders]
        yield from ((name, path) for name, path in places if path.exists())
    for name, command in _ON_PATH:
        path = shutil.which(command)
        if path:
            yield name, Path(path)


def _installed_driver(name: BrowserName) -> Path | None:
    path = shutil.which("msedgedriver" if name == "edge" else "chromedriver")
    return Path(path) if path else None


def _name_of(binary: Path) -> BrowserName:
    text = binary.name.lower()
    if "edge" in text:
        return "edge"
    return "chromium" if "chromium" in str(binary).lower() else "chrome"


def _version(binary: Path) -> str:
    if sys.platform == "win32":  # chrome.exe --version opens a window; its folder is named after the version
        names = [path.name for path in binary.parent.iterdir() if _VERSION.fullmatch(path.name)]
        return max(names, default="")
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    match = _VERSION.search(said.stdout)
    return match[0] if match else ""
