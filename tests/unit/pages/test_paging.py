from __future__ import annotations

import pytest

from connectors.pages.listing import NextControl, PagePosition
from connectors.pages.lists import find_list
from connectors.pages.paging import find_first, find_next, page_position
from connectors.pages.tree import Page
from tests.unit.pages.trees import tree

ROWS = "".join(
    f"<tr pointer><td>F-{n}</td><td>0{n}/01/2025</td><td>{n},00 €</td>"
    f"<td><a href='/f/{n}.pdf'>PDF</a> <i class='fa fa-chevron-right'></i></td></tr>"
    for n in range(1, 5)
)
TABLE = f"<table><tr><th>Numéro</th><th>Date</th><th>Total</th><th></th></tr>{ROWS}</table>"


def read(pager: str, before: str = "", url: str = "https://p.example/list?page=2") -> Page:
    return tree(f"{before}<main><h1>Factures</h1>{TABLE}{pager}</main>", url)


def next_of(page: Page) -> NextControl | None:
    found = find_list(page)
    assert found is not None
    assert len(found.rows) == 4
    return find_next(page, found)


def first_of(page: Page) -> NextControl | None:
    found = find_list(page)
    assert found is not None
    return find_first(page, found)


def position_of(page: Page) -> PagePosition | None:
    found = find_list(page)
    assert found is not None
    return page_position(page, found)


NEXT_LINKS = {
    "rel": '<p><a rel="prev" href="?page=1">1</a><a rel="next" href="?page=3">3</a></p>',
    "French word": '<ul class="pagination"><li><a href="?page=1">Précédent</a></li><li><a href="?page=3">'
    "Suivant</a></li></ul>",
    "English word": '<div class="pager"><a href="?page=1">« Previous</a> <a href="?page=3">Next »</a></div>',
    "German word": '<div><a href="?page=1">Zurück</a> <a href="?page=3">Weiter</a></div>',
    "Spanish word": '<nav aria-label="Paginación"><a href="?page=1">Anterior</a> <a href="?page=3">'
    "Siguiente</a></nav>",
    "Italian word": '<div class="pagination"><a href="?page=1">Indietro</a> <a href="?page=3">Avanti</a>'
    "</div>",
    "Dutch word": '<div class="pagination"><a href="?page=1">Vorige</a> <a href="?page=3">Volgende</a></div>',
    "single and double icons": """<ul class="pagination">
        <li><a href="?page=1" title="Zu Seite 1 springen"><span class="fa fa-angle-left"></span></a></li>
        <li class="page-current"><a href="#">Seite 2 von 9 (170 Einträge)</a></li>
        <li><a href="?page=3" title="Zu Seite 3 springen"><span class="fa fa-angle-right"></span></a></li>
        <li><a href="?page=9" title="Zu Seite 9 springen"><span
class="fa fa-angle-double-right"></span></a></li></ul>""",
    "double before single": """<div class="pagination"><a href="?page=9"><i
class="fas fa-angle-double-right"></i></a>
        <a href="?page=3"><i class="fas fa-angle-right"></i></a></div>""",
    "signs with a last one": """<div class="pages"><a href="?page=1">‹</a><a href="?page=3">›</a><a
href="?page=9">»</a></div>""",
    "double sign alone": """<ul class="pagination"><li><a href="?page=1">«</a></li><li
class="active"><span>2</span></li>
        <li><a href="?page=3">»</a></li></ul>""",
    "numbers with a marked one": """<div class="pagination"><a href="?page=1">1</a><a class="active"
href="?page=2">2</a>
        <a href="?page=3">3</a><span>…</span><a href="?page=9">9</a></div>""",
    "numbers with one that is no link": """<div class="pagination"><a href="?page=1">1</a><span>2</span>
        <a href="?page=3">3</a><a href="?page=4">4</a></div>""",
    "aria-current": """<nav aria-label="Pagination"><ul><li><a href="?page=1" aria-label="Page 1">1</a></li>
        <li><a aria-current="page" href="?page=2" aria-label="Page 2">2</a></li>
        <li><a href="?page=3" aria-label="Page 3">3</a></li></ul></nav>""",
    "svg with a reference": """<div class="pagination"><a href="?page=1"><svg><use
href="#icon-chevron-left"/></svg></a>
        <a href="?page=3"><svg><use href="#icon-chevron-right"/></svg></a></div>""",
    "svg with a title": """<div class="pagination"><a
href="?page=1"><svg><title>Page précédente</title></svg></a>
        <a href="?page=3"><svg><title>Page suivante</title></svg></a></div>""",
    "older entries": '<div class="nav-links"><a href="?page=3">Older invoices</a></div>',
    "name of the icon in data": """<div class="pagination"><a href="?page=1"><svg
data-testid="NavigateBeforeIcon"></svg></a>
        <a href="?page=3"><svg data-testid="NavigateNextIcon"></svg></a><a href="?page=9"><svg
data-testid="LastPageIcon"></svg></a></div>""",
}


