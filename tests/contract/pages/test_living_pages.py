"""What only a browser can tell: shadow roots, frames, things that lie on top, menus closed by style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver

from connectors.pages.read import read_page
from connectors.pages.reading import PageState, Reading
from connectors.pages.tree import Node, Page
from tests.contract.pages.labelled_pages import quiet_browser, snapshot

pytestmark = pytest.mark.browser

LOGIN = """<form><h1>Log in</h1><input type=email name=mail><input type=password name=pw>
<button>Log in</button></form>"""
RESOLVE = """
let scope = document;
let last = null;
for (const number of arguments[1]) {
  scope = [...scope.querySelectorAll("iframe, frame")][number].contentDocument;
}
for (const step of arguments[0].split(" >>> ")) {
  last = scope.querySelector(step);
  scope = last.shadowRoot || last;
}
return last.getAttribute("name") || last.tagName;
"""


@pytest.fixture(scope="module")
def driver() -> Iterator[webdriver.Chrome]:
    with quiet_browser() as driver:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
        yield driver


class Stage:
    """Shows HTML in the browser and reads it."""

    def __init__(self, driver: webdriver.Chrome, folder: Path) -> None:
        self._driver, self._folder = driver, folder

    def read(self, body: str) -> tuple[Page, Reading]:
        file = self._folder / "page.html"
        file.write_text(
            f"<!doctype html><html lang=en><title>Portal</title><body>{body}</body></html>", "utf-8"
        )
        self._driver.get(file.as_uri())
        page = snapshot(self._driver)
        return page, read_page(page)

    def name_at(self, page: Page, node: Node | None) -> str:
        assert node is not None
        return str(self._driver.execute_script(RESOLVE, page.css(node), list(page.frame_path(node))))


@pytest.fixture
def stage(driver: webdriver.Chrome, tmp_path: Path) -> Stage:
    return Stage(driver, tmp_path)


def test_a_form_in_a_shadow_root_is_found_and_can_be_reached(stage: Stage) -> None:
    page, reading = stage.read(
        "<my-login></my-login><script>document.querySelector('my-login').attachShadow({mode: 'open'})"
        f".innerHTML = `{LOGIN}`</script>"
    )
    assert reading.state is PageState.LOGIN and reading.login is not None
    assert stage.name_at(page, reading.login.username) == "mail"
    assert stage.name_at(page, reading.login.password) == "pw"
    assert stage.name_at(page, reading.login.submit) == "BUTTON"


def test_a_form_in_a_frame_is_found_with_its_path(stage: Stage) -> None:
    page, reading = stage.read(
        f'<h1>Portal</h1><iframe srcdoc="<p>ad</p>"></iframe><iframe srcdoc="{LOGIN}" height=300></iframe>'
    )
    assert reading.state is PageState.LOGIN and reading.login is not None
    assert reading.frame_path == (1,)
    assert stage.name_at(page, reading.login.password) == "pw"


def test_a_banner_that_covers_the_form_comes_first(stage: Stage) -> None:
    banner = """<div class=cookie-wall style="position:fixed;{place};background:white;z-index:9">
    <p>We use cookies.</p><button name=yes>Accept all</button>
    <button name=no>Continue without accepting</button></div>"""
    page, reading = stage.read(LOGIN + banner.format(place="inset:0"))
    assert reading.state is PageState.COOKIE_BANNER and reading.login is not None
    assert stage.name_at(page, reading.banner) == "no"
    page, reading = stage.read(LOGIN + banner.format(place="bottom:0;left:0;right:0;height:90px"))
    assert reading.state is PageState.LOGIN
    assert stage.name_at(page, reading.banner) == "no"


def test_a_banner_over_the_way_in_comes_first(stage: Stage) -> None:
    _, reading = stage.read(
        """<a href=/login>Sign in</a><h1>Energy</h1>
        <div id=onetrust-banner style="position:fixed;inset:0;background:white">
        <button>Reject all</button></div>"""
    )
    assert reading.state is PageState.COOKIE_BANNER and reading.login_link is not None


def test_a_way_out_in_a_closed_menu_is_evidence_without_a_way_in(stage: Stage) -> None:
    menu = (
        "<button>JD</button><ul style='display:none'><li><a href=/out>Sign out</a></li></ul><h1>Overview</h1>"
    )
    _, reading = stage.read(menu)
    assert (
        reading.state is PageState.SIGNED_IN and reading.sign_out is not None and not reading.sign_out.visible
    )
    _, reading = stage.read(f"{menu}<a href=/in>Sign in</a>")
    assert reading.state is PageState.UNKNOWN
    _, reading = stage.read(menu + LOGIN)
    assert reading.state is PageState.LOGIN


def test_a_hidden_password_makes_a_first_step(stage: Stage) -> None:
    page, reading = stage.read(
        """<form><h1>Sign in</h1><input name=login type=text>
        <input type=password name=pw style="display:none"><button>Next</button></form>"""
    )
    assert reading.state is PageState.USERNAME_STEP and reading.login is not None
    assert reading.login.password is None
    assert stage.name_at(page, reading.login.username) == "login"


def test_narrow_boxes_without_a_length_are_one_code(stage: Stage) -> None:
    box = """<div style="display:inline-block">
    <input inputmode=numeric aria-label="Digit" style="width:36px"></div>"""
    _, reading = stage.read(
        f"<h1>Enter the code we sent to •• 42</h1><div>{box * 6}</div><button>Verify</button>"
    )
    assert reading.state is PageState.CODE and reading.code is not None
    assert len(reading.code.inputs) == 6


def test_a_code_beside_filled_fields_is_asked_for(stage: Stage) -> None:
    body = """<form><h1>Log in</h1><input name=u value=jane><input type=password name=p value=x>
    <label>Verification code <input name=otp></label><button>Log in</button></form>"""
    _, reading = stage.read(body)
    assert reading.state is PageState.CODE and reading.code is not None
    _, reading = stage.read(body.replace("value=x", ""))
    assert reading.state is PageState.LOGIN and reading.login is not None


def test_a_captcha_that_is_solved_or_invisible_is_no_obstacle(stage: Stage) -> None:
    frame = '<iframe src="about:blank#recaptcha" title="reCAPTCHA" style="width:304px;height:78px"></iframe>'
    _, reading = stage.read(LOGIN.replace("<button>", f"{frame}<button>"))
    assert reading.state is PageState.CAPTCHA and reading.login is not None
    answer = "<textarea name=g-recaptcha-response style='display:none'>answer</textarea>"
    _, reading = stage.read(LOGIN.replace("<button>", f"{frame}{answer}<button>"))
    assert reading.state is PageState.LOGIN
    answer = "<input type=hidden name=cf-turnstile-response value=answer>"
    _, reading = stage.read(LOGIN.replace("<button>", f"{frame}{answer}<button>"))
    assert reading.state is PageState.LOGIN
    _, reading = stage.read(LOGIN + f"<div class=grecaptcha-badge>{frame}</div>")
    assert reading.state is PageState.LOGIN


def test_a_picture_button_that_did_not_load_still_belongs_to_the_form(stage: Stage) -> None:
    page, reading = stage.read(
        """<a href="/login">Login</a><form><input name=user><input type=password name=pw>
        <input type=image alt="" src=gone.png name=go></form>"""
    )
    assert reading.login is not None
    assert stage.name_at(page, reading.login.submit) == "go"


def test_the_words_of_a_component_are_those_of_its_host(stage: Stage) -> None:
    page, reading = stage.read(
        """<form><h1>Log in</h1><input name=user><input type=password name=pw>
        <my-button>Show password</my-button><my-button>Log in</my-button></form>
        <script>for (const host of document.querySelectorAll('my-button'))
        host.attachShadow({mode: 'open'}).innerHTML = '<button type=button><slot></slot></button>'</script>"""
    )
    assert reading.login is not None and reading.login.submit is not None
    assert page.label(reading.login.submit) == "Log in"
    assert stage.name_at(page, reading.login.submit) == "BUTTON"
