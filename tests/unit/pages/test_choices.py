from __future__ import annotations

import pytest

from connectors.pages.choices import find_choices
from connectors.pages.listing import Choice
from connectors.pages.lists import find_list
from tests.unit.pages.trees import by_id, tree

LIST = """<ul><li>Facture du 10/02/2025 - 12,00 € <a href="/f/3.pdf">PDF</a></li>
<li>Facture du 10/01/2025 - 12,00 € <a href="/f/2.pdf">PDF</a></li></ul>"""


def choices(body: str) -> tuple[Choice, ...]:
    page = tree(f"<main><h1>Factures</h1>{body}{LIST}</main>")
    return find_choices(page, find_list(page))


def test_a_select_of_years_with_its_button() -> None:
    page = tree(
        """<main><form><label for="y">Année</label><select id="y" name="year"><option value="">Toutes</option>
        <option value="2025" selected>2025</option><option value="2024">2024</option></select>
        <button id="go" type="submit">Afficher</button></form></main>"""
    )
    (choice,) = find_choices(page, None)
    assert choice.kind == "year"
    assert [(o.label, o.value, o.selected) for o in choice.options] == [
        ("Toutes", "Toutes", False),
        ("2025", "2025", True),
        ("2024", "2024", False),
    ]
    assert choice.control is by_id(page, "y")
    assert choice.submit is by_id(page, "go")


@pytest.mark.parametrize(
    ("select", "kind"),
    [
        (
            "<label>Vertrag <select><option>Strom 4711</option><option>Gas 4712</option></select></label>",
            "contract",
        ),
        ("<select name='account_id'><option>Main</option><option>Second</option></select>", "contract"),
        (
            "<label>Show <select><option>10</option><option>25</option><option>100</option></select> "
            "entries</label>",
            "per_page",
        ),
        ("<select><option>10 par page</option><option>50 par page</option></select>", "per_page"),
        (
            "<select><option>Last 30 days</option><option>Last 3 months</option><option>2024</option>"
            "</select>",
            "period",
        ),
        (
            "<select><option>All documents</option><option>Invoices</option><option>Credit notes</option>"
            "</select>",
            "type",
        ),
        ("<select name='y'><option>2024</option><option>2023</option></select>", "year"),
    ],
)
def test_kinds_of_selects(select: str, kind: str) -> None:
    assert [c.kind for c in choices(select)] == [kind]
    assert choices(select)[0].submit is None


@pytest.mark.parametrize(
    "select",
    [
        "<select name='lang'><option>Français</option><option>English</option></select>",
        "<label>Sort <select><option>Date</option><option>Amount</option></select></label>",
        "<select disabled><option>2025</option><option>2024</option></select>",
        "<select><option>2025</option></select>",
        "<select><option>Rot</option><option>Blau</option></select>",
        "<header><select><option>2025</option><option>2024</option></select></header>",
    ],
)
def test_selects_that_choose_nothing_here(select: str) -> None:
    assert choices(select) == ()


def test_years_as_links_tabs_and_buttons() -> None:
    links = (
        '<div><a href="?y=2026" class="active">2026</a> <a href="?y=2025">2025</a> <a href="?y=2024">'
        "2024</a></div>"
    )
    (choice,) = choices(links)
    assert (choice.kind, [o.label for o in choice.options]) == ("year", ["2026", "2025", "2024"])
    assert [o.selected for o in choice.options] == [True, False, False]
    assert choice.options[1].href == "https://portal.example/account/page?y=2025"
    items = "<ul><li><button>2026</button></li><li><button>2025</button></li></ul>"
    assert [c.kind for c in choices(items)] == ["year"]
    tabs = (
        '<div role="tablist"><button role="tab" aria-selected="true">2026</button><button role="tab">'
        "Older</button></div>"
    )
    assert [c.kind for c in choices(tabs)] == ["year"]


def test_tabs_of_types_and_contracts() -> None:
    tabs = (
        '<div role="tablist"><a role="tab" href="#">Factures</a><a role="tab" href="#">Avoirs</a><a '
        'role="tab" href="#">Contrats</a></div>'
    )
    assert [c.kind for c in choices(tabs)] == ["type"]
    lines = (
        '<div role="tablist"><a role="tab" href="#">Ligne 06 11</a><a role="tab" href="#">Ligne 06 '
        "12</a></div>"
    )
    assert [c.kind for c in choices(lines)] == ["contract"]
    other = '<div role="tablist"><a role="tab" href="#">Profil</a><a role="tab" href="#">Sécurité</a></div>'
    assert choices(other) == ()


def test_links_in_rows_and_pagers_are_no_choices() -> None:
    assert choices('<div class="pagination"><a href="?p=1">1</a><a href="?p=2">2</a></div>') == ()
    assert choices("<div><a href='/a'>Profil</a><a href='/b'>Sécurité</a></div>") == ()


def test_names_that_show_the_same_page_for_each_are_contracts() -> None:
    links = '<div class="tabs"><a class="on" href="?contrat=0">Paris</a><a href="?contrat=1">Lyon</a></div>'
    (choice,) = choices(links)
    assert (choice.kind, [o.selected for o in choice.options]) == ("contract", [True, False])
    plain = '<div><a class="active" href="?site=a&amp;page=2">Halle</a> <a href="?site=b">Werk</a></div>'
    assert [c.kind for c in choices(plain)] == ["contract"]
    buttons = '<div class="segmented"><button class="active">Paris</button><button>Lyon</button></div>'
    assert [c.kind for c in choices(buttons)] == ["contract"]


@pytest.mark.parametrize(
    "links",
    [
        '<div class="tabs"><a class="on" href="?s=0">Payées</a><a href="?s=1">Impayées</a></div>',
        '<div class="tabs"><a class="on" href="?c=0">Paris</a><a href="/other?c=1">Lyon</a></div>',
        '<div class="tabs"><a href="?c=0">Paris</a><a href="?c=1">Lyon</a></div>',
        '<div class="tabs"><a class="on" href="?c=0">Paris</a><a href="?c=1&amp;d=2">Lyon</a></div>',
        '<div class="tabs"><a class="on" href="?lang=fr">FR</a><a href="?lang=en">EN</a></div>',
        '<nav><a class="on" href="?c=0">Paris</a><a href="?c=1">Lyon</a></nav>',
        '<div><button class="active">Paris</button><button>Lyon</button></div>',
    ],
)
def test_other_names_beside_each_other_choose_nothing(links: str) -> None:
    assert choices(links) == ()
