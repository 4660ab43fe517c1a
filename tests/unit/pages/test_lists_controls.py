"""Which controls of a row count, and which headings."""

from __future__ import annotations

from connectors.pages.lists import find_list
from tests.unit.pages.test_lists import listed
from tests.unit.pages.trees import tree


def test_menus_plain_elements_and_hidden_links_of_a_row() -> None:
    row = """<div class="row"><span>F2024-{0}</span><span>12/01/2025</span><span>1{0},00 €</span>
    <div class="opener" onclick="x()">Détails</div><button aria-haspopup="true"><i class="dots"></i></button>
    <button><i data-icon="more_vert"></i></button><div style="display:none"><a
href="/f/{0}.pdf">PDF</a></div></div>"""
    first, _ = listed(f"<h1>Factures</h1><div>{row.format(1)}{row.format(2)}</div>").rows
    kinds = [(a.kind, a.leads) for a in first.actions]
    assert kinds == [("link", "file"), ("button", "detail"), ("menu", "unknown"), ("menu", "unknown")]


def test_rows_whose_cells_show_the_hand() -> None:
    rows = "".join(
        f"<tr><td pointer>F-10{n}</td><td pointer>0{n}/01/2025</td><td pointer>1{n},00 €</td></tr>"
        for n in range(1, 4)
    )
    found = listed(
        f"<h1>Factures</h1><table><tr><th>Numéro</th><th>Date</th><th>Total</th></tr>{rows}</table>"
    )
    assert [a.kind for a in found.rows[0].actions] == ["row"]
    assert found.rows[0].actions[0].score > 0.3


def test_headings_of_roles_and_classes_count_hidden_ones_do_not() -> None:
    rows = '<div class="r"><span>02/01/2025</span><span>12,00 €</span><button>OK-1</button></div>' * 2
    assert find_list(tree(f"<div>{rows}</div>")) is None
    assert listed(f'<div role="heading">Mes factures</div><div>{rows}</div>').score > 0.3
    assert listed(f'<div class="page-title">Mes factures</div><div>{rows}</div>').score > 0.3
    assert find_list(tree(f"<h2 hidden>Mes factures</h2><div>{rows}</div>")) is None
    assert find_list(tree(f"<aside><h2>Mes factures</h2></aside><div>{rows}</div>")) is None
