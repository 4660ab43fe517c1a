"""Portals that ask for user name, password and code in one form: at once, or again after the password."""

from __future__ import annotations

import http.server
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, cast
from urllib.parse import parse_qs

import pyotp
import pytest

from app.domain.challenges import Answer, AnswerKind, Challenge
from tests.e2e.portal_runs import Household

pytestmark = pytest.mark.browser
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FORM = """<!doctype html><html lang=en><title>Log in</title><h1>Log in</h1>{error}
<form method=post action=/login><label>Username <input name=username value="{user}" required></label>
<label>Password <input type=password name=password required></label>{code}
<input type=submit value="Log in"></form>"""
CODE = """<label>Device <select name=device><option value="" selected>---</option>
<option value=d1>App</option></select></label>
<label>One-time code <input name=otp_token autocomplete=one-time-code></label>"""
INSIDE = "<!doctype html><html lang=en><title>Account</title><h1>My account</h1><a href=/logout>Log out</a>"


class OneFormSite:
    """A portal with one form; `at_once`: the code's field is there from the start."""

    username, password = "einkauf", "Papier-55-Blau"

    def __init__(self, *, at_once: bool) -> None:
        self.at_once = at_once
        self.posts: list[dict[str, str]] = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *args: object) -> None: ...

            def do_GET(self) -> None:
                inside = "in=1" in self.headers.get("Cookie", "")
                self._page(INSIDE if inside else site.form())

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                fields = {name: values[0] for name, values in parse_qs(body).items()}
                site.posts.append(fields)
                error = site.refuse(fields)
                if error is None:
                    self.send_response(302)
                    self.send_header("Set-Cookie", "in=1")
                    self.send_header("Location", "/")
                    self.end_headers()
                else:
                    self._page(error)

            def _page(self, text: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(text.encode())

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def form(self, error: str = "", user: str = "", *, with_code: bool = False) -> str:
        said = f"<p class=errornote role=alert>{error}</p>" if error else ""
        return FORM.format(error=said, user=user, code=CODE if with_code or self.at_once else "")

    def refuse(self, fields: dict[str, str]) -> str | None:
        """The page that asks again; None when everything is right."""
        user = fields.get("username", "")
        if fields.get("password") != self.password:
            return self.form("Please enter the correct username and password.", user)
        if not fields.get("otp_token"):
            return self.form("Please enter your one-time code.", user, with_code=True)
        if not fields.get("device"):
            return self.form("Please select a device.", user, with_code=True)
        right = pyotp.TOTP(SECRET).verify(fields["otp_token"], valid_window=1)
        return None if right else self.form("Invalid code.", user, with_code=True)

    def __enter__(self) -> OneFormSite:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class Nobody:
    attended = False

    def ask(self, challenge: Challenge) -> Answer:
        return Answer(AnswerKind.CANCEL)

    def hand_over(self, challenge: Challenge) -> bool:
        return False


def household(folder: Path, *, at_once: bool) -> tuple[Household, OneFormSite]:
    home, site = Household(folder), OneFormSite(at_once=at_once)
    home.sim = cast(Any, site)
    return home, site


def test_everything_is_given_again_when_the_form_asks_for_it_with_the_code(tmp_path: Path) -> None:
    home, site = household(tmp_path, at_once=False)
    with home:
        added = home.add(totp=SECRET, check=Nobody())
    assert added.outcome == "ok"
    assert [set(post) & {"password", "device", "otp_token"} for post in site.posts] == [
        {"password"},
        {"password", "device", "otp_token"},
    ]


def test_a_code_that_is_asked_for_at_once_is_given_at_once(tmp_path: Path) -> None:
    home, site = household(tmp_path, at_once=True)
    with home:
        added = home.add(totp=SECRET, check=Nobody())
    assert added.outcome == "ok"
    assert len(site.posts) == 1


@pytest.mark.parametrize("at_once", [False, True])
def test_a_wrong_password_is_sent_once(tmp_path: Path, at_once: bool) -> None:
    home, site = household(tmp_path, at_once=at_once)
    with home:
        added = home.add(password="wrong-one", totp=SECRET, check=Nobody())
    assert added.outcome == "wrong_credentials"
    assert len(site.posts) == 1
