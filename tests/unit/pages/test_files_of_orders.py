from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.pages.files import find_files
from connectors.pages.listing import FileLink
from tests.unit.pages.trees import tree


def files(body: str) -> tuple[FileLink, ...]:
    return find_files(tree(body, "https://shop.example/order/AB12/"))


ORDER = """
<header><nav><a href="/invoices">Meine Rechnungen</a><a href="/logout">Abmelden</a></nav></header>
<main><h2>Bestellung AB12X</h2><div class="panel"><h3>Bestellte Produkte
<a href="/order/AB12/modify">Details bearbeiten</a></h3>
<div role="table"><div role="row"><div role="cell">Tagesseminar</div><div
role="cell">119,00 €</div></div></div></div>
<div class="panel"><h3>Rechnungen</h3><ul>
<li><a href="/order/AB12/invoice/46" target="_blank">Rechnung NW-00046</a> (26.07.2025)</li>
<li><a href="/order/AB12/invoice/47"
target="_blank">Rechnungskorrektur NW-00047</a> (31.07.2025)</li></ul></div>
<a href="/order/AB12/pay">Jetzt bezahlen</a> <a href="/order/AB12/cancel">Bestellung stornieren</a>
<a href="/order/AB12/tickets.pdf">Tickets herunterladen (PDF)</a></main>
<footer><a href="/agb.pdf">AGB</a> <a href="/datenschutz">Datenschutz</a></footer>"""


def test_invoice_and_correction_of_an_order_and_nothing_else() -> None:
    first, second = files(ORDER)
    assert (first.number, first.issued, first.type_hint) == (
        "NW-00046",
        date(2025, 7, 26),
        "incoming_invoice",
    )
    assert (second.number, second.issued, second.type_hint) == ("NW-00047", date(2025, 7, 31), "credit_note")
    assert first.href == "https://shop.example/order/AB12/invoice/46"
    assert first.new_tab
    assert first.kind == "link"


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ('<a href="/dl/7">Télécharger la facture</a>', "Télécharger la facture"),
        ("<button>Download invoice (PDF)</button>", "Download invoice (PDF)"),
        ('<h3>Factura</h3><a href="/x/7.pdf"><i class="fa fa-file-pdf"></i></a>', ""),
        ('<a href="/x/7.pdf" download>F2024-113.pdf</a>', "F2024-113.pdf"),
        ('<a class="button" href="/scarica?id=3">Scarica fattura</a>', "Scarica fattura"),
        ('<a href="/factuur/3">Factuur downloaden</a>', "Factuur downloaden"),
        ('<a href="/i/3" title="Rechnung herunterladen"><svg></svg></a>', "Rechnung herunterladen"),
    ],
)
def test_ways_to_offer_the_file(body: str, label: str) -> None:
    (found,) = files(f"<main>{body}</main>")
    assert found.label == label
    assert found.leads == "file"


def test_a_file_one_page_deeper() -> None:
    (found,) = files("<main><h1>Commande 1042</h1><a href='/commande/1042/suite'>Voir la facture</a></main>")
    assert found.leads == "detail"


def test_embedded_viewers() -> None:
    body = """<iframe src="/viewer/f.pdf#toolbar=0" title="Invoice INV-77"></iframe>
    <object data="/terms.pdf" type="application/pdf" aria-label="Terms and conditions"></object>
    <embed type="application/pdf" src="blob:https://shop.example/1"><iframe src="about:blank"></iframe>
    <iframe src="https://video.example/embed/1"></iframe>"""
    found = files(body)
    assert {f.href for f in found} == {
        "https://shop.example/viewer/f.pdf#toolbar=0",
        "blob:https://shop.example/1",
    }
    assert {f.kind for f in found} == {"embed"}


@pytest.mark.parametrize(
    "body",
    [
        '<a href="/agb.pdf">Allgemeine Geschäftsbedingungen (PDF)</a>',
        '<a href="/guide.pdf">Guide : comprendre ma facture (PDF)</a>',
        '<a href="/bl.pdf">Bon de livraison</a>',
        '<a href="/lf.pdf">Leitfaden: Ihre Rechnung verstehen</a>',
        '<a href="/mf.pdf">Musterrechnung</a>',
        '<a href="/privacy.pdf">Privacy notice</a>',
        '<a href="/invoices">Back to my invoices</a>',
        '<nav><a href="/factures">Mes factures</a></nav>',
        '<a href="/factures">Factures</a>',
        "<button>Pay invoice</button>",
        "<button>Rechnung anfordern</button>",
        "<button disabled>Download invoice</button>",
        "<p>Invoice F-17</p>",
        "",
    ],
)
def test_what_is_no_invoice(body: str) -> None:
    assert files(f"<main>{body}</main>") == ()


def test_values_beside_the_link() -> None:
    (found,) = files(
        "<main><table><tr><td>Facture</td><td>FA-2025-7</td><td>03/02/2025</td><td>1 234,56 €</td>"
        "<td><a href='/f/7'>Télécharger</a></td></tr></table></main>"
    )
    assert (found.number, found.issued, found.total, found.currency) == (
        "FA-2025-7",
        date(2025, 2, 3),
        Decimal("1234.56"),
        "EUR",
    )
    assert found.type_hint == "incoming_invoice"


def test_the_better_of_two_links_to_one_address() -> None:
    (found,) = files(
        "<main><a href='/invoice/7.pdf'><img src='/pdf.png'></a> <a href='/invoice/7.pdf'>Invoice INV-7</a>"
        "</main>"
    )
    assert found.label == "Invoice INV-7"


def test_a_button_with_a_form_of_its_own_stands_beside_the_document() -> None:
    item = """<li>Facture FA-2026-{0} - 15/10/2026 - 414,93 € <form method="post" action="/download">
    <input type="hidden" name="id" value="{0}"><button type="submit">Télécharger</button></form></li>"""
    found = files(f"<main><ul>{item.format(1)}{item.format(2)}</ul></main>")
    assert [f.number for f in found] == ["FA-2026-1", "FA-2026-2"]
