"""Lists as applications of many makes have them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from connectors.pages.listing import DocumentList
from connectors.pages.lists import find_list
from connectors.pages.paging import find_next
from tests.unit.pages.trees import tree

SHOP_CARDS = """
<h1>Your Orders</h1>

<div class="order-card js-order-card"><div
class="a-box order-header"><div><span>ORDER PLACED</span><span>March 3, 2025</span></div><div>
<span>TOTAL</span><span>$45.99</span></div><div><span>SHIP TO</span><a
href="javascript:void(0)">John</a></div><div><span>ORDER # </span><span>112-1234567-1234567</span><a
href="/gp/css/order-details?orderID=112-1234567-1234567">View order details</a><a
href="/your-orders/invoice/popover?orderId=112-1234567-1234567">Invoice</a></div></div><div
class="shipment"><a href="/dp/B01">USB cable</a><span>Arriving tomorrow</span><a
href="/ret/1">Return items</a><a href="/buy/1">Buy it again</a></div></div>
<div class="order-card js-order-card"><div
class="a-box order-header"><div><span>ORDER PLACED</span><span>February 3, 2025</span></div><div>
<span>TOTAL</span><span>$5.99</span></div><div><span>SHIP TO</span><a
href="javascript:void(0)">John</a></div><div><span>ORDER # </span><span>112-7654321-1234567</span><a
href="/gp/css/order-details?orderID=112-7654321-1234567">View order details</a><a
href="/your-orders/invoice/popover?orderId=112-7654321-1234567">Invoice</a></div></div><div
class="shipment"><a href="/dp/B02">Book, 3 January 2020 edition</a><span>Delivered 10 February</span><a
href="/ret/2">Return items</a></div></div>"""

DATA_GRID = """
<h4>Invoices</h4>
<div class="MuiDataGrid-root" role="grid">
<div role="row" class="MuiDataGrid-columnHeaders"><div role="columnheader"
aria-colindex="1"><div>Invoice No.</div></div><div role="columnheader"><div>Issued</div></div><div
role="columnheader"><div>Due</div></div><div role="columnheader"><div>Amount</div></div></div><div
class="MuiDataGrid-virtualScroller"><div role="rowgroup">
<div role="row" data-id="1" class="MuiDataGrid-row" pointer><div role="gridcell">INV-1001</div><div
role="gridcell">12/03/2025</div><div role="gridcell">12/04/2025</div><div
role="gridcell">€1,200.00</div></div>
<div role="row" class="MuiDataGrid-row" pointer><div role="gridcell">INV-1000</div><div
role="gridcell">02/03/2025</div><div role="gridcell">02/04/2025</div><div
role="gridcell">€200.00</div></div></div></div></div><div
class="MuiTablePagination-root"><p>1–2 of 47</p><button aria-label="Go to previous page" disabled><svg
data-testid="KeyboardArrowLeftIcon"></svg></button><button aria-label="Go to next page"><svg
data-testid="KeyboardArrowRightIcon"></svg></button></div>"""

ADMIN_CHANGE_LIST = """
<div class="breadcrumbs"><a
href="/admin/">Home</a> › Billing › Invoices</div><h1>Select invoice to change</h1>
<div class="actions"><select
name="action"><option>---------</option><option>Delete selected invoices</option></select>
<button>Go</button></div><table id="result_list"><thead><tr><th class="action-checkbox-column"><input
type="checkbox"></th><th><a href="?o=1">Number</a></th><th><a href="?o=2">Date</a></th><th><a
href="?o=3">Total</a></th></tr>
</thead>
<tbody><tr><td><input type="checkbox" name="_selected_action" value="9"></td><th><a
href="/admin/billing/invoice/9/change/">R-2025-9</a></th><td>March 3, 2025</td><td>99.00</td></tr>
<tr><td><input type="checkbox"></td><th><a
href="/admin/billing/invoice/8/change/">R-2025-8</a></th><td>March 1, 2025</td><td>12.00</td></tr>
</tbody>
</table>
<p class="paginator"><span class="this-page">1</span><a href="?p=2">2</a><a href="?p=3"
class="end">3</a> 250 invoices</p>"""

TREE_CLIENT = """
<div class="tabbar"><span class="active">Supplier Invoices</span></div><div class="toolbar"><button
title="Create a new record"><img></button><button title="Save this record"><img></button><button
title="Previous Record"><img></button><span class="badge">_/52</span><button
title="Next Record"><img></button></div><div class="treeview"><table class="tree"><thead><tr><th
class="selection"><input
type="checkbox"></th><th><label>Number</label></th><th><label>Party</label></th><th>
<label>Invoice Date</label></th><th><label>Total</label></th></tr>
</thead>
<tbody><tr pointer><td><input type="checkbox"></td><td><div
class="column">2025/17</div></td><td><a>Nordwind</a></td><td><time>03/03/2025</time></td><td>
<div>€1,190.00</div></td></tr>
<tr pointer><td><input
type="checkbox"></td><td><div>2025/16</div></td><td><a>Nordwind</a></td><td><time>03/02/2025</time></td><td>
<div>€190.00</div></td></tr>
</tbody>
</table>
</div>"""

UNFOLDING = """
<main><h1>Mes factures et paiements</h1>
<ul class="timeline"><li><button
aria-expanded="false"><span>Facture du 12 mars 2025</span><span>78,15 €</span><span>Payée</span></button></li>
<li><button
aria-expanded="false"><span>Facture du 12 janvier 2025</span><span>98,20 €</span><span>Payée</span></button>
</li>
</ul>
</main>"""

MONTHS_ONLY = """
<h1>Vos dernières factures</h1>
<table><tr><td>Facture mars 2025</td><td>29,99 €</td><td><a href="/telecharger?f=1"
title="Télécharger la facture de mars">PDF</a></td></tr>
<tr><td>Facture février 2025</td><td>29,99 €</td><td><a href="/telecharger?f=2"
title="Télécharger la facture de février">PDF</a></td></tr>
</table>"""

BILLING_ROWS = """
<div><h2>Invoice history</h2>

