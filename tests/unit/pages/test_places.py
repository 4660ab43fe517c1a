"""Where to look when no word of the navigation speaks of documents."""

from __future__ import annotations

from connectors.pages.navigation import find_document_links, find_places
from connectors.pages.tree import Box
from tests.unit.pages.trees import tree

BAR = """<aside><div class=module-bar><a href=/admin/content><i data-icon=box></i></a>
<a href=/admin/users><i data-icon=people></i></a><a href=/admin/activity><i data-icon=bolt></i></a>
<a href=https://docs.example/ ><i data-icon=help></i></a><a href=/account/page>Here</a>
<a href=/logout>Sign out</a></div></aside><main><a href=/elsewhere>Elsewhere</a></main>"""


def test_places_are_those_of_the_navigation_in_its_order() -> None:
    page = tree(BAR)
    assert not find_document_links(page)
    assert [place.href for place in find_places(page)] == [
        "https://portal.example/admin/content",
        "https://portal.example/admin/activity",
    ]


def test_a_session_that_is_still_open_is_continued() -> None:
    page = tree("<h1>Sign in</h1><p>Claire</p><a href=/logout>Sign out</a><button>Continue</button>")
    assert [place.label for place in find_places(page)] == ["Continue"]


def test_continue_below_a_form_is_not_pressed() -> None:
    assert not find_places(tree("<form><input name=card><button>Continue</button></form>"))


def test_closed_parts_of_the_navigation_come_after_its_places() -> None:
    page = tree("""<div class=topbar><span onclick=1><i class="icon-hamburger"></i></span>
        <a href=/orders-of-mine>Kram</a></div>
        <aside><ul class=nav><li><a onclick=1>Sequelize</a></li><li><a onclick=1>Settings</a></li></ul>
        <nav><button aria-expanded=false>Verwaltung</button></nav></aside>
        <main><ul><li><a onclick=1>A row</a></li></ul><button aria-expanded=false>More</button></main>""")
    assert [place.label for place in find_places(page)] == ["Kram", "", "Sequelize", "Verwaltung"]


def test_three_bars_without_a_name_stand_in_the_corner() -> None:
    page = tree(
        "<section><span onclick=1><svg></svg></span></section><section><span onclick=1></span></section>"
    )
    corner, elsewhere = (node for node in page.nodes if node.tag == "span")
    corner.box, elsewhere.box = Box(0, 3, 56, 58), Box(600, 300, 56, 58)
    assert [place.node for place in find_places(page)] == [corner]
