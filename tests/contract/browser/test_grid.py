"""The same session on a Selenium Grid. Needs Java 17 and a server jar that SELENIUM_SERVER_JAR names."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from connectors.browser.errors import BrowserStartError, HostNotAllowedError
from connectors.browser.find import find_browser
from connectors.browser.options import BrowserOptions
from connectors.browser.session import BrowserSession
from tests.contract.browser.conftest import Answer, Site, needs_browser

_JAR = Path(os.environ.get("SELENIUM_SERVER_JAR", "selenium-server.jar"))

pytestmark = [
    pytest.mark.browser,
    needs_browser,
    pytest.mark.skipif(not (shutil.which("java") and _JAR.exists()), reason="no Java, or no Selenium server"),
]

PDF = b"%PDF-1.4\n%%EOF\n" * 50


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("grid")
    found = find_browser()
    stereotype = {"browserName": "chrome", "goog:chromeOptions": {"binary": str(found.binary)}}
    config = folder / "node.toml"
    config.write_text(
        "[node]\ndetect-drivers = false\nmax-sessions = 2\nenable-managed-downloads = true\n"
        '[[node.driver-configuration]]\ndisplay-name = "chromium"\n'
        f"webdriver-executable = {json.dumps(str(found.driver))}\nmax-sessions = 2\n"
        f"stereotype = {json.dumps(json.dumps(stereotype))}\n"
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["java", "-jar", str(_JAR), "standalone", "--config", str(config)]
    command += ["--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    try:
        assert _ready(address), "the Grid did not start"
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _ready(address: str) -> bool:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/status", timeout=5) as answer:
                if json.load(answer)["value"]["ready"]:
                    return True
        except OSError:
            pass
        time.sleep(0.5)
    return False


@pytest.fixture(scope="module")
def session(grid: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserSession]:
    options = BrowserOptions(work_dir=tmp_path_factory.mktemp("run"), remote_url=grid, page_timeout_s=20)
    with BrowserSession.start(options, ["127.0.0.1"]) as started:
        yield started
    assert [path.name for path in options.work_dir.iterdir()] in ([], ["evidence"])


def test_pages_are_read_and_acted_on(session: BrowserSession, site: Site) -> None:
    session.open(site.page("/", "<title>far</title><input id=p type=password>", set_cookie="sid=1; HttpOnly"))
    session.type("#p", "hunter22", secret=True)
    assert session.run("return p.value") == "hunter22"
    assert session.title == "far"
    assert [cookie["name"] for cookie in session.cookies()] == ["sid"]
    assert session.evidence("far").path_png is not None
    assert session.is_alive()


def test_files_come_over(session: BrowserSession, site: Site) -> None:
    headers = {"content-disposition": 'attachment; filename="facture 1.pdf"'}
    site.pages["/file"] = Answer(PDF, "application/pdf", headers=headers)
    session.open(site.page("/", "<a id=a href=/file>x</a>"))
    with session.expect_download() as watch:
        session.click("#a")
        got = watch.result(20)
    assert got is not None
    assert got.path.read_bytes() == PDF
    assert got.suggested_name == "facture 1.pdf"
    assert session.fetch_in_page("/file").body == PDF
    with session.expect_download() as watch:
        assert watch.result(5, begin_s=0.5) is None


def test_credentials_are_guarded(session: BrowserSession, site: Site) -> None:
    target = site.url("/stolen", "localhost")
    site.pages["/in"] = Answer(status=307, headers={"location": target})
    session.open(site.page("/", "<form method=post action=/in><input id=p name=p type=password></form>"))
    with session.credentials_guarded() as guard:
        session.type("#p", "hunter22", secret=True)
        session.press_enter("#p")
        session.settle()
    assert guard.blocked_hosts == {"localhost"}
    assert [request.path for request in site.posts()] == ["/in"]
    session.open(site.url("/", "localhost"))
    with pytest.raises(HostNotAllowedError):
        session.type("#p", "hunter22", secret=True)


def test_state_moves_from_far_to_here(session: BrowserSession, site: Site, tmp_path: Path) -> None:
    session.open(site.page("/", "<script>localStorage.k ??= 'v'</script>", set_cookie="sid=7"))
    state = session.state()
    options = BrowserOptions(work_dir=tmp_path / "run")
    with BrowserSession.start(options, ["127.0.0.1"]) as here:
        here.restore(state)
        here.open(site.url("/"))
        assert here.run("return localStorage.k") == "v"
    assert "sid=7" in site.requests[-1].cookie


def test_a_grid_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    options = BrowserOptions(work_dir=tmp_path / "run", remote_url="http://127.0.0.1:9")
    with pytest.raises(BrowserStartError):
        BrowserSession.start(replace(options, page_timeout_s=2), [])
    assert list(options.work_dir.iterdir()) == []