<div data-testid="invoice-row"><a href="https://invoice.billing.test/i/a/b1"
target="_blank"><span>3 Mar 2026</span><svg></svg></a><span>€20.00</span><span>Paid</span><span>Pro</span>
</div>
<div data-testid="invoice-row"><a href="https://invoice.billing.test/i/a/b2"
target="_blank"><span>3 Feb 2026</span><svg></svg></a><span>€20.00</span><span>Paid</span><span>Pro</span>
</div><button>View more</button></div>"""

RECEIPTS = """
<h2>Payment history</h2>
<ul><li class="Box-row"><div>2025-03-07</div><div>ABCD1234</div><div>Visa 1234</div><div>$4.00</div>
<div>Success</div><a href="/account/receipt/1" aria-label="Download this payment receipt"><svg
class="octicon octicon-download"></svg></a></li>
<li class="Box-row"><div>2025-02-07</div><div>EFGH1234</div><div>Visa 1234</div><div>$4.00</div>
<div>Success</div><a href="/account/receipt/2" aria-label="Download this payment receipt"><svg
class="octicon octicon-download"></svg></a></li>
</ul>"""

MANY_COLUMNS = """
<h1>Mes factures</h1>
<table class="oui-datagrid"><thead><tr><th>Référence</th><th>Commande</th><th>Date d'émission</th>
<th>Montant HT</th><th>Montant TTC</th><th>Reste à payer</th><th></th></tr>
</thead>
<tbody><tr><td>FR67890123</td><td>123456789</td><td>3 mars 2025</td><td>9,99 €</td><td>11,99 €</td>
<td>0,00 €</td><td><a
href="https://www.host.test/cgi-bin/order/bill.pdf?reference=FR67890123&passwd=abc"><span
class="oui-icon-download"></span></a></td></tr>
<tr><td>FR67890122</td><td>123456788</td><td>3 févr. 2025</td><td>19,99 €</td><td>23,99 €</td>
<td>0,00 €</td><td><a
href="https://www.host.test/cgi-bin/order/bill.pdf?reference=FR67890122&passwd=abc"><span
class="oui-icon-download"></span></a></td></tr>
</tbody>
</table>"""

PERIOD_COLUMN = """
<h4>Invoices</h4>
<table class="table"><thead><tr><th>Invoice period</th><th>Invoice</th><th>Amount</th><th></th></tr>
</thead>
<tbody><tr><td>01/01/2025 - 12/31/2025</td><td>#2500045</td><td>100.00 EUR</td><td><a
href="/invoice/45/download/">Download invoice</a></td></tr>
</tbody>
</table>"""

MONTH_SECTIONS = """
<h1>Documents</h1>
<section><h3>Mars 2025</h3><div class="doc"><span>Relevé de compte n°3</span><span>31/03/2025</span><button
title="Télécharger"><i class="ico-dl"></i></button></div></section>
<section><h3>Février 2025</h3><div
class="doc"><span>Relevé de compte n°2</span><span>28/02/2025</span><button title="Télécharger"><i
class="ico-dl"></i></button></div></section>"""

PLAIN_ROWS = """
<h1>Billing</h1>
<div class="css-1x"><div
class="css-h"><div>Date</div><div>Description</div><div>Amount</div><div>Status</div></div>
<div class="css-r"
pointer><div>Mar 3, 2025</div><div>Invoice #1043</div><div>$1,043.00</div><div>Paid</div></div>
<div class="css-r"
pointer><div>Feb 3, 2025</div><div>Invoice #1042</div><div>$43.00</div><div>Paid</div></div></div>"""


