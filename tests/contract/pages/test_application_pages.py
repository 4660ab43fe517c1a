"""What the snapshot tells of applications: inner scroll areas, handlers of frameworks, given values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from connectors.pages.tree import Flag, Node, Page
from tests.contract.pages.labelled_pages import quiet_browser, snapshot

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    with quiet_browser() as driver:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        yield driver


def read(driver: webdriver.Chrome, folder: Path, body: str, script: str = "") -> Page:
    file = folder / "page.html"
    file.write_text(f"<!doctype html><title>P</title><body>{body}<script>{script}</script>", "utf-8")
    driver.get(file.as_uri())
    return snapshot(driver)


def at(page: Page, identity: str) -> Node:
    return next(n for n in page.nodes if n.get("id") == identity)


def test_rows_scrolled_out_of_an_inner_area_are_there(driver: webdriver.Chrome, tmp_path: Path) -> None:
    rows = "".join(f"<p id=r{n} style='height:40px;margin:0'>Row {n}</p>" for n in range(100))
    page = read(
        driver,
        tmp_path,
        f"<div id=area style='height:300px;overflow:auto'>{rows}</div>"
        "<p id=off style='position:absolute;left:-9999px'>off</p>",
        "document.getElementById('area').scrollTop = 3000",
    )
    assert at(page, "r0").visible
    assert at(page, "r80").visible
    assert not at(page, "off").visible


@pytest.mark.parametrize(
    "keep",
    [
        "e.onclick = () => 1",
        "e[Symbol('_vei')] = {onClick: () => 1}",
        "e._vei = {onClick: () => 1}",
        "e['__reactProps$x1'] = {onClick: () => 1}",
        "e['__zone_symbol__clickfalse'] = [{}]",
        "e['jQuery370'] = {events: {click: []}}",
    ],
)
def test_handlers_of_frameworks_are_seen(driver: webdriver.Chrome, tmp_path: Path, keep: str) -> None:
    page = read(
        driver,
        tmp_path,
        "<span id=live>x</span><span id=idle>y</span>",
        f"const e = document.getElementById('live'); {keep};"
        "document.getElementById('idle')['__reactProps$x1'] = {children: 1};",
    )
    assert at(page, "live").flags & Flag.HANDLER
    assert not at(page, "idle").flags & Flag.HANDLER


def test_only_values_that_nobody_can_type_are_read(driver: webdriver.Chrome, tmp_path: Path) -> None:
    page = read(
        driver,
        tmp_path,
        "<input id=a readonly value='F-7'><input id=b value=typed><input id=c disabled value='119.00'>"
        "<input id=d type=password readonly value=secret>",
    )
    assert at(page, "a").get("#given") == "F-7"
    assert at(page, "c").get("#given") == "119.00"
    assert page.text() == "F-7 119.00"


def test_identities_of_tooltips_are_no_labels(driver: webdriver.Chrome, tmp_path: Path) -> None:
    page = read(
        driver,
        tmp_path,
        "<button id=a data-tooltip=Os26e9g0--fEUAWBHlodd></button>"
        "<button id=b data-tooltip=Download></button>",
    )
    assert page.label(at(page, "a")) == ""
    assert page.label(at(page, "b")) == "Download"
