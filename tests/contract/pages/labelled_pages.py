"""Real sign-in pages with labels, loaded in Chromium without network and scripts, and read.

The pages belong to others and are not part of the project: they are looked for beside the repository.
Run as a module for a table of what was not read right: python -m tests.contract.pages.labelled_pages
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import connectors.pages.tree
from connectors.pages.read import read_page
from connectors.pages.tree import Node, Page, page_from_snapshot

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "pages" / "login-forms"
SNAPSHOT = Path(connectors.pages.tree.__file__).with_name("snapshot.js").read_text(encoding="utf-8")
FLAGS = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1280,900"
)
ROLES = {"username": "username", "password": "password", "submit": "next"}
SAME = """
const labelled = document.querySelector('[data-fathom="' + arguments[1] + '"]');
const found = arguments[0] ? document.querySelector(arguments[0]) : null;
return labelled === found;
"""


@dataclass(frozen=True)
class Judged:
    """One page: whether all of its controls were found, or, on a negative, whether none was claimed.

    `milliseconds` is processor time of the reading alone.
    """

    file: str
    split: str
    kind: str
    right: bool
    detail: str
    milliseconds: float


@contextmanager
def quiet_browser() -> Iterator[webdriver.Chrome]:
    """Chromium with no way out to the network and with the pages' own scripts switched off."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    options.page_load_strategy = "eager"
    for flag in FLAGS.split():
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        driver.set_page_load_timeout(30)
        driver.execute_cdp_cmd("Network.enable", {})
        blocked = ["http://*", "https://*", "ws://*", "wss://*"]
        driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": blocked})
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        yield driver
    finally:
        driver.quit()


def snapshot(driver: webdriver.Chrome) -> Page:
    return page_from_snapshot(driver.execute_script(SNAPSHOT))


def listed() -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))["pages"]
    return pages


def judge(driver: webdriver.Chrome, entry: dict[str, Any]) -> Judged:
    """Loads, reads and compares one page with its labels, element by element."""
    driver.get((FOLDER / entry["file"]).as_uri())
    page = snapshot(driver)
    started = time.process_time()
    login = read_page(page).login
    spent = (time.process_time() - started) * 1000
    found: dict[str, Node | None] = {role: getattr(login, role, None) for role in ROLES}
    if entry["kind"] == "negative":
        wrong = [role for role, node in found.items() if node is not None]
    else:
        wrong = [
            role
            for role, node in found.items()
            if not driver.execute_script(SAME, page.css(node) if node is not None else "", ROLES[role])
        ]
    return Judged(entry["file"], entry["split"], entry["kind"], not wrong, ", ".join(wrong), spent)


def judge_all() -> list[Judged]:
    with quiet_browser() as driver:
        return [judge(driver, entry) for entry in listed()]


def share_right(judged: list[Judged], kind: str, split: str = "") -> tuple[int, int]:
    """How many of the pages of a kind (and split) are right, of how many."""
    mine = [j for j in judged if j.kind == kind and split in ("", j.split)]
    return sum(j.right for j in mine), len(mine)


def _report(judged: list[Judged]) -> Iterator[str]:
    for split in ("training", "validation"):
        right, count = share_right(judged, "positive", split)
        quiet, negatives = share_right(judged, "negative", split)
        yield f"{split}: {right}/{count} right, {negatives - quiet}/{negatives} false claims"
    yield from (f"{j.kind} {j.file}: {j.detail}" for j in judged if not j.right)
    yield f"{sum(j.milliseconds for j in judged) / 1000:.1f} s of processor time to read {len(judged)} pages"


if __name__ == "__main__":
    sys.stdout.write("\n".join(_report(judge_all())) + "\n")
