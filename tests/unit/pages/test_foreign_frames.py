"""Frames that a snapshot cannot look into: whose they are, and where their own snapshot goes."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.pages.foreign_frames import foreign_sign_in, grafted, unread_frames
from connectors.pages.login_form import find_login
from connectors.pages.read import read_page
from connectors.pages.reading import PageState
from connectors.pages.tree import Page, page_from_snapshot

SHOWN = [0, 0, 400, 300]
PORTAL, SSO = "portal.example", "sso.example"


def raw_page(frame: dict[str, str], *, path: str = "/login", box: list[int] = SHOWN) -> dict[str, Any]:
    """A page with one frame of another origin between two paragraphs."""
    return {
        "url": f"https://{PORTAL}{path}",
        "base": f"https://{PORTAL}{path}",
        "title": "",
        "lang": "",
        "nodes": [
            [-1, "html", {}, SHOWN, 1],
            [0, "body", {}, SHOWN, 1],
            [1, "p", {}, SHOWN, 1],
            [2, "#text", "Welcome"],
            [1, "iframe", frame, box, 1],
            [4, "#document", {"#frame": "0", "#same-origin": ""}, 0, 1],
            [1, "p", {}, SHOWN, 1],
            [6, "#text", "Goodbye"],
        ],
    }


FORM: dict[str, Any] = {
    "url": f"https://{SSO}/auth/start",
    "base": f"https://{SSO}/auth/",
    "nodes": [
        [-1, "html", {}, SHOWN, 1],
        [0, "body", {}, SHOWN, 1],
        [1, "form", {"action": "check"}, SHOWN, 1],
        [2, "input", {"name": "user", "autocomplete": "username"}, SHOWN, 1],
        [2, "input", {"type": "password", "name": "secret"}, SHOWN, 1],
        [2, "button", {}, SHOWN, 1],
        [5, "#text", "Log in"],
    ],
}


def page(frame: dict[str, str], **options: Any) -> Page:
    return page_from_snapshot(raw_page(frame, **options))


def test_frames_of_allowed_hosts_are_to_be_read() -> None:
    framed = page({"src": f"https://{SSO}/auth"})
    assert [node.tag for node in unread_frames(framed, [PORTAL, SSO])] == ["#document"]
    assert unread_frames(framed, [PORTAL]) == []
    assert unread_frames(page({"src": f"http://{SSO}/auth"}), [SSO]) == []
    assert unread_frames(page({"src": f"https://{SSO}/auth"}, box=[0, 0, 1, 1]), [SSO]) == []


def test_what_a_frame_shows_stands_in_its_place() -> None:
    framed = raw_page({"src": f"https://{SSO}/auth"})
    [document] = unread_frames(page_from_snapshot(framed), [SSO])
    whole = page_from_snapshot(grafted(framed, document, FORM))
    assert whole.text() == "Welcome Log in Goodbye"
    assert [n.index for n in whole.nodes] == list(range(len(whole.nodes)))
    found = find_login(whole)
    assert found is not None
    password = found[0].password
    assert password is not None
    assert (whole.frame_path(password), read_page(whole).state) == ((0,), PageState.LOGIN)
    # The form's address is one of the frame's host, not of the page around it.
    assert found[0].action == f"https://{SSO}/auth/check"
    assert unread_frames(whole, [SSO]) == []
    assert framed["nodes"][5][2] == {"#frame": "0", "#same-origin": ""}


@pytest.mark.parametrize(
    ("frame", "path"),
    [
        ({"src": f"https://{SSO}/x", "title": "Se connecter"}, "/"),
        ({"src": f"https://{SSO}/x"}, "/login"),
        ({"src": f"https://{SSO}/signin"}, "/"),
        ({"src": f"https://{SSO}/x", "id": "login-frame"}, "/"),
    ],
)
def test_the_host_of_a_foreign_sign_in_frame_is_named(frame: dict[str, str], path: str) -> None:
    assert foreign_sign_in(page(frame, path=path), [PORTAL]) == SSO
    assert foreign_sign_in(page(frame, path=path), [PORTAL, SSO]) is None


@pytest.mark.parametrize(
    ("frame", "path"),
    [
        ({"src": f"https://{SSO}/x"}, "/"),
        ({"src": f"https://{SSO}/advert", "title": "Advertisement"}, "/offers"),
        ({"src": f"https://{SSO}/chat", "title": "Chat"}, "/login"),
        ({"src": f"https://{SSO}/recaptcha/anchor"}, "/login"),
        ({"src": "about:blank"}, "/login"),
    ],
)
def test_other_frames_are_no_sign_in(frame: dict[str, str], path: str) -> None:
    assert foreign_sign_in(page(frame, path=path), [PORTAL]) is None