@pytest.mark.parametrize("pager", NEXT_LINKS.values(), ids=NEXT_LINKS.keys())
def test_next_links(pager: str) -> None:
    control = next_of(read(pager))
    assert control is not None
    assert control.href == "https://p.example/list?page=3"
    assert control.kind in ("link", "load_more")


NEXT_BUTTONS = {
    "Material": """<div class="mat-mdc-paginator"><div class="mat-mdc-paginator-range-label">5 – 8 of 47</div>
        <button aria-label="First page"><svg></svg></button><button
aria-label="Previous page"><svg></svg></button>
        <button id="next" aria-label="Next page"><svg></svg></button><button
aria-label="Last page"><svg></svg></button></div>""",
    "ligatures": """<div class="footer"><button><i class="material-icons">first_page</i></button>
        <button><i class="material-icons">chevron_left</i></button><span>5-8 of 47</span>
        <button id="next"><i class="material-icons">chevron_right</i></button><button><i
class="material-icons">last_page</i></button></div>""",
    "icon in data": """<div class="v-pagination"><button class="v-button"><span class="v-icon"><i
data-icon="chevron_left"></i></span></button>
        <button class="v-button page">1</button><button class="v-button page active">2</button><button
class="v-button page">3</button>
        <button class="v-button next" id="next"><span class="v-icon"><i
data-icon="chevron_right"></i></span></button></div>""",
    "Element": """<div class="el-pagination"><button type="button" class="btn-prev"><i
class="el-icon el-icon-arrow-left"></i></button>
        <ul class="el-pager"><li class="number" pointer>1</li><li class="number active" pointer>2</li><li
class="number" pointer>3</li></ul>
        <button type="button" class="btn-next" id="next"><i
class="el-icon el-icon-arrow-right"></i></button></div>""",
    "Ant": """<ul class="ant-pagination"><li title="Previous Page" class="ant-pagination-prev"><button
class="ant-pagination-item-link"><span class="anticon anticon-left"></span></button></li>
        <li title="2"
class="ant-pagination-item ant-pagination-item-2 ant-pagination-item-active"><a>2</a></li>
        <li title="Next Page" class="ant-pagination-next"><button class="ant-pagination-item-link"
id="next"><span class="anticon anticon-right"></span></button></li></ul>""",
    "Prime": """<div class="p-paginator"><button class="p-paginator-first"><span
class="pi pi-angle-double-left"></span></button>
        <button class="p-paginator-prev"><span class="pi pi-angle-left"></span></button>
        <span><button class="p-paginator-page p-highlight">2</button></span>
        <button class="p-paginator-next" id="next"><span class="pi pi-angle-right"></span></button>
        <button class="p-paginator-last"><span class="pi pi-angle-double-right"></span></button></div>""",
    "silent icons around a position": """<div><span>5–8 / 47</span><button><svg></svg></button><button
id="next"><svg></svg></button></div>""",
    "four silent icons": """<div><button><svg></svg></button><button><svg></svg></button>
<span>Page 2 of 12</span>
        <button id="next"><svg></svg></button><button><svg></svg></button></div>""",
    "link without address": """<div class="dataTables_paginate"><a
class="paginate_button previous">Previous</a>
        <a class="paginate_button next" id="next" role="link" href="#">Next</a></div>""",
    "numbers that are no controls": """<ul class="el-pager pagination"><li class="number" pointer>1</li><li
class="number is-active" pointer>2</li>
        <li class="number" pointer id="next">3</li></ul>""",
    "tooltip": """<div class="pagination"><button data-original-title="Page précédente"><img
src="/a.png"></button>
        <button id="next" data-original-title="Page suivante"><img src="/b.png"></button></div>""",
    "image": """<div class="pagination"><button><img src="/img/arrow-left.png"></button><button
id="next"><img src="/img/arrow-right.png"></button></div>""",
}


