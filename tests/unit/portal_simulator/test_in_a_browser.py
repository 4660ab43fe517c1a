"""The scripted parts in real Chromium, one of each kind; one browser for all of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver

from tests.portal_simulator.config import CodeConfig, FetchConfig, ListConfig, LoginConfig, PortalConfig
from tests.portal_simulator.presets import PRESETS
from tests.portal_simulator.simulator import PortalSimulator
from tests.unit.portal_simulator.person import Person, start_browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium"),
]


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    browser = start_browser()
    yield browser
    browser.quit()


@pytest.mark.parametrize("name", ["iframe-two-pages", "shadow-script", "foreign-iframe"])
def test_logins_that_need_scripts_or_frames(driver: webdriver.Chrome, name: str) -> None:
    with PortalSimulator(PRESETS[name]) as sim:
        person = Person(driver, sim)
        person.open()
        person.sign_in()
        person.signed_in()
        assert sim.hosts_that_got(sim.password) == {"127.0.0.2" if name == "foreign-iframe" else "127.0.0.1"}
        assert sim.dangerous == []


def test_a_single_page_portal_from_the_home_page_to_the_last_row(driver: webdriver.Chrome) -> None:
    config = PortalConfig(
        spa=True,
        auth="bearer",
        cookie_banner="overlay",
        login=LoginConfig(render="script", flow="two_steps", entry="homepage", late_s=0.2, other_forms=True),
        code=CodeConfig(boxes="segmented", auto_submit=True),
        listing=ListConfig(paging="icons", place="deep", page_size=9),
    )
    with PortalSimulator(config) as sim:
        person = Person(driver, sim)
        person.open()
        person.sign_in()
        person.give_code(sim.wait_code(), trust=True)
        person.signed_in()
        person.open_list()
        assert person.walk() == [document.number for document in sim.documents]
        assert driver.current_url == sim.url
        assert {item.status for item in sim.requests if item.route == "list"} == {200}


@pytest.mark.parametrize("name", ["infinite", "json-year-select"])
def test_lists_that_need_scripts(driver: webdriver.Chrome, name: str) -> None:
    with PortalSimulator(PRESETS[name]) as sim:
        person = Person(driver, sim)
        person.open()
        person.sign_in()
        person.open_list()
        assert sorted(person.walk()) == sorted(document.number for document in sim.documents)


@pytest.mark.parametrize(
    ("kind", "spa"),
    [("blob", False), ("menu", False), ("attachment", True), ("base64", True), ("icon", True)],
)
def test_files_that_need_scripts(driver: webdriver.Chrome, tmp_path: Path, kind: str, spa: bool) -> None:
    login = LoginConfig(render="script") if spa else LoginConfig()
    config = replace(PortalConfig(spa=spa, login=login), fetch=FetchConfig(kind=kind))  # type: ignore[arg-type]
    where = {"behavior": "allow", "downloadPath": str(tmp_path)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)
    with PortalSimulator(config) as sim:
        person = Person(driver, sim)
        person.open()
        person.sign_in()
        person.open_list()
        row = person.rows()[2]
        controls = row.find_elements("css selector", "td:last-child a, td:last-child button")
        controls[0].click()
        if kind == "menu":
            person.press(sim.portal.t["download"], ".acts li a")
        # Chromium reserves the name with an empty file before the download is complete.
        wanted = sim.documents[2].bytes
        person.until(lambda: [path for path in tmp_path.glob("*.pdf") if path.read_bytes() == wanted])
        assert len(sim.sent("file", status=200)) == 1
        assert sim.dangerous == []


def test_a_row_without_a_link_opens_a_panel(driver: webdriver.Chrome) -> None:
    with PortalSimulator(PRESETS["spa-row-panel"]) as sim:
        person = Person(driver, sim)
        person.open()
        person.sign_in()
        person.open_list()
        row = person.rows()[1]
        assert row.find_elements("css selector", "a") == []
        row.click()
        panel = person.until(lambda: person.see(".drawer"))[0]
        assert sim.documents[1].number in panel.text
        assert driver.current_url == sim.url
        assert len(panel.find_elements("css selector", "a")) == 4
