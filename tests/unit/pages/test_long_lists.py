"""Long lists take time in proportion to their rows."""

from __future__ import annotations

import time

from connectors.pages.lists import find_list
from connectors.pages.paging import find_next
from connectors.pages.tree import Page
from tests.unit.pages.trees import tree


def long_list(count: int) -> Page:
    rows = "".join(
        f"<tr id='row{n}'><td><input type=checkbox></td><td><a href='/invoice/{n}'>F2024-{n:05d}</a></td>"
        f"<td>{n % 28 + 1:02d}/{n % 12 + 1:02d}/20{10 + n % 15}</td><td>{n % 1000},{n % 100:02d} €</td>"
        f"<td><a href='/invoice/{n}/pdf'><i class='fa fa-download'></i></a></td></tr>"
        for n in range(count)
    )
    head = "<tr><th></th><th>Number</th><th>Date</th><th>Total</th><th></th></tr>"
    return tree(f"<h1>Invoices</h1><table><thead>{head}</thead><tbody>{rows}</tbody></table>")


def seconds(count: int) -> float:
    page = long_list(count)
    start = time.process_time()
    found = find_list(page)
    assert found is not None
    assert len(found.rows) == count
    assert find_next(page, found) is None
    return time.process_time() - start


def test_four_times_the_rows_take_about_four_times_as_long() -> None:
    seconds(50)
    short = min(seconds(500) for _ in range(3))
    assert seconds(2000) < 9 * short
