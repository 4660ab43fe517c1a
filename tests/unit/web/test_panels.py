"""What lies over a list, and how it goes away."""

from __future__ import annotations

from connectors.pages.tree import Box
from connectors.web.panels import find_closer, open_panels
from tests.unit.pages.trees import tree


def test_open_panels_are_dialogs_and_large_drawers_once_each() -> None:
    page = tree("""<div role=dialog><div aria-modal=true>Invoice</div></div><aside class=v-drawer></aside>
        <span class=dialog-hint></span><div role=dialog style="display:none">x</div><div class=panel>y</div>""")
    drawer, hint = (node for node in page.nodes if node.tag in ("aside", "span"))
    drawer.box, hint.box = Box(0, 0, 600, 900), Box(0, 0, 90, 20)
    assert [node.tag for node in open_panels(page)] == ["div", "aside"]


def test_an_icon_alone_closes_the_panel() -> None:
    page = tree("""<button><i data-icon=close></i></button>
        <div role=dialog><button><i data-icon=download></i></button>
        <button class=last><i data-icon=close></i></button></div>""")
    closer = find_closer(page)
    assert closer is not None
    assert closer.classes == ("last",)
