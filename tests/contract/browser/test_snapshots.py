"""Pages as data: the same page while nothing changes, another one as soon as something does."""

from __future__ import annotations

import pytest

from connectors.browser.session import BrowserSession
from connectors.pages.lists import find_list
from connectors.web.snapshots import Snapshots
from tests.contract.browser.conftest import Site, needs_browser

pytestmark = [needs_browser, pytest.mark.browser]

_ROW = "<tr><td>F-{0}</td><td>0{0}/03/2026</td><td>1{0},00 €</td><td><a href=/f/{0}.pdf>PDF</a></td></tr>"
_LIST = "<h1>Mes factures</h1><table>" + "".join(map(_ROW.format, (1, 2, 3))) + "</table>"


def test_an_unchanged_page_is_read_once(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/list", _LIST))
    snapshots = Snapshots()
    first = snapshots.take(shared_session)
    listed = find_list(first)
    assert listed is not None and len(listed.rows) == 3
    assert find_list(snapshots.take(shared_session)) is listed


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('td').textContent = 'F-9'",
        "document.querySelector('tr').remove()",
        "document.querySelector('tr').style.display = 'none'",
        "document.querySelector('a').setAttribute('href', '/g.pdf')",
        "document.body.style.paddingTop = '40px'",
    ],
)
def test_whatever_changes_is_seen(shared_session: BrowserSession, site: Site, change: str) -> None:
    shared_session.open(site.page("/list", _LIST))
    snapshots = Snapshots()
    before = snapshots.take(shared_session)
    shared_session.run(change)
    assert snapshots.take(shared_session) is not before


def test_half_a_character_is_no_obstacle(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/odd", r"<p></p><p>\ud800 \\ud800</p>"))
    shared_session.run(r"document.querySelector('p').textContent = 'a \ud800\\ud800 b \ud83d\ude00'")
    page = Snapshots().take(shared_session)
    first, second = (page.text(node) for node in page.find("p"))
    assert first == "a \ufffd\\ud800 b \U0001f600"
    assert second == r"\ud800 \\ud800"


def test_what_the_entry_names_is_marked(shared_session: BrowserSession, site: Site) -> None:
    shared_session.open(site.page("/list", _LIST))
    page = Snapshots({"row": "tr"}).take(shared_session)
    assert sum(node.get("#match") == "row" for node in page.nodes) == 3
