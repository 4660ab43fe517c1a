"""What only a person can do, done by one in the visible window; the visit then goes on by itself."""

from __future__ import annotations

import contextlib
import dataclasses
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By

from app.domain.errors import Outcome
from tests.e2e.portal_runs import Household, Owner
from tests.portal_simulator.presets import OBSTACLES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("Xvfb") is None, reason="needs Xvfb"),
]
_WINDOW_S = 60.0


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout
        monkeypatch.setenv("DISPLAY", f":{server.stdout.readline().strip()}")
        yield
    finally:
        server.terminate()
        server.wait(10)


def visible_window(folder: Path) -> str | None:
    """The address of the protocol of the browser that shows a window and belongs to this data folder."""
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        line = " ".join(words)
        if str(folder) not in line or "--type=" in line or "--headless" in line:
            continue
        profile = next((w.partition("=")[2] for w in words if w.startswith("--user-data-dir=")), None)
        port = Path(profile) / "DevToolsActivePort" if profile else None
        if port is not None and port.exists():
            return f"127.0.0.1:{port.read_text().split()[0]}"
    return None


class PersonAtTheScreen:
    """Waits for the window, does one thing in it with the mouse, and looks away."""

    def __init__(self, home: Household, act: Callable[[webdriver.Chrome], None]) -> None:
        self._home = home
        self._act = act
        self.failure: BaseException | None = None
        self.windows = 0

    def __call__(self) -> None:
        try:
            self._at_the_window()
        except BaseException as error:
            self.failure = error

    def _at_the_window(self) -> None:
        deadline = time.monotonic() + _WINDOW_S
        while (address := visible_window(self._home.folder)) is None:
            assert time.monotonic() < deadline, "no window opened"
            time.sleep(0.3)
        self.windows += 1
        options = webdriver.ChromeOptions()
        options.debugger_address = address
        service = webdriver.ChromeService("/usr/bin/chromedriver")
        driver = webdriver.Chrome(options=options, service=service)
        try:
            driver.implicitly_wait(20)
            self._act(driver)
        finally:
            service.stop()


def tick_the_box(driver: webdriver.Chrome) -> None:
    driver.switch_to.frame(driver.find_element(By.CSS_SELECTOR, ".captcha iframe"))
    driver.find_element(By.CSS_SELECTOR, "[role=checkbox]").click()


def press_the_button(driver: webdriver.Chrome) -> None:
    driver.find_element(By.CSS_SELECTOR, "main form button[type=submit], form[method=post] button").click()


def choose_a_password(driver: webdriver.Chrome) -> None:
    for name in ("new1", "new2"):
        driver.find_element(By.NAME, name).send_keys("Neuf&Neuf=99")
    press_the_button(driver)


@pytest.mark.parametrize(
    ("name", "language", "act", "kind"),
    [
        ("captcha-before", "fr", tick_the_box, "captcha"),
        ("captcha-after", "en", tick_the_box, "captcha"),
        ("terms", "de", press_the_button, "terms"),
        pytest.param("new-password", "fr", choose_a_password, "new_password", marks=pytest.mark.every_preset),
    ],
)
def test_a_person_does_it_and_the_visit_goes_on(
    tmp_path: Path, screen: None, name: str, language: str, act: Callable[[webdriver.Chrome], None], kind: str
) -> None:
    portal = dataclasses.replace(OBSTACLES[name], language=language)  # type: ignore[arg-type]
    with Household(tmp_path, portal) as home:
        person = PersonAtTheScreen(home, act)
        owner = Owner(home.sim, in_window=person)
        home.add()
        run = home.sync(owner)
        assert person.failure is None
        assert (run.outcome, home.is_complete) == (Outcome.OK, True)
        assert owner.kinds == [kind]
        assert run.challenge == kind
        assert len(home.sent(home.sim.password)) == 1
        # The window was only for the person: afterwards the visit is hidden again, and nothing is left.
        assert visible_window(home.folder) is None
        assert home.sim.dangerous == []


def test_a_person_who_closes_the_window_is_not_waited_for(tmp_path: Path, screen: None) -> None:
    def close(driver: webdriver.Chrome) -> None:
        with contextlib.suppress(WebDriverException):
            driver.close()

    with Household(tmp_path, OBSTACLES["captcha-after"]) as home:
        person = PersonAtTheScreen(home, close)
        home.add()
        begun = time.monotonic()
        assert home.sync(Owner(home.sim, in_window=person)).outcome is Outcome.INTERACTION_REQUIRED
        assert person.failure is None
        assert time.monotonic() - begun < _WINDOW_S


def test_without_a_screen_a_person_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with Household(tmp_path, OBSTACLES["captcha-before"]) as home:
        home.add()
        run = home.sync(Owner(home.sim, in_window=lambda: None))
        assert run.outcome is Outcome.INTERACTION_REQUIRED
        assert dict(run.facts)["reason"] == "no_window"
