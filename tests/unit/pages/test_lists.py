from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.pages.listing import DocumentList
from connectors.pages.lists import find_list, is_empty_list
from tests.unit.pages.trees import tree


def listed(
    body: str, url: str = "https://portal.example/account/page", lang: str = "", title: str = ""
) -> DocumentList:
    found = find_list(tree(body, url, lang=lang, title=title))
    assert found is not None
    return found


PORTAL_TABLE = """
<h3>Invoices &amp; Bills</h3>
<table class="table"><thead><tr><th>Invoice #</th><th>Invoice Date</th><th>Due Date</th><th>Status</th>
<th>Amount Due</th></tr></thead><tbody>
<tr><td><a href="/my/invoices/31?access_token=abc">INV/2025/00031</a></td><td>03/14/2025</td>
<td>04/13/2025</td>
<td><span class="badge">Paid</span></td><td>$ 1,200.50</td></tr>
<tr><td><a href="/my/invoices/30?access_token=def">INV/2025/00030</a></td><td>03/02/2025</td>
<td>04/01/2025</td>
<td><a href="/my/invoices/30/pay">Pay Now</a></td><td>$ 99.00</td></tr>
</tbody></table>"""


def test_portal_table_with_american_dates() -> None:
    found = listed(PORTAL_TABLE)
    first, second = found.rows
    assert (first.number, first.issued, first.total, first.currency) == (
        "INV/2025/00031",
        date(2025, 3, 14),
        Decimal("1200.50"),
        "USD",
    )
    # 03/02 alone could be February; the column says that the month comes first.
    assert second.issued == date(2025, 3, 2)
    assert second.total == Decimal("99.00")
    assert first.key == "https://portal.example/my/invoices/31"
    assert [a.href for a in second.actions] == ["https://portal.example/my/invoices/30?access_token=def"]
    assert first.type_hint == "incoming_invoice"
    assert found.header[0] == "Invoice #"
    assert found.score >= 0.8


SHOP_ORDERS = """
<h1>My account</h1><nav><ul><li class="is-active"><a href="/my-account/orders/"
aria-current="page">Orders</a></li>
<li><a href="/my-account/customer-logout/">Log out</a></li></ul></nav>
<table class="shop_table"><thead><tr><th><span>Order</span></th><th><span>Date</span></th><th>
<span>Status</span></th>
<th><span>Total</span></th><th><span>Actions</span></th></tr></thead><tbody>
<tr class="order"><th scope="row"><a href="/my-account/view-order/1042/">#1042</a></th>
<td><time datetime="2025-02-11T09:20:00+00:00">February 11, 2025</time></td><td>Completed</td>
<td><span class="amount"><bdi><span>&euro;</span>59.90</bdi></span> for 2 items</td>
<td><a href="/checkout/order-pay/1042/?pay_for_order=true" class="button pay">Pay</a>
<a href="/my-account/view-order/1042/" class="button view">View</a>
<a href="/my-account/orders/?cancel_order=true&order=wc_1" class="button cancel">Cancel</a>
<a href="/?bewpi_action=view&post=1042&nonce=99" class="button invoice">Invoice</a></td></tr>
<tr class="order"><th scope="row"><a href="/my-account/view-order/1001/">#1001</a></th>
<td><time datetime="2025-01-09T09:20:00+00:00">January 9, 2025</time></td><td>Processing</td>
<td><span class="amount"><bdi><span>&euro;</span>1,250.00</bdi></span> for 1 item</td>
<td><a href="/my-account/view-order/1001/" class="button view">View</a>
<a href="/?bewpi_action=view&post=1001&nonce=98" class="button invoice">Invoice</a></td></tr>
</tbody></table>"""


def test_shop_orders_lead_to_the_invoice_and_never_to_payment() -> None:
    found = listed(SHOP_ORDERS, "https://shop.example/my-account/orders/")
    first, second = found.rows
    assert (first.number, first.issued, first.total) == ("1042", date(2025, 2, 11), Decimal("59.90"))
    assert second.total == Decimal("1250.00")
    assert first.actions[0].label == "Invoice"
    pressed = {a.label for a in first.actions}
    assert not pressed & {"Pay", "Cancel"}
    assert "View" in pressed or "#1042" in pressed


