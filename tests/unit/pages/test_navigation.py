from __future__ import annotations

import pytest

from connectors.pages.navigation import find_document_links
from tests.unit.pages.trees import tree


def labels(body: str, url: str = "https://portal.example/home") -> list[str]:
    return [link.label for link in find_document_links(tree(body, url))]


@pytest.mark.parametrize(
    "label",
    [
        "Mes factures",
        "Invoices",
        "Rechnungen",
        "Facturas",
        "Fatture",
        "Facturen",
        "Factures et paiements",
        "Rechnungsübersicht",
        "Billing",
        "Facturation",
        "Bestellungen",
        "Mes commandes",
        "Orders",
        "Documents",
        "Meine Dokumente",
        "Receipts",
        "Relevés",
        "Billing history",
    ],
)
def test_words_that_lead_to_documents(label: str) -> None:
    body = f'<nav><a href="/a">Profil</a><a href="/b">{label}</a><a href="/c">Aide</a></nav>'
    assert labels(body)[0] == label


def test_invoices_come_before_orders_before_the_account() -> None:
    body = (
        '<nav><a href="/account">Mein Konto</a><a href="/o">Bestellungen</a><a href="/r">Rechnungen</a></nav>'
    )
    assert labels(body) == ["Rechnungen", "Bestellungen", "Mein Konto"]


def test_what_only_sounds_like_it_comes_last_or_not_at_all() -> None:
    body = """<nav><a href="/1">Adresse de facturation</a><a href="/2">Moyens de paiement</a><a
href="/3">Mes factures</a>
    <a href="/4">Comprendre ma facture</a><a href="/5/pay">Payer ma facture</a><a
href="https://news.example/x">Invoice software</a>
    <button>Créer une facture</button></nav><footer><a href="/6">Factures</a></footer>"""
    found = labels(body)
    assert found[0] == "Mes factures"
    assert "Payer ma facture" not in found
    assert "Créer une facture" not in found


def test_hidden_menus_icons_and_entries_without_address() -> None:
    body = """<nav><div style="display:none"><a href="/factures">Mes factures</a></div>
    <button title="Rechnungen"><i class="icon-receipt"></i></button>
    <a href="/x"><i class="fa fa-file-invoice"></i></a><li pointer>Invoices</li></nav>"""
    found = find_document_links(tree(body))
    by_label = {link.label: link for link in found}
    assert by_label["Mes factures"].href == "https://portal.example/factures"
    assert by_label["Rechnungen"].href is None
    assert by_label["Invoices"].href is None
    assert any(link.href == "https://portal.example/x" for link in found)
    assert by_label["Rechnungen"].score > by_label["Invoices"].score


def test_the_page_itself_is_no_way() -> None:
    body = '<nav><a href="/home#top">Rechnungen</a><a href="#/invoices">Invoices</a></nav>'
    assert labels(body) == ["Invoices"]
    assert labels(body, "https://portal.example/home#/invoices") == []


def test_the_better_of_two_links_to_one_place() -> None:
    body = '<nav><a href="/f">Facturation</a></nav><main><a href="/f">Mes factures</a></main>'
    assert labels(body) == ["Mes factures"]


def test_other_hosts_of_the_same_site_are_likelier_than_strangers() -> None:
    body = """<a href="https://billing.portal.example/">Invoices a</a><a
href="https://other.test/">Invoices b</a>"""
    first, second = find_document_links(tree(body))
    assert first.label == "Invoices a"
    assert first.score > second.score


def test_an_empty_page_has_no_ways() -> None:
    assert labels("") == []


def test_pagers_lead_to_no_other_place() -> None:
    assert labels('<div class="pagination"><a href="/invoices?page=2">Next</a></div>') == []


def test_single_orders_and_languages_are_no_places() -> None:
    body = """<nav><a href="/locale/set?locale=de&amp;next=/account/orders">Website auf Deutsch</a></nav>
    <a href="/order/HAFLR/secret0024/">HAFLR</a><a href="/order/HAFLR/secret0024/">Details</a>
    <a href="/account/orders/">All my orders</a><a href="/invoice/7">Invoice NW-00007</a>
    <a href="/help?back=/invoices">Hours</a>"""
    assert labels(body)[0] == "All my orders"
    assert not {"Website auf Deutsch", "HAFLR", "Details", "Hours"} & set(labels(body))
