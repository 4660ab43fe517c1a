"""Start a driver and a browser of our own. Needs nothing of Selenium's client, which takes long to load."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from connectors.browser.capabilities import local_capabilities
from connectors.browser.errors import BrowserStartError, BrowserTimeoutError, DriverEndedError
from connectors.browser.find import FoundBrowser, fetched_driver, find_browser
from connectors.browser.flags import preferences
from connectors.browser.folder import SessionFolder
from connectors.browser.options import BrowserOptions
from connectors.browser.processes import ProcessMark, end_session, mark_of

_PORT = re.compile(rb"started successfully on port (\d+)")
_START_LIMIT_S = 60
_DRIVER_LIMIT_S = 20.0


@dataclass(frozen=True, slots=True)
class BegunDriver:
    """A driver that was started for a browser which is not there yet."""

    options: BrowserOptions
    browser: FoundBrowser
    program: Path
    folder: SessionFolder
    process: subprocess.Popen[bytes]
    mark: ProcessMark | None
    wanted: dict[str, Any]


@dataclass(frozen=True, slots=True)
class LocalBrowser:
    """Driver and browser run. `session_id` and `capabilities`: the session that the driver has opened."""

    folder: SessionFolder
    process: subprocess.Popen[bytes]
    mark: ProcessMark | None
    address: str
    vendor: str
    session_id: str
    capabilities: dict[str, Any]

    def end(self) -> None:
        # The profile is thrown away and the state was taken before: nothing is gained by a slow goodbye.
        end_driver(self.process, self.mark, self.folder)


def end_driver(process: subprocess.Popen[bytes], mark: ProcessMark | None, folder: SessionFolder) -> None:
    """With its browser and their folder."""
    end_session(mark, folder.profile)
    try:
        process.wait(2)
    except subprocess.TimeoutExpired:
        process.kill()
    folder.remove()


def begin_local(options: BrowserOptions) -> BegunDriver:
    """Returns while the driver starts. Raises BrowserNotFoundError, BrowserStartError."""
    browser = find_browser(options.binary, options.driver)
    return _begin(options, browser, browser.driver or fetched_driver(browser))


def finish_local(begun: BegunDriver) -> LocalBrowser:
    """Waits for the browser. Raises BrowserNotFoundError, BrowserStartError, BrowserTimeoutError; leaves
    nothing behind then.
    """
    try:
        return _finish(begun)
    except DriverEndedError:  # somebody else has taken the port that it had chosen
        return _finish(_begin(begun.options, begun.browser, begun.program))
    except BrowserStartError as error:
        # An installed driver of another version than the browser: one that fits can be fetched.
        if begun.browser.driver is None or begun.options.driver or "only supports" not in str(error):
            raise
        return _finish(_begin(begun.options, begun.browser, fetched_driver(begun.browser)))


def _begin(options: BrowserOptions, browser: FoundBrowser, program: Path) -> BegunDriver:
    folder = SessionFolder.create(options.work_dir)
    try:
        _write_preferences(options, folder)
        process = _start_driver(program, folder)
    except BaseException:
        folder.remove()
        raise
    mark = mark_of(process.pid)
    try:
        folder.note(mark)
        wanted = local_capabilities(options, browser, folder).to_capabilities()
    except BaseException:
        end_driver(process, mark, folder)
        raise
    return BegunDriver(options, browser, program, folder, process, mark, wanted)


def _finish(begun: BegunDriver) -> LocalBrowser:
    try:
        port = _port_of(begun.process)
        opened = _open_session(port, begun.wanted)
    except BaseException:
        end_driver(begun.process, begun.mark, begun.folder)
        raise
    return LocalBrowser(
        folder=begun.folder,
        process=begun.process,
        mark=begun.mark,
        address=f"http://127.0.0.1:{port}",
        vendor="ms" if begun.browser.name == "edge" else "goog",
        session_id=opened["sessionId"],
        capabilities=opened["capabilities"],
    )


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
        raise DriverEndedError("the driver ended at once")
    return found[0]


def _open_session(port: int, wanted: dict[str, Any]) -> dict[str, Any]:
    """WebDriver's "New Session": the driver starts the browser."""
    body = json.dumps({"capabilities": {"firstMatch": [{}], "alwaysMatch": wanted}})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_START_LIMIT_S)
    try:
        connection.request("POST", "/session", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        value = json.loads(answer.read())["value"]
    except TimeoutError as error:
        raise BrowserTimeoutError("newSession") from error
    except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
        raise BrowserStartError(f"the driver gave no session: {type(error).__name__}") from error
    finally:
        connection.close()
    if answer.status >= 400:
        said = str(value.get("message", "")).splitlines()
        raise BrowserStartError(said[0] if said else str(value.get("error", "")))
    opened: dict[str, Any] = value
    return opened


def _write_preferences(options: BrowserOptions, folder: SessionFolder) -> None:
    # Written by us, not handed to the driver: from a download folder it is told of, the driver makes a rule
    # of its own that it renews in every new tab, against the one that gives us the download events.
    path = folder.profile / "Default" / "Preferences"
    path.write_text(json.dumps(preferences(options, folder.downloads)), encoding="utf-8")