@pytest.mark.parametrize("pager", NEXT_BUTTONS.values(), ids=NEXT_BUTTONS.keys())
def test_next_buttons(pager: str) -> None:
    control = next_of(read(pager))
    assert control is not None
    assert control.node.get("id") == "next"
    assert control.href is None
    assert control.kind == "button"


LAST_PAGES = {
    "disabled attribute": '<div class="pagination"><button aria-label="Previous page">x</button><button '
    'disabled aria-label="Next page">x</button></div>',
    "aria-disabled": '<div class="pagination"><a href="?page=3" aria-disabled="true">Next</a></div>',
    "class of the item": '<ul class="pagination"><li><a href="?page=1">‹</a></li><li class="disabled"><a '
    'href="?page=3">›</a></li></ul>',
    "span in its place": '<ul class="pagination"><li><a href="?page=1">Zurück</a></li><li><span>'
    "Weiter</span></li></ul>",
    "range at its end": '<div class="pagination"><span>44-47 of 47</span><button aria-label="Next page">'
    "x</button></div>",
    "page of pages": '<div class="pagination"><a href="?page=4">«</a><span>Seite 5 von 5</span></div>',
    "last number marked": '<div class="pagination"><a href="?page=1">1</a><a class="active" href="?page=2">'
    "2</a></div>",
    "no pager": "<p>Contact</p>",
    "only the last page's control": '<div class="pagination"><a href="?page=9" title="Letzte Seite"><i '
    'class="fa-angle-double-right"></i></a></div>',
    "a form that goes on": '</main><footer><a href="/terms">Next: terms</a></footer>',
    "payment": '<div class="pagination"><a href="/pay">Next: pay</a></div>',
}


@pytest.mark.parametrize("pager", LAST_PAGES.values(), ids=LAST_PAGES.keys())
def test_no_next_page(pager: str) -> None:
    assert next_of(read(pager)) is None


@pytest.mark.parametrize(
    "label",
    [
        "Voir plus",
        "Charger plus de factures",
        "Load more",
        "Show more invoices",
        "Mehr anzeigen",
        "Weitere Rechnungen laden",
        "Ver más",
        "Mostra altri",
        "Meer laden",
        "Voir toutes mes factures",
    ],
)
def test_load_more(label: str) -> None:
    control = next_of(read(f'<div><button id="more">{label}</button></div>'))
    assert control is not None
    assert (control.kind, control.node.get("id")) == ("load_more", "more")


def test_more_about_something_else_loads_nothing() -> None:
    assert (
        next_of(
            read(
                '</main><footer><div><div><div><div><a href="/news">Voir plus</a></div></div></div></div>'
                "</footer>"
            )
        )
        is None
    )