TELECOM_CARDS = """
<h1>Mes factures</h1>
<div class="bills">
 <div class="bill-card"><div class="head"><span>Facture</span> <strong>Mars 2025</strong></div>
  <p>Émise le 05/03/2025</p><p>À payer avant le 20/03/2025</p><p class="price">29<sup>,99</sup> €</p>
  <button type="button" class="btn" aria-label="Télécharger la facture du 5 mars 2025"><i
class="icon-download"></i></button>
  <button type="button" class="btn">Payer</button></div>
 <div class="bill-card"><div class="head"><span>Facture</span> <strong>Février 2025</strong></div>
  <p>Émise le 05/02/2025</p><p>À payer avant le 20/02/2025</p><p class="price">31<sup>,49</sup> €</p>
  <button type="button" class="btn" aria-label="Télécharger la facture du 5 février 2025"><i
class="icon-download"></i></button>
  </div>
</div>"""


def test_telecom_cards_with_buttons() -> None:
    first, second = listed(TELECOM_CARDS).rows
    assert (first.issued, first.total, first.currency) == (date(2025, 3, 5), Decimal("29.99"), "EUR")
    assert (second.issued, second.total) == (date(2025, 2, 5), Decimal("31.49"))
    assert [(a.kind, a.leads, a.href) for a in first.actions] == [("button", "file", None)]


BILLING_LIST = """
<div><h2>Invoice history</h2>
<div class="Box"><a class="Row"
href="https://invoice.example.com/i/acct_1/live_YWNjdF8xM0x4TVdFZUh5ZkZqYUZfX1R4RzFqU3dVZ2V0Z1Z0Y2Nnd1NsZ2Rjc2VjcmV0cGFydA0200?s=il">
<div><span>Mar 3, 2026</span></div><div><span>$20.00</span></div><div><span>Paid</span></div>
<div>Pro plan</div></a>
<a class="Row"
href="https://invoice.example.com/i/acct_1/live_ZWNjdF8xM0x4TVdFZUh5ZkZqYUZfX1R4RzFqU3dVZ2V0Z1Z0Y2Nnd1NsZ2Rjc2VjcmV0cGFydA0200?s=il">
<div><span>Feb 3, 2026</span></div><div><span>$20.00</span></div><div><span>Paid</span></div>
<div>Pro plan</div></a></div></div>"""


def test_rows_that_are_links_with_rotating_addresses() -> None:
    first, second = listed(BILLING_LIST).rows
    assert first.issued == date(2026, 3, 3)
    assert first.total == Decimal("20.00")
    assert first.currency == "USD"
    assert first.actions[0].href is not None
    assert "live_" not in first.key
    assert first.key != second.key


CLICKABLE_ROWS = """
<header><span class="breadcrumb">Content</span><h1 class="type-title">Supplier invoices</h1></header>
<div class="v-table"><table><thead><tr><th class="select"><button
class="v-checkbox"></button></th><th>Number</th>
<th>Issued on</th><th>Supplier</th><th>Total gross</th><th></th></tr></thead><tbody>
<tr class="table-row clickable" pointer><td><button role="checkbox" class="v-checkbox"></button></td>
<td><div>F2024-113</div></td><td><div>March 14th, 2024</div></td><td>Nordlicht AG</td><td>1,190.00</td><td>
</td></tr>
<tr class="table-row clickable" pointer><td><button role="checkbox" class="v-checkbox"></button></td>
<td><div>F2024-112</div></td><td><div>March 1st, 2024</div></td><td>Nordlicht AG</td><td>85</td><td></td></tr>
</tbody></table></div>"""


def test_rows_that_open_on_a_click_are_pressed_on_a_quiet_cell() -> None:
    first, second = listed(CLICKABLE_ROWS, "https://admin.example/admin/content/invoices").rows
    assert (first.number, first.issued, first.total) == ("F2024-113", date(2024, 3, 14), Decimal("1190.00"))
    assert second.total == Decimal("85")
    assert [a.kind for a in first.actions] == ["row"]
    assert first.actions[0].node.tag == "td"
    assert first.actions[0].href is None
    assert first.actions[0].leads == "detail"


def test_rows_without_any_control_are_pressed_themselves() -> None:
    found = listed(
        CLICKABLE_ROWS.replace(" pointer", "").replace("<button", "<span").replace("</button>", "</span>")
    )
    assert [a.kind for a in found.rows[0].actions] == ["row"]
    assert found.rows[0].actions[0].score < 0.3


