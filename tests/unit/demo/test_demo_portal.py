from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import requests

from app.demo.bills import demo_bills
from app.demo.portal import DemoPortal


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal(today=date(2026, 11, 20)) as running:
        yield running


def token(page: str) -> str:
    found = re.search(r'name=jeton value="([^"]+)"', page)
    assert found
    return found[1]


def give_password(
    portal: DemoPortal, client: requests.Session, password: str | None = None
) -> requests.Response:
    page = client.get(portal.url).text
    form = {"jeton": token(page), "email": portal.username, "passe": password or portal.password}
    return client.post(portal.url, form)


def sign_in(portal: DemoPortal, client: requests.Session, **more: str) -> requests.Response:
    page = give_password(portal, client)
    assert page.url.endswith("/connexion/code")
    return client.post(page.url, {"jeton": token(page.text), "code": portal.last_code, **more})


def test_a_year_of_bills_with_one_credit_note() -> None:
    bills = demo_bills(date(2026, 11, 20))
    assert len(bills) == 13
    assert sum(bill.is_credit_note for bill in bills) == 1
    assert len({bill.id for bill in bills}) == len({bill.facts.number for bill in bills}) == 13
    assert sum(bill.facts.facturx for bill in bills) == 4
    assert bills[0].facts.issued == date(2026, 11, 5)
    assert min(bill.facts.issued for bill in bills) == date(2025, 12, 5)
    assert [bill.facts.issued for bill in bills] == sorted(
        (bill.facts.issued for bill in bills), reverse=True
    )


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 4), date(2024, 2, 29)])
def test_no_bill_is_of_tomorrow(today: date) -> None:
    assert max(bill.facts.issued for bill in demo_bills(today)) <= today


def test_password_and_code_lead_to_thirteen_files_on_two_pages(portal: DemoPortal) -> None:
    client = requests.Session()
    assert sign_in(portal, client).url.endswith("/espace-client")
    root = portal.url.removesuffix("/connexion")
    pages = [client.get(f"{root}/espace-client/factures?page={page}").text for page in (1, 2)]
    links = [re.findall(r'href="(/documents/\d+\.pdf)"', page) for page in pages]
    assert [len(found) for found in links] == [8, 5]
    assert "rel=next" in pages[0]
    assert "rel=next" not in pages[1]
    for link, bill in zip(links[0] + links[1], portal.bills, strict=True):
        answer = client.get(root + link)
        assert answer.content == bill.pdf
        assert answer.headers["Content-Type"] == "application/pdf"
    assert ("GET", links[0][0], 200) in [(item.method, item.target, item.status) for item in portal.requests]


def test_every_code_is_told_and_works_once(portal: DemoPortal) -> None:
    told: list[str] = []
    with DemoPortal(on_code=told.append) as other:
        give_password(other, requests.Session())
        assert told == [other.last_code]
        assert re.fullmatch(r"\d{6}", told[0])


def test_wrong_password_and_wrong_code_say_so(portal: DemoPortal) -> None:
    client = requests.Session()
    assert "mot de passe incorrect" in give_password(portal, client, "faux").text
    page = give_password(portal, client)
    wrong = "000000" if portal.last_code != "000000" else "111111"
    form = {"jeton": token(page.text), "code": wrong}
    assert "Code incorrect" in client.post(page.url, form).text
    client.post(page.url, form)
    first = portal.last_code
    assert "nouveau code" in client.post(page.url, form).text
    assert portal.last_code != first or client.get(page.url).ok
    form["code"] = portal.last_code
    assert client.post(page.url, form).url.endswith("/espace-client")


def test_a_trusted_device_needs_no_code(portal: DemoPortal) -> None:
    client = requests.Session()
    sign_in(portal, client, appareil="1")
    client.get(portal.url.replace("/connexion", "/deconnexion"))
    assert give_password(portal, client).url.endswith("/espace-client")


def test_without_the_box_a_code_is_asked_again(portal: DemoPortal) -> None:
    client = requests.Session()
    sign_in(portal, client)
    client.get(portal.url.replace("/connexion", "/deconnexion"))
    assert give_password(portal, client).url.endswith("/connexion/code")


def test_strangers_get_no_bill_but_the_terms(portal: DemoPortal) -> None:
    root = portal.url.removesuffix("/connexion")
    for path in ("/espace-client", "/espace-client/factures", f"/documents/{portal.bills[0].id}.pdf"):
        assert requests.get(root + path, allow_redirects=False).status_code == 303
    assert requests.get(f"{root}/documents/conditions-generales.pdf").content.startswith(b"%PDF")
    assert requests.get(f"{root}/rien").status_code == 404


def test_the_cookie_banner_goes_away_with_the_choice(portal: DemoPortal) -> None:
    assert "class=consent" in requests.get(portal.url).text
    assert "class=consent" not in requests.get(portal.url, cookies={"cookies": "refus"}).text
