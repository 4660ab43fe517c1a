from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from app.domain.hosts import InvalidAddressError
from app.domain.portals import Portal, Support, text_in


def portal(**given: object) -> Portal:
    return Portal(**{"id": "a", "name": "A", "homepage": "https://www.a.example/", **given})  # type: ignore[arg-type]


def test_hosts_are_those_of_the_addresses_then_those_listed() -> None:
    whole = portal(
        login_url="https://login.a.example/in",
        documents_url="https://www.a.example/bills",
        hosts=("auth.example", "login.a.example"),
    )
    assert whole.hosts == ("www.a.example", "login.a.example", "auth.example")


def test_an_address_without_a_host_adds_none() -> None:
    assert portal(login_url="nonsense").hosts == ("www.a.example",)


def test_secrets_go_to_the_hosts_and_to_those_the_user_allowed() -> None:
    one = portal()
    assert one.allows("https://www.a.example/login")
    assert not one.allows("https://a.example/")
    assert not one.allows("http://www.a.example/login")
    assert one.allows("https://sso.example/", extra_hosts=["sso.example"])
    assert not one.allows("https://sso.example/")


def test_a_visit_begins_at_the_login_page_when_it_is_known() -> None:
    assert portal().start_url == "https://www.a.example/"
    assert portal(login_url="https://l.a.example/").start_url == "https://l.a.example/"


def test_a_portal_for_an_address_without_entry() -> None:
    found = Portal.for_url("www.shop.example/account", documents_url="https://docs.shop.example/")
    assert (found.id, found.name) == ("url:www.shop.example", "shop.example")
    assert found.homepage == "https://www.shop.example/account"
    assert found.documents_url == "https://docs.shop.example/"
    assert found.hosts == ("www.shop.example", "docs.shop.example")
    assert found.support is Support.UNVERIFIED
    assert Portal.for_url("http://127.0.0.1:5000/", name="Shop").name == "Shop"


@pytest.mark.parametrize("url", ["http://shop.example/", "javascript:alert(1)", ""])
def test_no_portal_for_an_address_that_is_not_opened(url: str) -> None:
    with pytest.raises(InvalidAddressError):
        Portal.for_url(url)
    if url:
        with pytest.raises(InvalidAddressError):
            Portal.for_url("https://shop.example/", documents_url=url)


def test_portals_are_values() -> None:
    assert portal(advice={"fr": "a"}) == portal(advice={"fr": "a"})
    assert portal() != portal(name="B")
    assert len({portal(advice={"fr": "a"}), portal(advice={"fr": "a"})}) == 1
    with pytest.raises(FrozenInstanceError):
        portal().name = "B"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("texts", "language", "expected"),
    [
        ({"fr": "un", "en": "one"}, "fr", "un"),
        ({"fr": "un", "en": "one"}, "de", "one"),
        ({"fr": "un", "de": "ein"}, "en", "un"),
        ({"de": "ein"}, "en", "ein"),
        ({}, "en", None),
    ],
)
def test_texts_fall_back_to_another_language(
    texts: dict[str, str], language: str, expected: str | None
) -> None:
    assert text_in(texts, language) == expected
