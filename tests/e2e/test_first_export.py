"""A person at a terminal is asked before a first export; nobody else is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from app.demo.bills import demo_bills
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals")

On = Callable[..., Terminal]


@pytest.fixture
def moisson(tmp_path: Path) -> On:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    passphrase.chmod(0o600)
    return lambda *words: Terminal(tmp_path / "data", passphrase, *words)


@pytest.fixture
def folder(tmp_path: Path, moisson: On) -> Path:
    """A destination that was given one document and nothing yet."""
    invoice = tmp_path / "facture.pdf"
    invoice.write_bytes(demo_bills(date(2026, 11, 20))[0].pdf)
    folder = tmp_path / "Compta"
    for words in (
        ("account", "add", "--manual", "--name", "Papeterie"),
        ("document", "add", "--account", "1", str(invoice)),
        ("destination", "add", "folder", "--path", str(folder)),
    ):
        terminal = moisson(*words)
        assert terminal.ends() == 0
    assert "1 document attend" in terminal.shown
    return folder


def test_no_leaves_everything_here_and_yes_sends(moisson: On, folder: Path) -> None:
    asked = moisson("export")
    asked.wait_for("premier export vers Compta")
    asked.wait_for(r"1 document attend")
    asked.wait_for(r"Émis du \d{4}-\d\d-\d\d au")
    asked.wait_for("Les envoyer")
    asked.types("\n")
    assert asked.ends() == 130
    assert "Rien n’a été envoyé vers Compta" in asked.shown
    assert list(folder.iterdir()) == []

    asked = moisson("export")
    asked.wait_for("Les envoyer")
    asked.types("o\n")
    assert asked.ends() == 0
    assert len(list(folder.iterdir())) == 1

    again = moisson("export")
    assert again.ends() == 0
    assert "Les envoyer" not in again.shown


@pytest.mark.parametrize("words", [("export", "--yes"), ("--json", "export")])
def test_whoever_wants_no_question_gets_none(moisson: On, folder: Path, words: tuple[str, ...]) -> None:
    terminal = moisson(*words)
    assert terminal.ends() == 0
    assert "Les envoyer" not in terminal.shown
    assert len(list(folder.iterdir())) == 1
