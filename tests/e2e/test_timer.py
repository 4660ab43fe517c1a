"""`moisson run` as a process: it works when something is due, lets others work, and ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from app.demo.portal import DemoPortal
from tests.drive_simulator.simulator import DriveSimulator
from tests.e2e.command_line import CommandLine
from tests.e2e.test_google_drive import add_documents, connect, google

__all__ = ["google"]  # the fixture

# The timer of a test ticks often; everything else is the program as it is.
PROGRAM = """
import sys
from datetime import timedelta
from app.adapters import timer
timer.SchedulerTimer.__init__.__defaults__ = (timedelta(seconds=0.3),)
from app.main import main
sys.exit(main())
"""


class RunningTimer:
    """What it says, line by line; what it printed once it has ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._said: list[str] = []
        self._more = threading.Condition()
        self._ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            with self._more:
                self._said.append(line)
                self._more.notify_all()
        with self._more:
            self._ended = True
            self._more.notify_all()

    @property
    def said(self) -> str:
        with self._more:
            return "".join(self._said)

    def wait_for(self, words: str, times: int = 1) -> None:
        def there() -> bool:
            return sum(words in line for line in self._said) >= times

        with self._more:
            assert self._more.wait_for(lambda: there() or self._ended, 120), self._said
            assert there(), self._said

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, Any]:
        self.process.send_signal(number)
        assert self.process.stdout
        printed = self.process.stdout.read()
        return self.process.wait(60), json.loads(printed) if printed else None


