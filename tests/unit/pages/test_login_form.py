from __future__ import annotations

from pathlib import Path

import pytest

from connectors.pages.html_tree import page_from_html
from connectors.pages.login_form import find_login
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from tests.unit.pages.corpus import LOGINS, URL, load, name_of, parts


@pytest.mark.parametrize("file", LOGINS, ids=name_of)
def test_every_control_of_the_form_is_found(file: Path) -> None:
    page = load(file)
    reading = read_page(page)
    login = reading.login
    assert login is not None
    found = {"user": login.username, "pass": login.password, "go": login.submit, "remember": login.remember}
    for part, node in found.items():
        assert [node] == (parts(page, part) or [None]), part
    assert [node for _, node in login.extra] == parts(page, "extra")
    expected = PageState.LOGIN if login.password is not None else PageState.USERNAME_STEP
    if file.stem.startswith("password_step"):
        expected = PageState.PASSWORD_STEP
    assert reading.state is expected


@pytest.mark.parametrize(
    ("form", "action"),
    [
        ("<form action=/session method=post>", "https://portal.example/session"),
        ("<form action=https://sso.other.example/in>", "https://sso.other.example/in"),
        ("<form>", URL),
        ("<form action='javascript:send()'>", ""),
        ("<div>", ""),
    ],
)
def test_the_address_of_the_form_is_told(form: str, action: str) -> None:
    html = f"{form}<h1>Log in</h1><input name=user><input type=password name=pw><button>Log in</button>"
    found = find_login(page_from_html(html, URL))
    assert found is not None and found[0].action == action


def test_the_button_may_name_another_address() -> None:
    html = (
        "<form action=/a><input name=user><input type=password><button formaction=/b>Log in</button></form>"
    )
    found = find_login(page_from_html(html, URL))
    assert found is not None and found[0].action == "https://portal.example/b"


@pytest.mark.parametrize(
    "html",
    [
        "<form><h1>Log in</h1><input name=q type=search><button>Search</button></form>",
        "<form><h1>Pay</h1><input name=email><input type=password name=cvv placeholder='Card security code'>"
        "<button>Pay</button></form>",
        "<form><h1>Sign in</h1><input name=email><input type=password autocomplete=one-time-code>"
        "<button>Verify</button></form>",
        "<form><input name=email><input type=password autocomplete=cc-csc><button>Next</button></form>",
        "<form><h1>Join us</h1><input name=email><input type=password name=newPassword>"
        "<button>Join</button></form>",
        "<form><h1>Track your order</h1><input type=email name=email><input name=order>"
        "<button>Track</button></form>",
        "<form class=newsletter><h2>Log in to our world of news</h2><p>Subscribe to the newsletter</p>"
        "<input type=email name=email><button>OK</button></form>",
        "<form><h1>Your account</h1><input name=user><input type=password name=pw>"
        "<input type=password name=pw2>"
        "<button>Save</button></form>",
        "<form><input type=password name=pw disabled><button>Log in</button></form>",
    ],
)
def test_nothing_is_claimed_where_no_password_belongs(html: str) -> None:
    found = find_login(page_from_html(html, URL))
    assert found is None or (
        found[0].password is None and found[0].username is not None and "one-time" in html
    )