def test_scrolling_needs_a_sign_that_more_waits() -> None:
    assert next_of(read("<div class='infinite-scroll-sentinel'></div>")).kind == "scroll"  # type: ignore[union-attr]
    assert next_of(read("<p>1-4 of 47</p>")).kind == "scroll"  # type: ignore[union-attr]
    quiet = read("<div class='infinite-scroll-sentinel'></div>")
    quiet.from_browser = False
    assert next_of(quiet) is None


def test_a_carousel_is_no_pager() -> None:
    carousel = (
        '<div class="carousel"><button aria-label="Slide"><i class="fa-chevron-left"></i></button>'
        '<button><i class="fa fa-chevron-right"></i></button></div>'
    )
    assert next_of(read("", before=f"<header><div><div><div>{carousel}</div></div></div></header>")) is None


@pytest.mark.parametrize(
    ("pager", "where"),
    [
        (
            '<ul class="pagination"><li><a href="?page=1">1</a></li><li class="active"><a href="?page=2">'
            '2</a></li><li><a href="?page=3">3</a></li></ul>',
            "?page=1",
        ),
        (
            '<div class="pager"><span>Page 3 / 5</span><a href="?page=1" title="Erste Seite">|‹</a><a '
            'href="?page=2">‹</a></div>',
            "?page=1",
        ),
        ('<div class="pager"><span>9-12 of 47</span><a href="?page=2" rel="prev">‹</a></div>', "?page=2"),
        (
            '<div class="pagination"><a href="?page=1"><i class="fa-angle-double-left"></i></a><a '
            'href="?page=2"><i class="fa-angle-left"></i></a></div>',
            "?page=1",
        ),
    ],
)
def test_the_way_to_the_first_page(pager: str, where: str) -> None:
    control = first_of(read(pager))
    assert control is not None
    assert control.href == f"https://p.example/list{where}"


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="pager"><span>Page 1 / 5</span><a href="?page=1" title="Erste Seite">|‹</a></div>',
        '<ul class="pagination"><li class="disabled"><a href="?page=1">‹</a></li></ul>',
        "<p></p>",
    ],
)
def test_on_the_first_page_there_is_no_way_to_it(pager: str) -> None:
    assert first_of(read(pager)) is None


@pytest.mark.parametrize(
    ("text", "current", "total"),
    [
        ("1-4 of 47", 1, 12),
        ("5–8 sur 47", 2, 12),
        ("41–47 sur 47", 3, 3),
        ("Page 2 / 5", 2, 5),
        ("Seite 2 von 3 (47 Einträge)", 2, 3),
        ("Showing 5 to 8 of 57 entries", 2, 15),
        ("Affichage de 1 à 4 sur 57", 1, 15),
        ("1 bis 4 von 1.204 Einträgen", 1, 301),
        ("Página 2 de 5", 2, 5),
        ("Pagina 2 di 5", 2, 5),
        ("Page 4", 4, None),
    ],
)
def test_positions(text: str, current: int, total: int | None) -> None:
    assert position_of(read(f"<p>{text}</p>")) == PagePosition(current, total)


@pytest.mark.parametrize("text", ["Page 7 / 5", "5-3 of 47", "12 documents", "2 / 5 stars"])
def test_no_positions(text: str) -> None:
    assert position_of(read(f"<p>{text}</p>")) is None


def test_a_slash_is_a_position_in_a_pager_only() -> None:
    assert position_of(read("<p>2 / 5</p>")) is None
    assert position_of(read('<div class="pager"><span>2 / 5</span></div>')) == PagePosition(2, 5)


def test_two_numbers_in_a_pager_count_pages_unless_they_count_rows() -> None:
    assert position_of(read('<div class="pager"><span>2 von 5</span></div>')) == PagePosition(2, 5)
    assert position_of(read('<div class="pager"><span>4 of 47</span></div>')) is None
    last = (
        '<div class="pager"><a href="?page=1">Previous</a><span>3 of 3</span><a href="?page=4">Next</a></div>'
    )
    assert next_of(read(last)) is None