SPLIT_TABLE = """
<h1>Rechnungen</h1>
<div class="el-table"><div class="el-table__header-wrapper"><table><thead><tr><th><div
class="cell">Rechnungsnummer</div></th>
<th><div class="cell">Fälligkeit</div></th><th><div class="cell">Rechnungsdatum</div></th><th><div
class="cell">Netto</div></th>
<th><div class="cell">Brutto</div></th><th><div class="cell">Aktionen</div></th><th
class="gutter"></th></tr></thead></table></div>
<div class="el-table__body-wrapper"><table><tbody>
<tr class="el-table__row"><td><div class="cell">RE-2025-0007</div></td><td><div
class="cell">31.03.2025</div></td><td><div class="cell">01.03.2025</div></td>
<td><div class="cell">100,00 €</div></td><td><div class="cell">119,00 €</div></td>
<td><button class="el-button" title="Bearbeiten"><i class="el-icon-edit"></i></button>
<button class="el-button"><i class="el-icon-delete"></i></button><button class="el-button"><i
class="el-icon-download"></i></button></td></tr>
<tr class="el-table__row"><td><div class="cell">RE-2025-0006</div></td><td><div
class="cell">28.02.2025</div></td><td><div class="cell">01.02.2025</div></td>
<td><div class="cell">200,00 €</div></td><td><div class="cell">238,00 €</div></td>
<td><button class="el-button" title="Bearbeiten"><i class="el-icon-edit"></i></button>
<button class="el-button"><i class="el-icon-delete"></i></button><button class="el-button"><i
class="el-icon-download"></i></button></td></tr>
</tbody></table></div></div>"""


def test_titles_in_a_table_of_their_own_choose_the_columns() -> None:
    first, _ = listed(SPLIT_TABLE).rows
    assert (first.number, first.issued, first.total) == ("RE-2025-0007", date(2025, 3, 1), Decimal("119.00"))
    assert [(a.kind, a.leads) for a in first.actions] == [("button", "file")]
    assert "download" in first.actions[0].node.elements[0].get("class")


GRID = """
<h2>Facturas</h2><div role="grid"><div role="rowgroup"><div role="row"><div role="columnheader">Número</div>
<div role="columnheader">Fecha de emisión</div><div role="columnheader">Importe</div><div
role="columnheader"></div></div></div>
<div role="rowgroup"><div role="row" class="MuiDataGrid-row"><div role="gridcell">FV-2025/17</div>
<div role="gridcell">3 de marzo de 2025</div><div role="gridcell">1.234,56 €</div>
<div role="gridcell"><button aria-label="Más"
aria-haspopup="menu"><svg></svg></button></div></div></div></div>"""


def test_a_single_row_of_a_grid_with_titles() -> None:
    (row,) = listed(GRID).rows
    assert (row.number, row.issued, row.total) == ("FV-2025/17", date(2025, 3, 3), Decimal("1234.56"))
    assert [a.kind for a in row.actions] == ["menu"]


DEFINITIONS = """
<h2>Mes documents</h2><dl>
<dt>Facture F2025-01 du 05/01/2025</dt><dd>45,00 € <a href="/doc?id=1">Télécharger</a></dd>
<dt>Facture F2025-02 du 05/02/2025</dt><dd>47,00 € <a href="/doc?id=2">Télécharger</a></dd></dl>"""


def test_definition_lists() -> None:
    first, second = listed(DEFINITIONS).rows
    assert (first.number, first.issued, first.total) == ("F2025-01", date(2025, 1, 5), Decimal("45.00"))
    assert first.actions[0].href == "https://portal.example/doc?id=1"
    assert second.key == "https://portal.example/doc?id=2"


PER_YEAR = """
<h1>Factures</h1>
<h2>2025</h2><ul><li>Facture du 10/02/2025 - 12,00 € <a href="/f/3.pdf">PDF</a></li>
<li>Facture du 10/01/2025 - 12,00 € <a href="/f/2.pdf">PDF</a></li></ul>
<h2>2024</h2><ul><li>Facture du 10/12/2024 - 12,00 € <a href="/f/1.pdf">PDF</a></li></ul>"""


def test_lists_of_several_years_are_one() -> None:
    rows = listed(PER_YEAR).rows
    assert [r.issued for r in rows] == [date(2025, 2, 10), date(2025, 1, 10), date(2024, 12, 10)]
    assert [a.leads for r in rows for a in r.actions] == ["file"] * 3


