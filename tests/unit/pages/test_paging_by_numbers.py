"""Pagers of numbers alone, and lists whose rows carry where the user came from."""

from __future__ import annotations

from connectors.pages.lists import find_list
from connectors.pages.paging import find_next
from tests.unit.pages.trees import tree


def page(number: int, trail: str = "") -> str:
    rows = "".join(
        f"<tr><th><a href=/admin/invoice/{n}/change/{trail}>PK-2023-00{n}</a></th><td>Jan. {n}, 2023</td>"
        f"<td>{n}.50</td></tr>"
        for n in range(10, 14)
    )
    pager = f"<a href=?p=1>1</a> <span>{number}</span> <a class=end href=?p=3>3</a> 44 invoices <a href=?all>All</a>"
    return (
        f"<h1>Invoices</h1><table><tr><th>Number<th>Issued on<th>Total</tr>{rows}</table>"
        f"<p class=paginator>{pager}</p>"
    )


def test_the_class_of_the_last_number_does_not_make_it_unreachable() -> None:
    shown = tree(page(2), "https://p.example/admin/invoice/?p=2")
    found = find_list(shown)
    assert found is not None
    control = find_next(shown, found)
    assert control is not None
    assert control.href == "https://p.example/admin/invoice/?p=3"


def test_keys_do_not_depend_on_filters_and_pages_in_the_trail() -> None:
    plain = find_list(tree(page(2)))
    trailed = find_list(tree(page(2, "?_changelist_filters=p%3D2")))
    assert plain is not None
    assert trailed is not None
    assert [row.key for row in plain.rows] == [row.key for row in trailed.rows]
