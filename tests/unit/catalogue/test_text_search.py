from __future__ import annotations

from pathlib import Path

import pytest

from connectors.catalogue.catalogue import YamlCatalogue
from tests.unit.catalogue.writing import write

ENTRIES = {
    "electricite": ("Électricité du Nord", "countries: [FR]\ncategories: [energy]"),
    "nord-telecom": ("Nord Télécom", "aliases: [Box Été]\ncountries: [FR, BE]"),
    "soeurs": ("Sœurs & Cie", "categories: [energy]"),
    "one-and-one": ("1&1", "hosts: [login.ionos.example]\ncountries: [DE]"),
    "brico-fr": ("Grand Brico (France)", "aliases: [Brico]\ncountries: [FR]"),
    "brico-be": ("Grand Brico (Belgique)", "aliases: [Brico]\ncountries: [BE]"),
    "brico-hand": ("Brico à la main", "countries: [FR]\nsupport: by_hand"),
    "brico-neuf": ("Brico neuf", "countries: [FR]"),
    "brico-sur": (
        "Brico sûr",
        "countries: [FR]\nsupport: verified\nverified_on: 2026-01-02\nverified_with: '1.0'",
    ),
}


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shipped")
    for portal_id, (name, extra) in ENTRIES.items():
        write(folder, portal_id, name, extra)
    return folder


@pytest.fixture(scope="module")
def catalogue(shipped: Path) -> YamlCatalogue:
    return YamlCatalogue(shipped=shipped)


def ids(catalogue: YamlCatalogue, *, limit: int | None = None, **conditions: str) -> list[str]:
    return [found.id for found in catalogue.list(limit=limit, **conditions)]


BY_NAME = [
    "one-and-one",
    "brico-hand",
    "brico-neuf",
    "brico-sur",
    "electricite",
    "brico-be",
    "brico-fr",
    "nord-telecom",
    "soeurs",
]


def test_without_words_all_come_by_name(catalogue: YamlCatalogue) -> None:
    assert ids(catalogue) == BY_NAME
    assert ids(catalogue, text="   ") == BY_NAME
    for nothing_yet in ("&", "https", "https:", "https://", "https://www.", "www"):
        assert ids(catalogue, text=nothing_yet) == BY_NAME
    assert ids(catalogue, limit=2) == BY_NAME[:2]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nord", ["nord-telecom", "electricite"]),
        ("NORD ÉLEC", ["electricite"]),
        ("nord télé", ["nord-telecom"]),
        ("nordtele", ["nord-telecom"]),
        ("nor d tele com", ["nord-telecom"]),
        ("tricite", ["electricite"]),
        ("ete", ["nord-telecom"]),
        ("box", ["nord-telecom"]),
        ("SŒURS & CIE", ["soeurs"]),
        ("ionos", ["one-and-one"]),
        ("1&1", ["one-and-one"]),
        ("11", ["one-and-one"]),
        ("facture du nord telecom", ["nord-telecom"]),
        ("https://www.soeurs.example/login", ["soeurs"]),
        ("n", ["nord-telecom"]),
        ("qqqq", []),
    ],
)
def test_by_words(catalogue: YamlCatalogue, text: str, expected: list[str]) -> None:
    assert ids(catalogue, text=text) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("electrictie", "electricite"),
        ("electicité du nrod", "electricite"),
        ("telcom", "nord-telecom"),
        ("soeur", "soeurs"),
        ("souers", "soeurs"),
        ("telecom de la lune", "nord-telecom"),
    ],
)
def test_typing_errors_and_words_too_many(catalogue: YamlCatalogue, text: str, first: str) -> None:
    assert ids(catalogue, text=text)[0] == first


def test_the_users_country_then_what_is_sure_comes_first(shipped: Path, catalogue: YamlCatalogue) -> None:
    # At home: named so exactly, then what begins so, in each the better support first.
    assert ids(catalogue, text="brico") == ["brico-fr", "brico-sur", "brico-neuf", "brico-hand", "brico-be"]
    belgian = YamlCatalogue(shipped=shipped, home="BE")
    assert ids(belgian, text="brico")[:2] == ["brico-be", "brico-fr"]


def test_a_portal_without_countries_is_everywhere(catalogue: YamlCatalogue) -> None:
    assert ids(catalogue, country="be") == ["brico-be", "nord-telecom", "soeurs"]
    assert ids(catalogue, country="IT") == ["soeurs"]


def test_of_a_category_what_there_is_at_home_comes_first(shipped: Path, catalogue: YamlCatalogue) -> None:
    assert ids(catalogue, category="energy") == ["electricite", "soeurs"]
    assert ids(YamlCatalogue(shipped=shipped, home="DE"), category="energy") == ["soeurs", "electricite"]


def test_conditions_add_up(catalogue: YamlCatalogue) -> None:
    assert ids(catalogue, category="energy") == ["electricite", "soeurs"]
    assert ids(catalogue, category="energy", letter="s") == ["soeurs"]
    assert ids(catalogue, letter="#") == ["one-and-one"]
    assert ids(catalogue, text="nord", country="FR", category="energy", letter="E") == ["electricite"]
    assert ids(catalogue, text="electrictie", category="telecom") == []


@pytest.mark.parametrize(
    "text", ['"', "'", "a OR b", "NOT", "nord*", "names : nord", "^nord", "(", "%", "\0", "né"]
)
def test_what_is_typed_is_never_a_command(catalogue: YamlCatalogue, text: str) -> None:
    assert isinstance(ids(catalogue, text=text), list)


def test_what_was_found_is_read_when_it_is_looked_at(catalogue: YamlCatalogue) -> None:
    found = catalogue.list()
    assert (len(found), found.position("soeurs"), found.position("nowhere")) == (9, 8, None)
    assert catalogue.list(letter="B").position("soeurs") is None
    assert found[8].name == "Sœurs & Cie"
    for outside in (9, -1):
        with pytest.raises(IndexError):
            found[outside]


def test_what_occurs(catalogue: YamlCatalogue) -> None:
    facets = catalogue.facets()
    assert facets.letters == ("B", "E", "G", "N", "S", "#")
    assert set(facets.countries) == {"FR", "BE", "DE"}
    assert facets.categories == ("energy",)
