"""Sessions end for certain: closed, crashed on either side, or left behind by a run that died."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from connectors.browser.errors import (
    BrowserError,
    BrowserGoneError,
    BrowserNotFoundError,
    BrowserStartError,
)
from connectors.browser.folder import sweep
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession
from tests.contract.browser.conftest import Site, needs_browser

pytestmark = [pytest.mark.browser, needs_browser]
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals")


def running_below(folder: Path) -> list[str]:
    """Processes whose command line or environment names the folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() == psutil.STATUS_ZOMBIE or process.pid == os.getpid():
                continue
            if str(folder) in " ".join(process.cmdline()) or str(folder) in process.environ().get(
                "TMPDIR", ""
            ):
                found.append(f"{process.pid} {process.name()}")
        except psutil.Error:
            continue
    return found


def test_closing_leaves_no_process_and_no_file(options: BrowserOptions, site: Site) -> None:
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        session.open(site.page("/", "x"))
        assert session.is_alive()
        assert running_below(options.work_dir)
    assert running_below(options.work_dir) == []
    assert list(options.work_dir.iterdir()) == []
    assert not session.is_alive()
    session.close()


def test_closing_is_quick_even_when_the_page_hangs(options: BrowserOptions, site: Site) -> None:
    session = BrowserSession.start(replace(options, page_timeout_s=4), ["127.0.0.1"])
    session.open(site.page("/", "x"))
    with pytest.raises(BrowserError):
        session.run("while (true) {}")
    begin = time.monotonic()
    session.close()
    assert time.monotonic() - begin < 5
    assert running_below(options.work_dir) == []


@posix_only
@pytest.mark.parametrize("victim", [0, 1], ids=["driver", "browser"])
def test_a_killed_part_is_an_error_and_the_rest_is_ended(
    options: BrowserOptions, site: Site, victim: int
) -> None:
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        session.open(site.page("/", "x"))
        assert session.process_ids is not None
        os.kill(session.process_ids[victim], signal.SIGKILL)
        with pytest.raises(BrowserGoneError):
            for _ in range(20):
                session.open(site.url("/"))
        assert not session.is_alive()
    assert running_below(options.work_dir) == []
    assert list(options.work_dir.iterdir()) == []


@posix_only
def test_a_killed_browser_ends_a_waiting_download(options: BrowserOptions, site: Site) -> None:
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        session.open(site.page("/", "x"))
        assert session.process_ids is not None
        begin = time.monotonic()
        with pytest.raises(BrowserGoneError), session.expect_download() as watch:
            os.kill(session.process_ids[1], signal.SIGKILL)
            watch.result(30)
        assert time.monotonic() - begin < 5


@posix_only
def test_a_stopped_browser_is_bounded_by_time(options: BrowserOptions, site: Site) -> None:
    session = BrowserSession.start(replace(options, page_timeout_s=4), ["127.0.0.1"])
    session.open(site.page("/", "x"))
    assert session.process_ids is not None
    os.kill(session.process_ids[1], signal.SIGSTOP)
    begin = time.monotonic()
    with pytest.raises(BrowserError):
        session.run("return 1")
    assert not session.is_alive()
    session.close()
    assert time.monotonic() - begin < 30
    assert running_below(options.work_dir) == []


@posix_only
def test_what_a_killed_run_left_behind_is_swept_and_nothing_else(
    options: BrowserOptions, site: Site, tmp_path: Path
) -> None:
    program = textwrap.dedent(f"""
        import time
        from pathlib import Path
        from connectors.browser.options import BrowserOptions
        from connectors.browser.session import BrowserSession
        session = BrowserSession.start(BrowserOptions(work_dir=Path({str(tmp_path / "dead")!r})), [])
        session.open({site.page("/", "x")!r})
        print("ready", flush=True)
        time.sleep(60)
    """)
    root = Path(__file__).parents[3]
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=root)
    assert child.stdout is not None
    assert child.stdout.readline() == b"ready\n"
    assert sweep(tmp_path) == 0, "its owner lives"
    child.kill()
    child.wait()
    child.stdout.close()
    with BrowserSession.start(options, ["127.0.0.1"]) as neighbour:
        assert running_below(tmp_path / "dead")
        assert sweep(tmp_path) == 1
        assert running_below(tmp_path / "dead") == []
        assert list((tmp_path / "dead").iterdir()) == []
        assert neighbour.is_alive()
        neighbour.open(site.url("/"))
    assert sweep(tmp_path) == 0


