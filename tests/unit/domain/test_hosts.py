from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.hosts import (
    InvalidAddressError,
    allowed,
    checked_address,
    host_of,
    is_loopback,
    is_secure,
    normalise_host,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Login.Example.COM", "login.example.com"),
        ("example.com.", "example.com"),
        ("écoles.example", "xn--coles-9ra.example"),
        ("ÉCOLES.example", "xn--coles-9ra.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("STRAẞE.example", "xn--strae-oqa.example"),
        ("strasse.example", "strasse.example"),
        ("a。example", "a.example"),
        ("ｅxample.com", "example.com"),
        ("my_host.example", "my_host.example"),
        ("::1", "::1"),
        ("0:0:0:0:0:0:0:1", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
    ],
)
def test_hosts_are_written_as_browsers_write_them(text: str, expected: str) -> None:
    assert normalise_host(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "a..b",
        "-a.com",
        "a-.com",
        "*.example.com",
        "example.com/path",
        "example.com:443",
        "user@example.com",
        "exa mple.com",
        "exa\tmple.com",
        "exa\\mple.com",
        "%65xample.com",
        "a\u200db.example",
        "a\u00a0b.example",
        "é" * 70 + ".example",
        "a" * 64 + ".com",
        ".".join(["abcdefgh"] * 30),
        "2130706433",
        "127.1",
        "127.0.0.01",
        "256.0.0.1",
        "1.2.3.4.5",
        "fe80::1%eth0:",
        "gg::1",
    ],
)
def test_what_is_no_bare_host_is_refused(text: str) -> None:
    assert normalise_host(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Example.com:8443/a?b#c", "example.com"),
        ("http://example.com./", "example.com"),
        ("https://user:word@evil.example/", "evil.example"),
        ("https://[::1]:3/", "::1"),
        ("HTTPS://EXAMPLE.COM", "example.com"),
        ("https://evil.example\\@good.example/", None),
        ("https://good.example\t.evil.example/", None),
        ("https:///good.example", None),
        ("https:good.example", None),
        ("//good.example/", None),
        ("good.example", None),
        ("javascript:alert(1)//good.example", None),
        ("blob:https://good.example/1", None),
        ("ftp://good.example/", None),
        ("https://good.example:99999/", None),
        ("https://[::1/", None),
        ("", None),
    ],
)
def test_the_host_of_an_address(url: str, expected: str | None) -> None:
    assert host_of(url) == expected


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.255.0.9", "::1", "[::1]", "localhost", "shop.localhost", "LOCALHOST."]
)
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1.example.com",
        "128.0.0.1",
        "127.example",
        "localhost.example",
        "notlocalhost",
        "10.0.0.1",
        "::2",
        "",
        "127.0.0.999",
    ],
)
def test_not_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://a.example/", True),
        ("http://a.example/", False),
        ("http://127.0.0.1:80/", True),
        ("http://a.localhost/", True),
        ("about:blank", False),
    ],
)
def test_http_is_for_loopback_only(url: str, secure: bool) -> None:
    assert is_secure(url) is secure


@pytest.mark.parametrize(
    "url",
    [
        "https://login.example.com/",
        "https://LOGIN.example.com./x",
        "https://login.example.com:8443/",
        "http://127.0.0.1:5000/",
        "http://127.0.0.1:6000/",
        "https://[::1]/",
        "https://écoles.example/",
    ],
)
def test_listed_hosts_are_allowed(url: str) -> None:
    assert allowed(url, ["Login.Example.com", "127.0.0.1", "[::1]", "écoles.example"])


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example.com/",
        "https://example.com/",
        "https://x.login.example.com/",
        "https://login.example.com.evil.example/",
        "https://login.example.com@evil.example/",
        "https://user@login.example.com/",
        "https://evil.example\\@login.example.com/",
        "https://evil.example#login.example.com",
        "https://evil.example/?login.example.com",
        "https://lοgin.example.com/",  # a Greek letter
        "http://localhost:5000/",
        "http://127.0.0.2/",
        "javascript:login.example.com",
        "",
    ],
)
def test_everything_else_is_not(url: str) -> None:
    assert not allowed(url, ["login.example.com", "127.0.0.1"])


def test_nothing_is_allowed_by_an_empty_or_broken_list() -> None:
    assert not allowed("https://example.com/", [])
    assert not allowed("https://example.com/", ["", "*", "*.com", "https://example.com/"])


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (" https://a.example/x ", "https://a.example/x"),
        ("a.example", "https://a.example"),
        ("a.example:8443/x", "https://a.example:8443/x"),
        ("127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
        ("localhost", "http://localhost"),
        ("http://127.0.0.1/", "http://127.0.0.1/"),
    ],
)
def test_the_scheme_may_be_left_out(typed: str, address: str) -> None:
    assert checked_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://a.example/", "address_not_https"),
        ("", "address_invalid"),
        ("two words", "address_invalid"),
        ("javascript:alert(1)", "address_invalid"),
        ("ftp://a.example/", "address_invalid"),
        ("https://user@a.example/", "address_invalid"),
    ],
)
def test_addresses_that_are_not_opened(typed: str, code: str) -> None:
    with pytest.raises(InvalidAddressError) as caught:
        checked_address(typed)
    assert (caught.value.code, caught.value.address) == (code, typed)


@given(st.text(max_size=40))
def test_any_text_gives_a_stable_host_or_none(text: str) -> None:
    host = normalise_host(text)
    if host is not None:
        assert host.isascii()
        assert normalise_host(host) == host


@given(st.text(alphabet="abcgod.:/@\\#?% \t[]", max_size=30))
def test_no_address_reaches_a_host_that_is_not_listed(tail: str) -> None:
    url = f"https://{tail}"
    if allowed(url, ["good.example"]):
        assert host_of(url) == "good.example"
