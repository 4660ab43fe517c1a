"""Lists, pages behind rows, and files."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Literal

import pypdfium2 as pdfium
import pytest
import requests

from tests.portal_simulator.config import (
    DetailConfig,
    DocumentPlan,
    FetchConfig,
    ListConfig,
    PortalConfig,
)
from tests.portal_simulator.documents import SimDocument
from tests.portal_simulator.plan import HOSTILE_NAMES
from tests.portal_simulator.simulator import PortalSimulator
from tests.portal_simulator.words import amount_text, date_text
from tests.unit.portal_simulator.client import Client


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("fr", "numeric", "01/02/2026"),
        ("fr", "short", "1er févr. 2026"),
        ("fr", "long", "1er février 2026"),
        ("fr", "month", "février 2026"),
        ("en", "short", "Feb 1, 2026"),
        ("de", "numeric", "01.02.2026"),
        ("de", "long", "1. Februar 2026"),
        ("de", "none", ""),
    ],
)
def test_dates_have_the_forms_of_the_language(language: str, form: str, text: str) -> None:
    assert date_text(language, date(2026, 2, 1), form) == text


def test_amounts_have_the_forms_of_the_language() -> None:
    amount = Decimal("-1234.56")
    assert amount_text("fr", amount, "EUR") == "-1\u202f234,56\xa0€"
    assert amount_text("de", amount, "EUR") == "-1.234,56\xa0€"
    assert amount_text("en", amount, "GBP") == "-£1,234.56"
    assert amount_text("en", amount, "CHF") == "CHF -1,234.56"


def walk(client: Client, most: int = 20) -> list[str]:
    """The files of all pages, by the link "next"."""
    links, query = [], ""
    for _ in range(most):
        page = client.list_page(query)
        links += client.file_links(page)
        following = re.search(rf'href="[^"?]+(\?[^"]*)">{client.sim.portal.t["next"]}<', page)
        if not following:
            break
        query = following[1].replace("&amp;", "&")
    return links


def test_all_pages_hold_every_document_once_with_its_very_bytes() -> None:
    with PortalSimulator() as sim:
        client = Client(sim)
        client.sign_in()
        links = walk(client)
        assert [client.path(link).content for link in links] == [item.bytes for item in sim.documents]
        assert len(sim.sent("file", status=200)) == 24


def test_the_plan_is_what_it_says() -> None:
    with PortalSimulator(PortalConfig(documents=DocumentPlan(count=120, pad_to=20_000))) as sim:
        items = sim.documents
        assert Counter(item.type for item in items) == {"incoming_invoice": 110, "credit_note": 10}
        assert sum(item.facturx for item in items) == 10
        assert {len(item.bytes) for item in items} == {20_000}
        assert [item.issued for item in items] == sorted((item.issued for item in items), reverse=True)
        assert all((item.total < 0) == (item.type == "credit_note") for item in items)
        text = pdfium.PdfDocument(items[0].bytes)[0].get_textpage().get_text_bounded()
        assert items[0].number in text
        assert items[0].truth()["sha256"] == items[0].sha256


def test_twins_and_equal_numbers() -> None:
    with PortalSimulator(PortalConfig(documents=DocumentPlan(twin_every=3, same_number_every=4))) as sim:
        pairs = Counter((item.issued, item.total) for item in sim.documents)
        assert sum(count == 2 for count in pairs.values()) == 8
        assert sum(count == 2 for count in Counter(item.number for item in sim.documents).values()) == 6
        assert len({item.sha256 for item in sim.documents}) == 24


def test_strangers_are_sent_to_sign_in() -> None:
    with PortalSimulator() as sim:
        for path in (sim.portal.t["path_list"], f"{sim.portal.t['path_file']}/{sim.documents[0].id}.pdf"):
            answer = requests.get(sim.origin + path, allow_redirects=False)
            assert (answer.status_code, sim.portal.t["path_login"] in answer.headers["Location"]) == (
                303,
                True,
            )
        assert requests.get(sim.origin + "/api/bills").status_code == 401
        assert requests.get(sim.origin + "/legal/terms.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("shape", ["table", "cards", "definition"])
@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_rows_say_number_date_and_amount(shape: str, language: str) -> None:
    config = PortalConfig(language=language, listing=ListConfig(shape=shape))  # type: ignore[arg-type]
    with PortalSimulator(config) as sim:
        client = Client(sim)
        client.sign_in()
        page, first = client.list_page(), sim.documents[0]
        assert first.number in page
        assert date_text(language, first.issued, "numeric") in page
        assert amount_text(language, first.total, "EUR") in page


def test_years_and_contracts_divide_the_list() -> None:
    listing = ListConfig(years="select", contracts=("Paris", "Lyon"), paging="none")
    with PortalSimulator(PortalConfig(listing=listing)) as sim:
        client = Client(sim)
        client.sign_in()
        years = sorted({item.issued.year for item in sim.documents}, reverse=True)
        found: list[str] = []
        for contract in (0, 1):
            for year in years:
                found += client.file_links(client.list_page(f"?contrat={contract}&annee={year}"))
        assert len(set(found)) == len(found) == 24
        assert client.list_page() == client.list_page(f"?contrat=0&annee={years[0]}")


@pytest.mark.parametrize(
    ("end", "holds", "lacks"),
    [
        ("clean", "", "Suivant<"),
        ("disabled", "aria-disabled=true>Suivant<", ""),
        ("repeat", '">Suivant<', ""),
    ],
)
def test_the_last_page_ends_as_configured(end: str, holds: str, lacks: str) -> None:
    with PortalSimulator(PortalConfig(listing=ListConfig(end=end))) as sim:  # type: ignore[arg-type]
        client = Client(sim)
        client.sign_in()
        last = client.list_page("?page=3")
        assert holds in last
        assert not lacks or lacks not in last
        again = client.list_page("?page=4")
        assert client.file_links(again) == client.file_links(last)


def test_an_endless_list_has_ever_older_documents() -> None:
    with PortalSimulator(PortalConfig(listing=ListConfig(end="endless"))) as sim:
        client = Client(sim)
        client.sign_in()
        links = walk(client, most=12)
        assert len(set(links)) == 120
        assert sim.documents[119].issued < sim.documents[23].issued


def test_the_list_reopens_where_the_user_left_it() -> None:
    with PortalSimulator(PortalConfig(listing=ListConfig(resume=True))) as sim:
        client = Client(sim)
        client.sign_in()
        first = client.list_page()
        third = client.list_page("?page=3")
        assert client.list_page() == third
        other = Client(sim)
        other.sign_in()
        assert other.list_page() == third
        assert other.list_page("?page=1") == first


@pytest.mark.parametrize("order", ["oldest", "mixed"])
def test_other_orders(order: Literal["oldest", "mixed"]) -> None:
    with PortalSimulator(PortalConfig(listing=ListConfig(order=order, paging="none"))) as sim:
        client = Client(sim)
        client.sign_in()
        ids = [re.sub(r"\D", "", link) for link in client.file_links(client.list_page())]
        newest_first = [item.id for item in sim.documents]
        assert sorted(ids) == sorted(newest_first)
        assert (ids == newest_first[::-1]) == (order == "oldest")


EMPTY: tuple[Literal["words", "silent"], ...] = ("words", "silent")


def test_an_empty_list_says_so_or_not() -> None:
    for empty in EMPTY:
        config = PortalConfig(documents=(), listing=ListConfig(empty=empty))
        with PortalSimulator(config) as sim:
            client = Client(sim)
            client.sign_in()
            words = sim.portal.t["no_invoices"].replace("'", "&#x27;")
            assert (words in client.list_page()) == (empty == "words")


def test_given_documents_are_served_and_more_can_appear() -> None:
    mine = SimDocument("9000001", "X-1", date(2026, 5, 1), Decimal("10.00"))
    newer = SimDocument("9000002", "X-2", date(2026, 6, 1), Decimal("11.00"))
    with PortalSimulator(PortalConfig(documents=(mine,))) as sim:
        client = Client(sim)
        client.sign_in()
        assert "X-2" not in client.list_page()
        sim.add_documents(newer)
        assert [re.sub(r"\D", "", link) for link in client.file_links(client.list_page())] == [
            "9000002",
            "9000001",
        ]


def test_details_hold_the_file_and_other_pdfs() -> None:
    with PortalSimulator(PortalConfig(detail=DetailConfig(depth=2))) as sim:
        client = Client(sim)
        client.sign_in()
        page = client.list_page()
        assert client.file_links(page) == []
        detail = client.path(f"{sim.portal.t['path_list']}/{sim.documents[0].id}").text
        assert client.file_links(detail) == []
        assert "/legal/terms.pdf" in detail
        deeper = re.findall(rf'href="({sim.portal.t["path_list"]}/\d+/\d+)"', detail)
        assert len(client.file_links(client.path(deeper[0]).text)) == 1


def test_orders_hold_their_documents() -> None:
    with PortalSimulator(PortalConfig(detail=DetailConfig(orders=True, per_row=2))) as sim:
        client = Client(sim)
        client.sign_in()
        keys = re.findall(rf'href="{sim.portal.t["path_list"]}/(C\d+)"', client.list_page())
        links = client.file_links(client.path(f"{sim.portal.t['path_list']}/{keys[1]}").text)
        assert [re.sub(r"\D", "", link) for link in links] == [item.id for item in sim.documents[2:4]]


def test_ways_to_a_file() -> None:
    with PortalSimulator(PortalConfig(fetch=FetchConfig(kind="post"))) as sim:
        client, first = Client(sim), sim.documents[0]
        client.sign_in()
        path = f"{sim.origin}{sim.portal.t['path_file']}/{first.id}.pdf"
        assert client.get(path).status_code == 404
        assert client.post(path).content == first.bytes
        content = client.path(f"/api/bills/{first.id}/content").json()
        assert content["fileName"] == first.name
        once = client.post(f"{sim.origin}/api/bills/{first.id}/link").json()["url"]
        assert client.path(once).content == first.bytes
        assert client.path(once).status_code == 404
    with PortalSimulator(PortalConfig(fetch=FetchConfig(kind="zip"))) as sim:
        client = Client(sim)
        client.sign_in()
        archive = zipfile.ZipFile(io.BytesIO(client.path(client.file_links(client.list_page())[0]).content))
        assert archive.read(archive.namelist()[0]) == sim.documents[0].bytes


def test_files_on_another_host_need_the_signature_and_no_cookie() -> None:
    with PortalSimulator(PortalConfig(fetch=FetchConfig(host="127.0.0.2"))) as sim:
        client = Client(sim)
        client.sign_in()
        answer = client.path(client.file_links(client.list_page())[0])
        assert answer.content == sim.documents[0].bytes
        assert answer.url.startswith("http://127.0.0.2:")
        assert requests.get(answer.url.partition("?")[0]).status_code == 404
        assert "cookie" not in sim.requests.all()[-2].headers


def test_hostile_names_reach_the_client() -> None:
    with PortalSimulator(PortalConfig(documents=DocumentPlan(hostile_names=True))) as sim:
        client = Client(sim)
        client.sign_in()
        names = [client.path(link).headers["Content-Disposition"] for link in walk(client)]
        assert any("../../" in name for name in names)
        assert any("CON.pdf" in name for name in names)
        assert any(len(name) > 600 for name in names)
        assert {item.file_name for item in sim.documents} == set(HOSTILE_NAMES)


def test_pages_look_like_a_site_and_give_nothing_away() -> None:
    with PortalSimulator() as sim:
        client = Client(sim)
        client.sign_in()
        page = client.list_page()
        assert "data-" not in page
        for word in ("pay", "my_contract", "my_profile", "logout", "privacy", "chat"):
            assert sim.portal.t[word].replace("'", "&#x27;") in page
