from __future__ import annotations

import pytest

from app import i18n
from app.i18n import language, set_language, system_language, tr, trn

NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:en"}, "en"),
    ],
)
def test_the_system_says_the_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
    set_language(None)
    assert language() == expected


def test_places_are_filled_in_the_language_of_the_user(
    monkeypatch: pytest.MonkeyPatch, french: dict[str, str]
) -> None:
    set_language("fr")
    assert tr("{company} refused the password", company="EDF") == "EDF a refusé le mot de passe"
    set_language("en")
    assert tr("{company} refused the password", company="EDF") == "EDF refused the password"


def test_braces_of_a_text_without_places_stay(french: dict[str, str]) -> None:
    assert tr("a {brace}") == "a {brace}"


def test_plural_follows_french_rules(french: dict[str, str]) -> None:
    set_language("fr")
    assert [trn("{count} invoice", "{count} invoices", count) for count in (0, 1, 2)] == [
        "0 facture",
        "1 facture",
        "2 factures",
    ]
    set_language("en")
    assert trn("{count} invoice", "{count} invoices", 0) == "0 invoices"


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="de"):
        set_language("de")


@pytest.fixture
def french(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A catalogue of our own, so that no text of the program is bound to this test."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    folder = tmp_path_factory.mktemp("i18n")
    catalogue = Catalog(locale="fr", domain="moisson", fuzzy=False)
    texts = {"{company} refused the password": "{company} a refusé le mot de passe"}
    for source, text in texts.items():
        catalogue.add(source, text)
    catalogue.add(("{count} invoice", "{count} invoices"), ("{count} facture", "{count} factures"))
    place = folder / "fr" / "LC_MESSAGES" / "moisson.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "CATALOGUES", folder)
    return texts
