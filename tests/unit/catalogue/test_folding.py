from __future__ import annotations

import pytest

from connectors.catalogue.folding import compact, first_letter, fold, telling_words, without_brackets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Électricité", "electricite"),
        ("ŒUVRE", "oeuvre"),
        ("Straße", "strasse"),
        ("e\u0301te\u0301", "ete"),
        ("La-Poste, l'Été", "la poste l ete"),
        ("B&YOU + 1&1", "b you 1 1"),
        ("https://www.edf.fr/", "https www edf fr"),
        ("  ", ""),
    ],
)
def test_case_accents_and_signs_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_written_as_one() -> None:
    assert compact(fold("Leroy Merlin")) == "leroymerlin"


@pytest.mark.parametrize(
    ("folded", "words"),
    [
        ("electricite de france", ["electricite", "france"]),
        ("facture de l eau", ["eau"]),
        ("orange sa", ["orange"]),
        ("www edf fr", ["edf"]),
        ("la", ["la"]),
        ("", []),
    ],
)
def test_words_that_say_who_is_meant(folded: str, words: list[str]) -> None:
    assert telling_words(folded) == words


def test_what_sets_a_name_apart_from_the_same_elsewhere() -> None:
    assert without_brackets("Metro (France)") == "Metro"
    assert without_brackets("Metro") == "Metro"


@pytest.mark.parametrize(
    ("name", "letter"), [("Été", "E"), ("œuvre", "O"), ("1&1", "#"), ("Ωmega", "#"), ("", "#")]
)
def test_first_letters(name: str, letter: str) -> None:
    assert first_letter(name) == letter
