"""Each way to show a user the wrong words is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tools import translations


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny program with one text, translated and compiled."""
    (tmp_path / "app").mkdir()
    (tmp_path / "ui").mkdir()
    (tmp_path / "app/face.py").write_text('tr("Found {number}")\ntrn("{count} file", "{count} files", 2)\n')
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "PO", tmp_path / "fr/moisson.po")
    monkeypatch.setattr(translations, "MO", tmp_path / "fr/moisson.mo")
    translations.update()
    translate(**{"Found {number}": "Trouvé\u00a0: {number}"})
    translations.update()
    assert translations.check() == 0
    return tmp_path


def french() -> Catalog:
    with translations.PO.open("rb") as file:
        return read_po(file, locale="fr", domain="moisson")


def translate(**texts: str) -> None:
    catalogue = french()
    for source, text in texts.items():
        catalogue[source].string = text
    catalogue["{count} file"].string = ("{count} fichier", "{count} fichiers")
    translations.write_french(catalogue)


def test_a_new_text_is_missing_until_it_is_translated(project: Path) -> None:
    (project / "ui/window.py").write_text('title = mark("Invoices")\n')
    assert translations.check() == 1
    translations.update()
    assert translations.check() == 1
    translate(Invoices="Factures")
    assert translations.check() == 0


def test_a_text_that_is_gone_is_found_and_dropped(project: Path) -> None:
    (project / "app/face.py").write_text('trn("{count} file", "{count} files", 2)\n')
    assert translations.check() == 1
    translations.update()
    assert translations.check() == 0
    assert french().get("Found {number}") is None


@pytest.mark.parametrize("text", ["", "Trouvé\u00a0: {numero}", "Trouvé : {number}", "J'ai trouvé {number}"])
def test_a_bad_translation_is_found(project: Path, text: str) -> None:
    translate(**{"Found {number}": text})
    assert translations.check() == 1


def test_a_fuzzy_translation_is_found(project: Path) -> None:
    catalogue = french()
    catalogue["Found {number}"].flags.add("fuzzy")
    translations.write_french(catalogue)
    assert translations.check() == 1


def test_an_old_mo_is_found(project: Path) -> None:
    old = translations.MO.read_bytes()
    translate(**{"Found {number}": "Vu\u00a0: {number}"})
    translations.MO.write_bytes(old)
    assert translations.check() == 1


def test_updating_twice_changes_nothing(project: Path) -> None:
    before = translations.PO.read_bytes(), translations.MO.read_bytes()
    translations.update()
    assert (translations.PO.read_bytes(), translations.MO.read_bytes()) == before
