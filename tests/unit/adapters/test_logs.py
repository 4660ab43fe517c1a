from __future__ import annotations

import logging
import stat
import threading
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

import pytest

from app.adapters import logs
from app.adapters.logs import run_named, start_logging
from app.adapters.paths import DataFolder
from app.adapters.redaction import redact
from app.domain.errors import MoissonError

LOG = logging.getLogger("app.test")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def started(folder: DataFolder) -> Iterator[Path]:
    stop = start_logging(folder)
    yield folder.logs / "moisson.log"
    stop()


def test_a_line_tells_time_level_run_and_place(started: Path) -> None:
    LOG.info("outside")
    with run_named(12):
        LOG.info("inside %s", "é")
    outside, inside = started.read_text(encoding="utf-8").splitlines()
    assert outside.endswith("Z INFO [-] app.test: outside")
    assert inside.endswith("Z INFO [12] app.test: inside é")
    assert inside[:4].isdigit() and inside[10] == " "


def test_each_thread_has_its_own_run(started: Path) -> None:
    def work(name: str) -> None:
        with run_named(name):
            barrier.wait()
            LOG.info("by %s", name)

    barrier = threading.Barrier(2)
    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = sorted(line.split(" ", 3)[3] for line in started.read_text().splitlines())
    assert lines == ["[a] app.test: by a", "[b] app.test: by b"]


def test_a_copied_context_keeps_the_run(started: Path) -> None:
    with run_named(5):
        context = copy_context()
    context.run(LOG.info, "later")
    assert "[5] app.test: later" in started.read_text()


def test_the_file_is_private_and_made_when_needed(folder: DataFolder, started: Path) -> None:
    assert not started.exists()
    LOG.info("x")
    assert stat.S_IMODE(started.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.logs.stat().st_mode) == 0o700


@pytest.mark.logs_warnings
def test_no_secret_reaches_the_file(started: Path) -> None:
    redact(["s3cret-wörd"])
    try:
        raise ValueError("typed s3cret-wörd into the form")
    except ValueError:
        LOG.exception("failed with %s", {"field": "s3cret-wörd"}, stack_info=True)
    LOG.info("Cookie: sid=abc")
    text = started.read_text(encoding="utf-8")
    assert "s3cret" not in text and "sid=abc" not in text
    assert "ValueError: typed *** into the form" in text and "Traceback" in text


def test_a_message_cannot_forge_a_line(started: Path) -> None:
    LOG.info("label %s", "a\nINFO [-] app: forged\r\x1b[31m\u2028x")
    [line] = started.read_text(encoding="utf-8").splitlines()
    assert line.endswith("label a\\nINFO [-] app: forged\\r\\x1b[31m\\u2028x")


def test_the_file_rotates_and_stays_private(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_MAX_BYTES", 300)
    stop = start_logging(folder)
    for number in range(50):
        LOG.info("line %d", number)
    stop()
    files = sorted(folder.logs.iterdir())
    assert len(files) == 6
    assert all(path.stat().st_size <= 300 and stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files)
    assert "line 49" in (folder.logs / "moisson.log").read_text()


def test_others_debug_messages_stay_out(started: Path) -> None:
    logging.getLogger("selenium.webdriver.remote").debug("types 'x'")
    logging.getLogger("urllib3.connectionpool").info("sends x")
    LOG.debug("detail")
    LOG.info("said")
    assert len(started.read_text().splitlines()) == 1


@pytest.mark.parametrize(("verbose", "expected"), [(0, []), (1, ["said"]), (2, ["detail", "said"])])
def test_standard_error_on_request(
    folder: DataFolder, capsys: pytest.CaptureFixture[str], verbose: int, expected: list[str]
) -> None:
    redact(["top-s3cret"])
    stop = start_logging(folder, verbose=verbose)
    LOG.debug("detail")
    LOG.info("said")
    logging.getLogger("selenium").debug("types top-s3cret")
    LOG.debug("top-s3cret")
    stop()
    printed = capsys.readouterr().err
    assert [line.rpartition(" ")[2] for line in printed.splitlines() if "***" not in line] == expected
    assert "top-s3cret" not in printed


def test_stopping_leaves_logging_as_it_was(folder: DataFolder) -> None:
    root, selenium = logging.getLogger(), logging.getLogger("selenium")
    before = (root.level, list(root.handlers), selenium.level)
    start_logging(folder, verbose=2)()
    assert (root.level, list(root.handlers), selenium.level) == before


def test_a_line_that_cannot_be_written_prints_nothing(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    """pytest's own handlers would fail the test: only ours get the broken line."""
    root = logging.getLogger()
    before = list(root.handlers)
    stop = start_logging(folder, verbose=1)
    ours = [handler for handler in root.handlers if handler not in before]
    broken = logging.makeLogRecord({"msg": "number %d", "args": ("hidden",)})
    for handler in ours:
        handler.handle(broken)
    stop()
    assert len(ours) == 2
    assert capsys.readouterr().err == ""


def test_a_folder_that_cannot_hold_logs_is_told(folder: DataFolder) -> None:
    folder.create().logs.write_text("a file")
    with pytest.raises(MoissonError):
        start_logging(folder)


def test_started_twice_a_line_is_written_once_and_the_first_goes_on(
    folder: DataFolder, started: Path
) -> None:
    stop = start_logging(folder)
    LOG.info("once")
    stop()
    LOG.info("still")
    assert [line.rpartition(" ")[2] for line in started.read_text().splitlines()] == ["once", "still"]