FLEX_SPANS = """
<h1>Invoices</h1><div class="list">
<div class="row"><span>F2024-1</span><span>12/01/2025</span><span>119,00 €</span><a href="#"
onclick="x()">Download</a></div>
<div class="row"><span>F2024-2</span><span>12/02/2025</span><span>19,00 €</span><a href="#"
onclick="x()">Download</a></div></div>"""


def test_texts_of_touching_elements_are_told_apart() -> None:
    first, second = listed(FLEX_SPANS).rows
    assert (first.number, first.issued, first.total) == ("F2024-1", date(2025, 1, 12), Decimal("119.00"))
    assert first.actions[0].href is None
    assert first.actions[0].leads == "file"
    assert first.key == "F2024-1|2025-01-12|119.00"
    assert second.key == "F2024-2|2025-02-12|19.00"


def test_equal_rows_get_distinct_keys() -> None:
    row = '<div class="row"><span>12/01/2025</span><span>119,00 €</span><button>PDF</button></div>'
    keys = [r.key for r in listed(f"<h1>Factures</h1><div>{row}{row}</div>").rows]
    assert len(set(keys)) == 2
    assert keys[1] == keys[0] + "#2"


def test_the_customers_number_is_no_documents_number() -> None:
    rows = "".join(
        f"<tr><td>Vertrag 4711-0815</td><td>0{i}.01.2025</td><td>1{i},00 €</td><td><a href='/r/{i}'>"
        f"Rechnung</a></td></tr>"
        for i in range(1, 5)
    )
    found = listed(f"<h1>Rechnungen</h1><table>{rows}</table>")
    assert [r.number for r in found.rows] == [None] * 4


def test_summary_rows_and_details_rows() -> None:
    body = """<h1>Factures</h1><table><tr><th>N° de facture</th><th>Date</th><th>HT</th><th>TVA</th>
<th>TTC</th><th></th></tr>
    <tr><td>F-10</td><td>01/02/2025</td><td>10,00</td><td>2,00</td><td>12,00</td><td></td></tr>
    <tr class="details"><td colspan="6"><a href="/f/10.pdf">Télécharger</a></td></tr>
    <tr><td>F-09</td><td>01/01/2025</td><td>20,00</td><td>4,00</td><td>24,00</td><td></td></tr>
    <tr class="details"><td colspan="6"><a href="/f/9.pdf">Télécharger</a></td></tr>
    <tr><td>Total</td><td></td><td>30,00</td><td>6,00</td><td>36,00</td><td></td></tr></table>"""
    found = listed(body)
    assert [(r.number, r.total) for r in found.rows] == [
        ("F-10", Decimal("12.00")),
        ("F-09", Decimal("24.00")),
    ]
    assert found.rows[0].actions[0].href == "https://portal.example/f/10.pdf"


def test_credit_notes_by_word_and_by_sign() -> None:
    body = """<h1>Rechnungen</h1><ul>
    <li>Rechnung R-1001 vom 02.01.2025 100,00 € <a href="/1">Download</a></li>
    <li>Gutschrift R-1002 vom 05.01.2025 -100,00 € <a href="/2">Download</a></li>
    <li>Beleg R-1003 vom 06.01.2025 10,00 € <a href="/3">Download</a></li></ul>"""
    hints = [r.type_hint for r in listed(body).rows]
    assert hints == ["incoming_invoice", "credit_note", "receipt"]


def test_order_rows_do_not_claim_to_be_invoices() -> None:
    body = """<h1>Bestellungen</h1><div>
    <article><h4><a href="/o/HAFLR" target="_blank">HAFLR</a></h4><time>07.01.2025 10:00</time><p>119,00 €</p>
    <small>Mo, 1. März 2027</small><a href="/o/HAFLR" target="_blank">Details</a></article>
    <article><h4><a href="/o/HXXXX" target="_blank">HXXXX</a></h4><time>08.01.2025 10:00</time><p>19,00 €</p>
    <small>Mo, 1. März 2027</small><a href="/o/HXXXX" target="_blank">Details</a></article></div>"""
    first, _ = listed(body).rows
    assert (first.issued, first.total, first.type_hint) == (date(2025, 1, 7), Decimal("119.00"), None)
    assert len(first.actions) == 1
    assert first.actions[0].new_tab
    assert first.actions[0].leads == "detail"


