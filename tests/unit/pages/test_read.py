from __future__ import annotations

from pathlib import Path

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from tests.unit.pages.corpus import CODES, STATES, URL, load, name_of, parts

CHANNELS = {
    "totp_english": ("app", ""),
    "sms_french": ("sms", "06 •• •• •• 42"),
    "mail_german": ("email", "m***r@beispiel.de"),
    "segmented_spanish": ("sms", "•• 817"),
    "same_page_italian": ("email", "a•••@b.it"),
    "password_type_dutch": ("app", ""),
    "nameless_vue": ("sms", "+33 6 ** ** ** 12"),
}


@pytest.mark.parametrize("file", STATES, ids=name_of)
def test_the_state_of_the_page_is_told(file: Path) -> None:
    page = load(file)
    reading = read_page(page)
    state = file.parent.name
    assert reading.state is PageState(state), reading
    assert [reading.banner] == (parts(page, "banner") or [None])
    if state == "code_channel":
        assert [o.node for o in reading.channels] == parts(page, "option")
        assert [reading.channel_submit] == (parts(page, "go") or [None])
    if state == "wrong_credentials":
        assert reading.rejected == "credentials"
        assert reading.login is not None and reading.login.password is not None
    if state in ("signed_in", "unknown"):
        assert [reading.sign_out if state == "signed_in" else None] == (parts(page, "out") or [None])
        assert [reading.login_link] == (parts(page, "in") or [None])
        assert reading.login is None
    if state == "push_wait":
        assert reading.code is not None and not reading.code.inputs
        assert [reading.code.switch] == (parts(page, "switch") or [None])


@pytest.mark.parametrize("file", CODES, ids=name_of)
def test_codes_are_read_with_all_that_surrounds_them(file: Path) -> None:
    page = load(file)
    reading = read_page(page)
    assert reading.state is PageState.CODE, reading
    code = reading.code
    assert code is not None
    assert list(code.inputs) == parts(page, "code")
    assert [code.submit] == (parts(page, "go") or [None])
    assert [code.trust_device] == (parts(page, "trust") or [None])
    assert [code.resend] == (parts(page, "resend") or [None])
    assert [code.switch] == (parts(page, "switch") or [None])
    assert (code.channel, code.where) == CHANNELS[file.stem]
    assert code.words
    assert reading.rejected is None


@pytest.mark.parametrize("file", CODES, ids=name_of)
def test_a_wrong_code_is_not_a_wrong_password(file: Path) -> None:
    alert = "<body><div role=alert>Invalid code, please try again.</div>"
    reading = read_page(page_from_html(file.read_text("utf-8").replace("<body>", alert), URL))
    assert (reading.state, reading.rejected) == (PageState.CODE, "code")