@contextmanager
def timer(moisson: CommandLine) -> Iterator[RunningTimer]:
    process = moisson.start("--lang", "en", "run", program=PROGRAM)
    try:
        running = RunningTimer(process)
        running.wait_for("The timer runs")
        yield running
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def moisson(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def add_folder(moisson: CommandLine, folder: Path) -> None:
    types = "incoming_invoice,credit_note,receipt,statement,contract,other"
    added = moisson.run(
        "destination", "add", "folder", "--path", str(folder), "--every", "6h", "--type", types
    )
    assert added.status == 0, added.said


def test_it_exports_what_is_due_and_ends_cleanly(moisson: CommandLine, folder: Path, tmp_path: Path) -> None:
    add_documents(moisson, tmp_path, 1, 3)
    add_folder(moisson, folder)
    with timer(moisson) as running:
        running.wait_for("3 documents delivered")
        running.wait_for("Next: out")
        status, printed = running.stop()
    assert status == 0, running.said
    [exported] = printed["destinations"]
    assert (exported["outcome"], exported["delivered"], printed["errors"]) == ("ok", 3, [])
    assert len(list(folder.iterdir())) == 3
    [listed] = moisson.run("destination", "list").json
    assert (listed["outcome"], listed["waits_for"]) == ("ok", None)
    with timer(moisson) as running:  # started again, it does not do it again
        running.wait_for("Next: out")
        status, printed = running.stop(signal.SIGINT)
    assert (status, printed["destinations"]) == (130, [])
    assert "export begins" not in running.said


def test_other_commands_work_beside_it(moisson: CommandLine, folder: Path, tmp_path: Path) -> None:
    with timer(moisson) as running:
        running.wait_for("Nothing is planned")
        second = moisson.run("run")
        assert (second.status, second.json["error"]) == (1, "timer_running")
        add_documents(moisson, tmp_path, 1, 2)
        add_folder(moisson, folder)
        running.wait_for("2 documents delivered")
        running.wait_for("Next: out")
        add_documents(moisson, tmp_path, 3, 1)
        assert moisson.run("export").json["destinations"][0]["delivered"] == 1
        status, printed = running.stop()
    assert (status, len(printed["destinations"])) == (0, 1)
    assert len(list(folder.iterdir())) == 3


HOLD = """
import sys
from pathlib import Path
from app.adapters.lock import DataFolderLock
from app.adapters.paths import DataFolder
with DataFolderLock(DataFolder(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_it_waits_for_another_command(moisson: CommandLine, folder: Path, tmp_path: Path) -> None:
    add_documents(moisson, tmp_path, 1, 1)
    add_folder(moisson, folder)
    command = [sys.executable, "-c", HOLD, str(moisson.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with timer(moisson) as running:
            running.wait_for("Another command is at work")
            assert list(folder.iterdir()) == []
            other.communicate("\n")
            running.wait_for("1 document delivered")
            assert running.stop()[0] == 0
    assert running.said.count("Another command is at work") == 1


def test_killed_in_the_middle_it_goes_on(moisson: CommandLine, folder: Path, tmp_path: Path) -> None:
    add_documents(moisson, tmp_path, 1, 3)
    add_folder(moisson, folder)
    with timer(moisson) as running:
        running.wait_for("export begins")
        os.kill(running.process.pid, signal.SIGKILL)
        running.process.wait(60)
    with timer(moisson) as running:
        running.wait_for("Next: out")
        assert running.stop()[0] == 0
    ended = moisson.run("export")
    assert ended.status == 0
    assert len(list(folder.iterdir())) == 3
    assert moisson.run("verify").json["undelivered"] == 0


class Phone:
    """Where the portal's codes arrive."""

    def __init__(self) -> None:
        self.codes: list[str] = []
        self._more = threading.Condition()

    def receive(self, code: str) -> None:
        with self._more:
            self.codes.append(code)
            self._more.notify_all()

    def read(self, number: int) -> str:
        with self._more:
            if not self._more.wait_for(lambda: len(self.codes) > number, 120):
                raise TimeoutError
            return self.codes[number]


def add_demo_account(moisson: CommandLine, portal: DemoPortal) -> None:
    entry = moisson.folder / "portals" / "demo-here.yaml"
    entry.parent.mkdir(parents=True)
    entry.write_text(f"id: demo-here\nname: Lumière Démo\nhomepage: {portal.url}\ntwo_factor: [sms]\n")
    secrets = json.dumps({"username": portal.username, "password": portal.password})
    add = ("account", "add", "--portal", "demo-here", "--no-check", "--secrets-stdin")
    assert moisson.run(*add, lines=[secrets]).status == 0


def make_due(moisson: CommandLine) -> None:
    """A day has passed: the plans say so."""
    with closing(sqlite3.connect(moisson.folder / "moisson.sqlite3")) as database, database:
        database.execute("UPDATE schedules SET next_due = NULL")


@pytest.mark.browser
def test_from_the_portal_to_drive_with_one_code(moisson: CommandLine, google: DriveSimulator) -> None:
    """The timer finds that a person is needed, the appointment asks for the code, the timer does the rest."""
    phone = Phone()
    with DemoPortal(on_code=phone.receive) as portal:
        add_demo_account(moisson, portal)
        settings = connect(moisson, google)["settings"]
        assert isinstance(settings, dict)
        with timer(moisson) as running:
            running.wait_for("asks for something that only you can answer")
            assert phone.codes == [], "no code is sent while nobody is there"
            status, printed = running.stop()
        assert (status, printed["appointment"]) == (0, [1])
        kept = moisson.run("sync", "--appointment", "--codes-stdin", codes=phone.read)
        assert [(run["outcome"], run["new"] > 3) for run in kept.json["runs"]] == [("ok", True)], kept.said
        make_due(moisson)
        with timer(moisson) as running:
            running.wait_for("documents delivered")
            running.wait_for("every list was seen")
            status, printed = running.stop()
        assert (status, printed["appointment"]) == (0, [])
        assert (printed["runs"][0]["outcome"], printed["runs"][0]["new"]) == ("ok", 0)
        assert len(phone.codes) == 1
    stored = moisson.run("document", "list").json
    contents = google.contents(settings["folder_id"])
    assert sorted(contents.values()) == sorted(Path(document["path"]).read_bytes() for document in stored)
    assert moisson.run("verify").json["undelivered"] == 0
