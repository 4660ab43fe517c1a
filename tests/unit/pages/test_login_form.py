from __future__ import annotations

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.login_form import find_login
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from tests.unit.pages.sign_in_pages import logins

URL = "https://portal.example/start"


def parts(html: str) -> dict[str, list[int]]:
    named: dict[str, list[int]] = {}
    for node in page_from_html(html, URL).nodes:
        if node.get("part"):
            named.setdefault(node.get("part"), []).append(node.index)
    return named


@pytest.mark.parametrize("name", logins.ALL)
def test_every_control_of_the_form_is_found(name: str) -> None:
    html = logins.ALL[name]
    reading = read_page(page_from_html(html, URL))
    login = reading.login
    assert login is not None
    found = {
        "user": login.username,
        "pass": login.password,
        "go": login.submit,
        "remember": login.remember,
    }
    wanted = parts(html)
    assert {k: [n.index] for k, n in found.items() if n} == {k: v for k, v in wanted.items() if k != "extra"}
    assert [n.index for _, n in login.extra] == wanted.get("extra", [])
    expected = PageState.LOGIN
    if "pass" not in wanted:
        expected = PageState.USERNAME_STEP
    elif name.startswith("PASSWORD_STEP"):
        expected = PageState.PASSWORD_STEP
    assert reading.state is expected
