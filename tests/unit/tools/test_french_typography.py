from __future__ import annotations

import pytest

from tools.french_typography import faults


@pytest.mark.parametrize(
    "text",
    [
        "L'adresse est fausse.",
        "Que faire ?",
        "Que faire?",
        "Trois factures: deux nouvelles",
        "Total : 12 €",
        "12€",
        "« bonjour»",
        "«bonjour\u00a0»",
        "Fini ; suite",
        "50 % des factures",
        "Patientez...",
    ],
)
def test_faults_are_found(text: str) -> None:
    assert list(faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "L’adresse est fausse.",
        "Que faire\u202f?",
        "Trois factures\u00a0: deux nouvelles",
        "12\u00a0€ à 12:30, voir https://example.com",
        "«\u00a0bonjour\u00a0»",
        "%(prog)s: erreur".replace(": ", "\u00a0: "),
        "50\u00a0% des factures",
        "[FICHIER...] {company}",
        "",
    ],
)
def test_good_texts_pass(text: str) -> None:
    assert list(faults(text)) == []