@pytest.mark.parametrize(
    "body",
    [
        """<h1>Warenkorb</h1><table><tr><th>Artikel</th><th>Lieferdatum</th><th>Preis</th></tr>
        <tr><td>AB-1234</td><td>02.01.2025</td><td>12,00 €</td><td><a href="/a/1">Details</a></td></tr>
        <tr><td>AB-1235</td><td>02.01.2025</td><td>13,00 €</td><td><a
href="/a/2">Details</a></td></tr></table>""",
        """<h1>Actualités</h1><article><h2><a
href="/n/1">Notre offre à 12,00 €</a></h2><p>3 janvier 2025</p></article>
        <article><h2><a href="/n/2">Notre offre à 13,00 €</a></h2><p>4 janvier 2025</p></article>""",
        """<h1>Ma consommation</h1><table><tr><th>Date</th><th>Index</th><th>kWh</th><th>Montant</th></tr>
        <tr><td>01/01/2025</td><td>12345</td><td>120</td><td>24,00 €</td><td><a href="/c/1">Voir</a></td></tr>
        <tr><td>01/02/2025</td><td>12465</td><td>110</td><td>22,00 €</td><td><a
href="/c/2">Voir</a></td></tr></table>""",
        """<h1>Login history</h1><table><tr><th>Date</th><th>IP address</th><th>Session</th></tr>
        <tr><td>2025-01-01 10:00</td><td>10.0.0.1</td><td>AB1234</td><td><a href="/s/1">Details</a></td></tr>
        <tr><td>2025-01-02 10:00</td><td>10.0.0.1</td><td>AB1235</td><td><a
href="/s/2">Details</a></td></tr></table>""",
        """<nav><ul><li><a href="/2024">Rechnungen 2024</a></li><li><a
href="/2025">Rechnungen 2025</a></li></ul></nav>
        <p>Willkommen</p>""",
        """<h2>Kalender</h2><table><tr><td>01.01.2025 <a href="#">+</a></td><td>02.01.2025 <a
href="#">+</a></td></tr></table>""",
        "<p>Nothing</p>",
        "",
    ],
)
def test_other_lists_are_not_taken(body: str) -> None:
    assert find_list(tree(body)) is None


def test_the_list_of_documents_wins_over_others() -> None:
    usage = """<h2>Consommation</h2><table><tr><th>Date</th><th>kWh</th><th>Montant</th></tr>
    <tr><td>01/01/2025</td><td>120</td><td>24,00 €</td><td><a href="/c/1">Voir</a></td></tr>
    <tr><td>01/02/2025</td><td>110</td><td>22,00 €</td><td><a href="/c/2">Voir</a></td></tr></table>"""
    found = listed(usage + PER_YEAR + usage)
    assert len(found.rows) == 3


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Mes factures</h1><p>Vous n'avez aucune facture pour le moment.</p>",
        "<h1>Mes factures</h1><p>Aucune facture disponible</p>",
        "<h1>Invoices</h1><p>You don't have any invoices yet.</p>",
        "<h1>Invoices</h1><p>There are no invoices.</p>",
        "<h1>Rechnungen</h1><p>Es liegen noch keine Rechnungen vor.</p>",
        "<h1>Bestellungen (0)</h1><p>Sie haben keine Bestellungen.</p>",
        "<h1>Facturas</h1><div>No hay facturas</div>",
        "<h1>Fatture</h1><div>Nessuna fattura trovata</div>",
        "<h1>Facturen</h1><div>Er zijn nog geen facturen</div>",
        "<table><tr><th>Invoice number</th><th>Date</th></tr><tr><td colspan=2>No data available</td></tr>"
        "</table>",
        "<h1>Orders</h1><p>You haven't placed any orders yet.</p>",
        "<h1>Invoices</h1><div class='empty'>No items</div>",
    ],
)
def test_empty_lists_say_so(body: str) -> None:
    assert is_empty_list(tree(body))


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Mes factures</h1><p>Chargement…</p>",
        "<h1>Factures</h1>",
        "<h1>Profil</h1><p>Aucun résultat</p>",
        PER_YEAR + "<p>Aucune facture impayée</p>",
        "<h1>Login</h1><p>No account? Register</p>",
        "<h1>Invoices</h1><p>No longer want paper invoices? Go paperless.</p>",
    ],
)
def test_silence_is_no_proof_of_an_empty_list(body: str) -> None:
    assert not is_empty_list(tree(body))
