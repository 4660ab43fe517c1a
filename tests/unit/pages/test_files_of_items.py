"""Files on the pages and panels of items in applications: icons, fields, heads of panels."""

from __future__ import annotations

import pytest

from connectors.pages.dangerous import is_dangerous
from connectors.pages.files import files_to_take, find_files
from tests.unit.pages.trees import tree

FIELD = (
    "<h1>F-2025-7</h1><label>File</label><div class=input><span class=kind>pdf</span>"
    "<input readonly placeholder='No file'><span class='icon edit' {how}>"
    "<i data-icon=open_in_new></i></span></div>"
)


def test_an_icon_that_opens_stands_beside_the_kind_of_a_file() -> None:
    page = tree(FIELD.format(how="onclick=1"))
    [link] = find_files(page)
    assert link.node.classes == ("icon", "edit")
    assert link.leads == "detail"


def test_an_icon_that_nothing_listens_to_is_no_file() -> None:
    assert not find_files(tree(FIELD.format(how="")))


@pytest.mark.parametrize("icon", ["delete", "send", "add_shopping_cart"])
def test_an_icon_with_an_effect_is_no_file(icon: str) -> None:
    page = tree(f"<p>F-7.pdf <span class=icon onclick=1><i data-icon={icon}></i></span></p>")
    assert not find_files(page)


def test_a_download_in_the_head_of_a_panel_beats_its_fields() -> None:
    page = tree("""<div role=dialog><header><h2>F 2025 7</h2>
        <a href=/assets/1f?download download=F-2025-7.pdf><i data-icon=download></i></a></header>
        <div onclick=1>F-2025-7.pdf <input name=name></div>
        <div><input type=number><span role=button class=icon onclick=1><i data-icon=keyboard_arrow_down></i>
        </span></div></div>""")
    links = find_files(page)
    assert [link.href for link in links] == ["https://portal.example/assets/1f?download"]
    assert links[0].leads == "file"
    assert links[0].score > 0.8


def test_a_plain_control_in_the_head_of_a_page_is_no_file() -> None:
    assert not find_files(tree("<header><a href=/invoices>Invoices</a></header><p>x</p>"))


@pytest.mark.parametrize("label", ["Remplacer le fichier", "Replace file", "Datei ersetzen", "Ersetzen"])
def test_replacing_a_file_is_dangerous(label: str) -> None:
    assert is_dangerous(label)


def test_a_panel_hides_the_files_behind_it() -> None:
    page = tree("""<main><a href=/f/1.pdf>F-1.pdf</a></main>
        <div role=dialog><button>Download</button><button>Delete</button></div>""")
    assert [link.label for link in find_files(page)] == ["Download"]


def test_of_nested_controls_the_best_one_counts() -> None:
    page = tree("<div onclick=1 class=card><a href=/f/1.pdf>F-1.pdf</a> Invoice</div>")
    assert [link.node.tag for link in find_files(page)] == ["a"]


def test_files_far_less_sure_than_the_best_are_not_taken() -> None:
    page = tree("""<h1>Invoice 7</h1><a href=/i/7.pdf>Invoice F-7.pdf</a> <a href=/i/8.pdf>Invoice F-8.pdf</a>
        <p>x</p><div><a href=/get/9 class=download></a></div>""")
    links = find_files(page)
    assert len(links) == 3
    assert [link.href for link in files_to_take(links)] == [link.href for link in links[:2]]


def test_without_a_file_the_best_ways_to_one_are_taken() -> None:
    page = tree("<p><span class=kind>pdf</span><span onclick=1><i data-icon=visibility></i></span></p>")
    assert [link.leads for link in files_to_take(find_files(page))] == ["detail"]
