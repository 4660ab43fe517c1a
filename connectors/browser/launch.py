"""Start a driver and a browser of our own, or take one of a Selenium Grid."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from selenium.webdriver.chromium.options import ChromiumOptions

from connectors.browser.driver import Driver
from connectors.browser.errors import BrowserError, BrowserStartError, BrowserTimeoutError
from connectors.browser.find import FoundBrowser, fetched_driver, find_browser
from connectors.browser.flags import arguments, preferences
from connectors.browser.folder import SessionFolder
from connectors.browser.options import BrowserOptions
from connectors.browser.processes import ProcessMark, end_session, mark_of

_PORT = re.compile(rb"started successfully on port (\d+)")
_START_LIMIT_S = 60
_GRID_START_LIMIT_S = 300  # a Grid queues until a browser is free
_DRIVER_LIMIT_S = 20.0


@dataclass(slots=True)
class Launched:
    """`process` and `mark` are those of the local driver; None for a Grid."""

    driver: Driver
    folder: SessionFolder
    process: subprocess.Popen[bytes] | None
    mark: ProcessMark | None


def launch(options: BrowserOptions) -> Launched:
    """Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError; leaves nothing behind then."""
    folder = SessionFolder.create(options.work_dir)
    try:
        if options.remote_url:
            return Launched(_connect(options, options.remote_url, None, None), folder, None, None)
        return _launch_here(options, find_browser(options.binary, options.driver), folder)
    except BaseException:
        folder.remove()
        raise


def _launch_here(options: BrowserOptions, browser: FoundBrowser, folder: SessionFolder) -> Launched:
    _write_preferences(options, folder)
    try:
        return _launch_with(options, browser, browser.driver or fetched_driver(browser), folder)
    except BrowserStartError as error:
        # An installed driver of another version than the browser: one that fits can be fetched.
        if browser.driver is None or options.driver or "only supports" not in str(error):
            raise
        return _launch_with(options, browser, fetched_driver(browser), folder)


def _launch_with(
    options: BrowserOptions, browser: FoundBrowser, program: Path, folder: SessionFolder
) -> Launched:
    process = _start_driver(program, folder)
    mark = mark_of(process.pid)
    folder.note(mark)
    try:
        port = _port_of(process)
        driver = _connect(options, f"http://127.0.0.1:{port}", browser, folder)
    except BaseException:
        end_session(mark, folder.profile)
        process.wait(5)
        raise
    return Launched(driver, folder, process, mark)


def _start_driver(program: Path, folder: SessionFolder) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in a terminal reaches us only, and all its children can be told by it.
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    try:
        return subprocess.Popen(
            [program, "--port=0", "--log-level=SEVERE"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=folder.environment(),
            start_new_session=os.name == "posix",
            creationflags=flags,
        )
    except OSError as error:
        raise BrowserStartError(f"{program.name}: {error.strerror}") from error


def _port_of(process: subprocess.Popen[bytes]) -> int:
    """The port that the driver chose. Its output is read to the end: a full pipe would stop it."""
    found: list[int] = []
    known = threading.Event()

    def read(stream: IO[bytes]) -> None:
        with stream:
            for line in stream:
                match = _PORT.search(line)
                if match and not found:
                    found.append(int(match[1]))
                    known.set()
        known.set()

    output = cast(IO[bytes], process.stdout)
    threading.Thread(target=read, args=(output,), name="driver-output", daemon=True).start()
    if not known.wait(_DRIVER_LIMIT_S):
        raise BrowserTimeoutError("driver start")
    if not found:
        raise BrowserStartError("the driver ended at once")
    return found[0]


def _write_preferences(options: BrowserOptions, folder: SessionFolder) -> None:
    # Written by us, not handed to the driver: from a download folder it is told of, the driver makes a rule
    # of its own that it renews in every new tab, against the one that gives us the download events.
    path = folder.profile / "Default" / "Preferences"
    path.write_text(json.dumps(preferences(options, folder.downloads)), encoding="utf-8")


def _connect(
    options: BrowserOptions, address: str, browser: FoundBrowser | None, folder: SessionFolder | None
) -> Driver:
    edge = browser is not None and browser.name == "edge"
    capabilities = _capabilities(options, edge)
    for argument in arguments(options, folder.profile if folder else None):
        capabilities.add_argument(argument)
    if browser is not None:
        capabilities.binary_location = str(browser.binary)
    if folder is None:
        capabilities.enable_downloads = True
        capabilities.add_experimental_option("prefs", preferences(options, None))
    start_s = _START_LIMIT_S if folder else _GRID_START_LIMIT_S
    try:
        return Driver(
            address, capabilities, "ms" if edge else "goog", math.ceil(options.page_timeout_s), start_s
        )
    except BrowserError as error:
        if isinstance(error, BrowserStartError | BrowserTimeoutError):
            raise
        raise BrowserStartError(str(error)) from None


def _capabilities(options: BrowserOptions, edge: bool) -> ChromiumOptions:
    from selenium.webdriver.chrome.options import Options as ChromeOptions
    from selenium.webdriver.edge.options import Options as EdgeOptions

    chosen: ChromiumOptions = EdgeOptions() if edge else ChromeOptions()
    limit_ms = int(options.page_timeout_s * 1000)
    chosen.page_load_strategy = "eager"  # settling is ours: it knows more than the load event
    chosen.unhandled_prompt_behavior = "dismiss"
    chosen.timeouts = {"pageLoad": limit_ms, "script": limit_ms}
    chosen.add_experimental_option("excludeSwitches", ["enable-logging"])
    return chosen