def listed(body: str) -> DocumentList:
    found = find_list(tree(body, "https://x.example/account/x"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "number", "issued", "total", "currency", "hint", "kind"),
    [
        (SHOP_CARDS, "112-1234567-1234567", date(2025, 3, 3), "45.99", "USD", "incoming_invoice", "link"),
        (DATA_GRID, "INV-1001", date(2025, 3, 12), "1200.00", "EUR", "incoming_invoice", "row"),
        (ADMIN_CHANGE_LIST, "R-2025-9", date(2025, 3, 3), "99.00", None, "incoming_invoice", "link"),
        (TREE_CLIENT, "2025/17", date(2025, 3, 3), "1190.00", "EUR", "incoming_invoice", "row"),
        (UNFOLDING, None, date(2025, 3, 12), "78.15", "EUR", "incoming_invoice", "button"),
        (MONTHS_ONLY, None, date(2025, 3, 1), "29.99", "EUR", "incoming_invoice", "link"),
        (BILLING_ROWS, None, date(2026, 3, 3), "20.00", "EUR", "incoming_invoice", "link"),
        (RECEIPTS, "ABCD1234", date(2025, 3, 7), "4.00", "USD", "receipt", "link"),
        (MANY_COLUMNS, "FR67890123", date(2025, 3, 3), "11.99", "EUR", "incoming_invoice", "link"),
        (PERIOD_COLUMN, "2500045", None, "100.00", "EUR", "incoming_invoice", "link"),
        (MONTH_SECTIONS, None, date(2025, 3, 31), None, None, "statement", "button"),
        (PLAIN_ROWS, "1043", date(2025, 3, 3), "1043.00", "USD", "incoming_invoice", "row"),
    ],
)
def test_the_first_row(
    body: str,
    number: str | None,
    issued: date | None,
    total: str | None,
    currency: str | None,
    hint: str,
    kind: str,
) -> None:
    found = listed(body)
    row = found.rows[0]
    assert (row.number, row.issued, row.currency, row.type_hint) == (number, issued, currency, hint)
    assert row.total == (Decimal(total) if total else None)
    assert row.actions[0].kind == kind
    assert len(found.rows) == (1 if body is PERIOD_COLUMN else 2)
    assert len({r.key for r in found.rows}) == len(found.rows)


def test_the_invoice_of_an_order_comes_before_its_details() -> None:
    row = listed(SHOP_CARDS).rows[0]
    assert [a.label for a in row.actions[:2]] == ["Invoice", "View order details"]
    assert not {a.label for a in row.actions} & {"Return items", "Buy it again"}


def test_a_month_alone_is_no_precise_date() -> None:
    assert not listed(MONTHS_ONLY).rows[0].date_precise


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (DATA_GRID, "Go to next page"),
        (ADMIN_CHANGE_LIST, "2"),
        (BILLING_ROWS, "View more"),
        (TREE_CLIENT, None),
    ],
)
def test_further_rows(body: str, label: str | None) -> None:
    page = tree(body, "https://x.example/account/x")
    found = find_list(page)
    assert found is not None
    control = find_next(page, found)
    assert (control.label if control else None) == label
