from __future__ import annotations

import pytest

from app.domain.portals import Portal
from connectors.catalogue.portal_search import first_letter, fold, matching, portal_at


def portal(portal_id: str, name: str = "", homepage: str = "", **given: object) -> Portal:
    address = homepage or f"https://www.{portal_id}.example/"
    return Portal(portal_id, name or portal_id, address, **given)  # type: ignore[arg-type]


ELECTRICITY = portal("electricite", "Électricité du Nord", countries=("FR",), categories=("energy",))
NORTH = portal("nord-telecom", "Nord Télécom", aliases=("Box Été",), countries=("FR", "BE"))
SISTERS = portal("soeurs", "Sœurs & Cie", categories=("energy", "other"))
NUMBERS = portal("1-1", "1&1", hosts=("login.ionos.example",), countries=("DE",))
ALL = [SISTERS, NUMBERS, NORTH, ELECTRICITY]


def ids(**conditions: str) -> list[str]:
    return [found.id for found in matching(ALL, **conditions)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Électricité", "electricite"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("e\u0301te\u0301", "ete"),
        ("La-Poste, l'Été", "la poste l ete"),
        ("  ", ""),
    ],
)
def test_case_and_accents_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "letter"), [("Été", "E"), ("œuvre", "O"), ("1&1", "#"), ("Ωmega", "#"), ("", "#")]
)
def test_first_letters(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_without_conditions_all_come_by_name() -> None:
    assert ids() == ["1-1", "electricite", "nord-telecom", "soeurs"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nord", ["nord-telecom", "electricite"]),
        ("NORD ÉLEC", ["electricite", "nord-telecom"]),
        ("NORD ÉLECT", ["electricite"]),
        ("tricite", ["electricite"]),
        ("ete", ["nord-telecom"]),
        ("soeurs", ["soeurs"]),
        ("SŒURS & CIE", ["soeurs"]),
        ("ionos", ["1-1"]),
        ("www", ["1-1", "electricite", "nord-telecom", "soeurs"]),
        ("nord zzz", []),
        ("   ", ["1-1", "electricite", "nord-telecom", "soeurs"]),
    ],
)
def test_search_by_words(text: str, expected: list[str]) -> None:
    assert ids(text=text) == expected


def test_a_portal_without_countries_is_everywhere() -> None:
    assert ids(country="be") == ["nord-telecom", "soeurs"]
    assert ids(country="IT") == ["soeurs"]


def test_conditions_add_up() -> None:
    assert ids(category="energy") == ["electricite", "soeurs"]
    assert ids(category="energy", letter="s") == ["soeurs"]
    assert ids(letter="#") == ["1-1"]
    assert ids(text="nord", country="FR", category="energy", letter="E") == ["electricite"]


WHOLESALE = portal(
    "whole", homepage="https://www.shop.example/", documents_url="https://docs.shop.example/a/b"
)
BUSINESS = portal(
    "business", homepage="https://business.shop.example/", hosts=("sso.example", "auth.example")
)
OTHER = portal("other", homepage="https://other.example/", hosts=("sso.example",))
ONE_PATH = portal("one", homepage="https://suite.example/one/start")
TWO_PATH = portal("two", homepage="https://suite.example/two/start")
LOCAL = portal("local", homepage="http://127.0.0.1:8765/")
SITES = [WHOLESALE, BUSINESS, OTHER, ONE_PATH, TWO_PATH, LOCAL]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.shop.example/login", "whole"),
        ("https://docs.shop.example/", "whole"),
        ("https://shop.example/", "whole"),
        ("https://customers.shop.example/", "whole"),
        ("https://business.shop.example/x", "business"),
        ("https://x.business.shop.example/", "business"),
        ("https://auth.example/", "business"),
        ("https://sso.example/", None),
        ("https://suite.example/two/invoices", "two"),
        ("https://suite.example/", None),
        ("https://notshop.example/", None),
        ("https://shop.example.evil.example/", None),
        ("http://127.0.0.1:8765/login", "local"),
        ("http://127.0.0.1:5000/", None),
        ("http://127.0.0.1/", None),
        ("http://localhost:8765/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_the_portal_of_an_address(url: str, expected: str | None) -> None:
    found = portal_at(SITES, url)
    assert (found.id if found else None) == expected
    back = portal_at(reversed(SITES), url)
    assert back == found