def test_the_end_of_the_program_closes_what_was_left_open(tmp_path: Path) -> None:
    program = textwrap.dedent(f"""
        from pathlib import Path
        from connectors.browser.options import BrowserOptions
        from connectors.browser.session import BrowserSession
        session = BrowserSession.start(BrowserOptions(work_dir=Path({str(tmp_path)!r})), [])
    """)
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3], timeout=60)
    assert running_below(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_does_not_start_leaves_nothing(options: BrowserOptions, tmp_path: Path) -> None:
    with pytest.raises(BrowserNotFoundError):
        BrowserSession.start(replace(options, binary=tmp_path / "none"), [])
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(BrowserStartError):
        BrowserSession.start(replace(options, binary=broken), [])
    with pytest.raises(BrowserStartError):
        BrowserSession.start(replace(options, driver=broken), [])
    assert running_below(options.work_dir) == []
    assert list(options.work_dir.iterdir()) == []


@pytest.mark.skipif(
    sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")),
    reason="no display",
)
def test_a_session_moves_to_a_visible_window_and_back(options: BrowserOptions, site: Site) -> None:
    check_hand_over(options, site)


def check_hand_over(options: BrowserOptions, site: Site) -> None:
    script = "<script>sessionStorage.s ??= 'kept'; localStorage.l ??= 'kept'</script>"
    page = site.page("/in", script, set_cookie="sid=7") + "?step=2"
    hidden = BrowserSession.start(options, ["127.0.0.1"])
    try:
        hidden.open(page)
        hidden.run("sessionStorage.s = localStorage.l = 'changed'")
        visible = hidden.show()
        try:
            assert visible.options.visible and not hidden.is_alive()
            assert visible.url == page
            assert visible.run("return [sessionStorage.s, localStorage.l]") == ["changed", "changed"]
            assert "sid=7" in site.requests[-1].cookie or "sid=7" in site.requests[-2].cookie
            hidden = visible.hide()
            assert not hidden.options.visible and not visible.is_alive()
            assert hidden.url == page
        finally:
            visible.close()
    finally:
        hidden.close()
    assert running_below(options.work_dir) == []


def test_without_a_display_the_hidden_session_stays(
    options: BrowserOptions, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems always have a display")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with BrowserSession.start(options, ["127.0.0.1"]) as session:
        session.open(site.page("/", "<title>here</title>"))
        with pytest.raises(BrowserStartError):
            session.show()
        assert session.title == "here"


@posix_only
@pytest.mark.parametrize("deaths", [1, 2])
def test_a_driver_that_ends_at_once_is_started_once_more(options: BrowserOptions, deaths: int) -> None:
    """As one does whose port was taken between choosing and listening."""
    real = shutil.which("chromedriver")
    if real is None:
        pytest.skip("no driver is installed")
    count = options.work_dir.parent / "starts"
    driver = options.work_dir.parent / "driver"
    driver.write_text(
        f'#!/bin/sh\necho >> {count}\n[ "$(wc -l < {count})" -gt {deaths} ] || exit 1\nexec {real} "$@"\n'
    )
    driver.chmod(0o755)
    if deaths == 1:
        with BrowserSession.start(replace(options, driver=driver), ["127.0.0.1"]) as session:
            assert session.is_alive()
    else:
        with pytest.raises(BrowserStartError):
            BrowserSession.start(replace(options, driver=driver), ["127.0.0.1"])
    assert count.read_text().count("\n") == 2
    assert running_below(options.work_dir) == []
