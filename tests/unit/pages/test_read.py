from __future__ import annotations

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from connectors.pages.tree import Node, Page
from tests.unit.pages.sign_in_pages import codes, pages

URL = "https://portal.example/start"


def part(page: Page, name: str) -> list[Node]:
    return [n for n in page.nodes if n.get("part") == name]


@pytest.mark.parametrize(("state", "number", "html"), pages.ALL)
def test_the_state_of_the_page_is_told(state: str, number: int, html: str) -> None:
    page = page_from_html(html, URL)
    reading = read_page(page)
    assert reading.state is PageState(state), reading
    assert [reading.banner] == (part(page, "banner") or [None])
    if state == "code_channel":
        assert [o.node for o in reading.channels] == part(page, "option")
        assert [reading.channel_submit] == (part(page, "go") or [None])
    if state == "wrong_credentials":
        assert reading.rejected == "credentials"
        assert reading.login is not None and reading.login.password is not None
    if state in ("signed_in", "unknown"):
        assert [reading.sign_out if state == "signed_in" else None] == (part(page, "out") or [None])
        assert [reading.login_link] == (part(page, "in") or [None])
        assert reading.login is None
    if state == "push_wait":
        assert reading.code is not None and not reading.code.inputs
        assert [reading.code.switch] == (part(page, "switch") or [None])


@pytest.mark.parametrize("name", codes.ALL)
def test_codes_are_read_with_all_that_surrounds_them(name: str) -> None:
    html, channel, where = codes.ALL[name]
    page = page_from_html(html, URL)
    reading = read_page(page)
    assert reading.state is PageState.CODE, reading
    code = reading.code
    assert code is not None
    assert list(code.inputs) == part(page, "code")
    assert [code.submit] == (part(page, "go") or [None])
    assert [code.trust_device] == (part(page, "trust") or [None])
    assert [code.resend] == (part(page, "resend") or [None])
    assert [code.switch] == (part(page, "switch") or [None])
    assert (code.channel, code.where) == (channel, where)
    assert code.words


@pytest.mark.parametrize("name", codes.ALL)
def test_a_wrong_code_is_not_a_wrong_password(name: str) -> None:
    html = codes.ALL[name][0].replace("<body>", "<body><div role=alert>Invalid code, please try again.</div>")
    reading = read_page(page_from_html(html, URL))
    assert (reading.state, reading.rejected) == (PageState.CODE, "code")
