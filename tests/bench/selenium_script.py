"""What Moisson is compared with: the script that somebody would write with Selenium in an afternoon.

`python -m tests.bench.selenium_script load LIST_URL` starts the browser, restores the session (cookies as JSON
on standard input), loads the list page and quits. `... click LIST_URL FOLDER COUNT` then clicks the link of one
document after the other and waits for each file; it prints how long that took.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

_POLL_S = 0.05
_PATIENCE_S = 60


def main() -> None:
    what, list_url, *rest = sys.argv[1:]
    driver = _browser(Path(rest[0]) if rest else None)
    try:
        cookies = json.load(sys.stdin)
        driver.execute_cdp_cmd("Network.setCookies", {"cookies": cookies})
        driver.get(list_url)
        if not driver.find_elements(By.PARTIAL_LINK_TEXT, "charger"):
            raise RuntimeError("the list is not shown")
        if what == "click":
            _click_all(driver, Path(rest[0]), int(rest[1]))
    finally:
        driver.quit()


def _browser(downloads: Path | None) -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROME", "") or shutil.which("chromium") or ""
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-first-run"):
        options.add_argument(word)
    for word in ("--disable-background-networking", "--disable-component-update", "--disable-sync"):
        options.add_argument(word)
    if downloads is not None:
        settings = {
            "download.default_directory": str(downloads),
            "plugins.always_open_pdf_externally": True,
            # More than one file of a page, without a question.
            "profile.default_content_setting_values.automatic_downloads": 1,
        }
        options.add_experimental_option("prefs", settings)
    return webdriver.Chrome(options, Service(shutil.which("chromedriver")))


def _click_all(driver: webdriver.Chrome, folder: Path, count: int) -> None:
    for button in driver.find_elements(By.XPATH, "//button[.='Continuer sans accepter']"):
        button.click()
    begun, done = time.perf_counter(), 0
    while done < count:
        links = driver.find_elements(By.LINK_TEXT, "Télécharger")
        for link in links[: count - done]:
            # Where no floating button lies over it.
            driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
            link.click()
            done += 1
            _wait_for_file(folder, done)
        if done < count:
            driver.find_element(By.LINK_TEXT, "Suivant").click()
    print(json.dumps({"documents": done, "seconds": time.perf_counter() - begun}))


def _wait_for_file(folder: Path, count: int) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        names = [path.name for path in folder.iterdir()]
        if len(names) >= count and not any(name.endswith((".crdownload", ".tmp")) for name in names):
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"file {count} did not come: {len(names)} files")
        time.sleep(_POLL_S)


if __name__ == "__main__":
    main()
