"""Somebody who knows the simulated portal and uses it with a real browser, to show that its pages work."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from tests.portal_simulator.simulator import PortalSimulator

FLAGS = (
    "--headless=new --no-sandbox --disable-dev-shm-usage --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1200,900"
).split()

# Visible elements with exactly this text (or value of an attribute), in shadow roots too.
_FIND = """
const [selector, text] = arguments, found = [];
(function walk(root) {
  for (const e of root.querySelectorAll('*')) {
    if (e.shadowRoot) walk(e.shadowRoot);
    if (!e.matches(selector) || !e.getClientRects().length) continue;
    if (text === null || e.textContent.trim() === text) found.push(e);
  }
})(document);
return found;
"""


def start_browser() -> webdriver.Chrome:
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


class Person:
    """Uses one portal; `seconds` is how long anything may take."""

    def __init__(self, driver: webdriver.Chrome, sim: PortalSimulator, seconds: float = 10.0) -> None:
        self.driver = driver
        self.sim = sim
        self.t = sim.portal.t
        self._seconds = seconds

    def until(self, what: Callable[[], Any], about: str = "") -> Any:
        """The first true answer; AssertionError after the time."""
        end = time.monotonic() + self._seconds
        while time.monotonic() < end:
            # A page that is just being replaced is looked at again.
            with contextlib.suppress(StaleElementReferenceException):
                if answer := what():
                    return answer
            time.sleep(0.03)
        raise AssertionError(f"{about or what} not in {self.driver.current_url}: {self.text()[:400]!r}")

    def text(self) -> str:
        return str(self.driver.find_element(By.TAG_NAME, "body").text)

    def see(self, selector: str, text: str | None = None) -> list[WebElement]:
        return list(self.driver.execute_script(_FIND, selector, text) or [])

    def press(self, text: str, selector: str = "button,a") -> None:
        def pressed() -> bool:
            found = self.see(selector, text)
            if found:
                found[-1].click()
            return bool(found)

        self.until(pressed, f"control {text!r}")

    def open(self) -> None:
        # Cookies know no ports: those of other portals on this host would come along.
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        self.driver.get(self.sim.url)
        if self.see(".consent button"):
            self.press(self.t["cookie_refuse"])
        if self.sim.config.login.entry == "homepage":
            self.press(self.t["sign_in"], "main a, main button")

    def sign_in(self, password: str | None = None) -> None:
        login = self.sim.config.login
        if login.frame in ("iframe", "foreign_iframe"):
            self.driver.switch_to.frame(self.until(lambda: self.see("iframe.login"))[0])
        if login.captcha == "before":
            self.tick_robot()
        self._type("input[type=text], input[name=login]", self.sim.username)
        if login.flow != "one_page":
            self.press(self.t["continue"])
            # The sign-up form beside it has a password field too, and is there before.
            self.until(lambda: self.see("a,button", self.t["change_user"]))
        if login.captcha == "in_form":
            self.tick_robot()
        self._type("input[type=password]", password or self.sim.password)
        self.press(self.t["sign_in"], "button")
        self.driver.switch_to.default_content()

    def tick_robot(self) -> None:
        self.driver.switch_to.frame(self.until(lambda: self.see(".captcha iframe"))[0])
        self.until(lambda: self.see("[role=checkbox]"))[0].click()
        time.sleep(0.15)
        self.driver.switch_to.default_content()

    def give_code(self, code: str, trust: bool = False) -> None:
        assert self.sim.config.code
        self.until(lambda: self.see("h1", self.t["code_title"]))
        if trust:
            self.until(lambda: self.see("label input[type=checkbox]"))[-1].click()
        if self.sim.config.code.boxes == "segmented":
            boxes = self.until(lambda: self.see(".boxes input"))
            for box, digit in zip(boxes, code, strict=True):
                box.send_keys(digit)
        else:
            self._type("input[name=otp], .field input", code)
        if not self.sim.config.code.auto_submit:
            self.press(self.t["verify"])

    def _type(self, selector: str, text: str) -> None:
        def typed() -> bool:
            found = self.see(selector)
            if found:
                found[-1].clear()
                found[-1].send_keys(text)
            return bool(found)

        self.until(typed, selector)

    def signed_in(self) -> None:
        self.until(lambda: self.see("a,button", self.t["logout"]), "the way out")

    def open_list(self) -> None:
        place = self.sim.config.listing.place
        if place == "deep":
            self.press(self.t["my_documents"], "nav a")
            self.press(self.t["my_invoices"], "main a, main button")
        elif place == "dashboard":
            tile = self.until(lambda: [e for e in self.see(".panel") if self.t["my_invoices"] in e.text])[0]
            tile.find_element(By.CSS_SELECTOR, "a,button").click()
        else:
            self.press(self.t["my_invoices"], "nav a")
        self.until(lambda: self.see("main h1", self.t["invoices_title"]))
        self.until(lambda: not self.see(".wait"))

    def rows(self) -> list[WebElement]:
        return self.see("main tbody tr, main .card, main dl.bill")

    def numbers(self) -> list[str]:
        """The documents' numbers on the page as it is, in order."""
        known = {document.number for document in self.sim.documents}
        text = str(self.driver.execute_script("return document.querySelector('main').innerText"))
        return [word for word in text.split() if word in known]

    def walk(self, most: int = 30) -> list[str]:
        """Every number of the list, page after page, under every year and contract."""
        found: list[str] = []
        for choose in self._choices():
            choose()
            found += self._pages(most)
        return found

    def _pages(self, most: int) -> list[str]:
        grows = self.sim.config.listing.paging in ("load_more", "infinite")
        found: list[str] = []
        for _ in range(most):
            self.until(lambda: not self.see(".wait"))
            now = self.numbers()
            found = now if grows else found + now
            if not self._next(len(now)):
                break
        return found

    def _next(self, shown: int) -> bool:
        kind = self.sim.config.listing.paging
        if kind == "infinite":
            if not self._loading():
                return False
            self.driver.execute_script("window.scrollTo(0, document.body.scrollHeight)")
            self.until(lambda: len(self.numbers()) > shown or not self._loading())
            return len(self.numbers()) > shown
        if kind == "icons":
            controls = self.see(".pager a, .pager button")
            after = controls[-2:-1] if controls else []
        else:
            wanted = self.t["load_more"] if kind == "load_more" else self.t["next"]
            after = self.see(".pager a, .pager button", wanted)
        if not after or not after[0].is_enabled() or "off" in (after[0].get_attribute("class") or "").split():
            return False
        before = self.driver.find_element(By.TAG_NAME, "main").text
        after[0].click()
        self.until(lambda: self.driver.find_element(By.TAG_NAME, "main").text != before, "another page")
        return True

    def _loading(self) -> bool:
        """Whether the foot of the list says that more is coming."""
        return any(self.t["loading"] in element.text for element in self.see(".pager"))

    def _choices(self) -> list[Callable[[], None]]:
        listing = self.sim.config.listing
        if listing.years == "none" and not listing.contracts:
            return [lambda: None]
        if listing.contracts and listing.years != "none":
            raise NotImplementedError("one control at a time")
        names = list(listing.contracts) or [str(year) for year in self.sim.portal.store.years()]
        kind = listing.contract_control if listing.contracts else listing.years
        return [lambda name=name: self._choose(kind, name) for name in names]  # type: ignore[misc]

    def _choose(self, kind: str, name: str) -> None:
        if kind in ("links", "tabs"):
            self.press(name, ".tabs a, .tabs button")
        else:
            select = self.until(lambda: self.see(".filters select"))[0]
            select.find_element(By.XPATH, f".//option[normalize-space()='{name}']").click()
            if kind == "select_button":
                self.press(self.t["show"], ".filters button")
        time.sleep(0.15)
        self.until(lambda: not self.see(".wait"))
