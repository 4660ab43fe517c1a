from __future__ import annotations

import base64
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.browser.guard import judge
from connectors.browser.secret_forms import carries_secret

HOSTS = ["portal.example"]
SECRET = "Tr0ub4dor&3 é"


def request(url: str, method: str = "GET", **more: Any) -> dict[str, Any]:
    return {"url": url, "method": method, "headers": {}, **more}


def refused(asked: dict[str, Any], kind: str = "XHR", *, holding: bool = False) -> bool:
    return judge(asked, kind, HOSTS, [SECRET], holding=holding) is not None


def test_allowed_hosts_get_everything() -> None:
    assert not refused(request("https://portal.example/in", "POST", hasPostData=True, postData=SECRET))


@pytest.mark.parametrize(
    "asked",
    [
        request("https://other.example/in", "POST", hasPostData=True, postData="a=b"),
        request("https://sub.portal.example/in", "POST"),
        request("http://portal.example/in", "PUT"),
        request("https://portal.example.evil.net/in", "PATCH"),
        request("https://other.example/?" + urlencode({"p": SECRET})),
        request("https://other.example/" + quote(SECRET, safe="")),
        request("https://other.example/", urlFragment="#" + SECRET),
        request("https://other.example/", headers={"Authorization": "Basic " + SECRET}),
        request("https://other.example/b?" + base64.b64encode(f"bob:{SECRET}".encode()).decode()),
        request(
            "https://other.example/",
            "POST",
            postDataEntries=[{"bytes": base64.b64encode(SECRET.encode()).decode()}],
        ),
        request("https://portal.example@other.example/", "POST"),
    ],
)
def test_others_get_no_body_and_no_secret(asked: dict[str, Any]) -> None:
    assert refused(asked)


def test_others_serve_pictures_and_styles() -> None:
    assert not refused(request("https://cdn.example/a.css"))
    assert not refused(request("https://cdn.example/a.css"), "Document")
    assert not refused(request("data:text/plain,x", "POST"))


def test_no_document_of_others_opens_while_keys_are_typed() -> None:
    assert refused(request("https://other.example/"), "Document", holding=True)
    assert not refused(request("https://portal.example/"), "Document", holding=True)
    assert not refused(request("https://cdn.example/a.css"), "Stylesheet", holding=True)


def test_what_was_refused_is_told() -> None:
    got = judge(
        request("https://Other.example/x", "POST", postData=SECRET), "Fetch", HOSTS, [SECRET], holding=False
    )
    assert got is not None
    assert (got.host, got.method, got.kind, got.carried_secret) == ("other.example", "POST", "Fetch", True)
    assert SECRET not in repr(got)


@given(
    secret=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=6, max_size=40),
    before=st.binary(max_size=5),
    after=st.binary(max_size=5),
)
def test_base64_is_seen_at_any_offset(secret: str, before: bytes, after: bytes) -> None:
    encoded = base64.b64encode(before + secret.encode() + after).decode()
    assert carries_secret(f"https://x/?auth={encoded}", [secret])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=4, max_size=40))
def test_forms_and_addresses_are_seen(secret: str) -> None:
    assert carries_secret(urlencode({"p": secret}), [secret])
    assert carries_secret(quote(secret, safe=""), [secret])
