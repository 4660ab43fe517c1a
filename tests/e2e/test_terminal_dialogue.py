"""A person at a terminal: the real program on a pseudo-terminal, with the demonstration portal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.demo.portal import DemoPortal
from tests.e2e.terminal import Terminal

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]


@pytest.fixture
def portal() -> Iterator[DemoPortal]:
    with DemoPortal() as portal:
        yield portal


@pytest.fixture
def moisson(tmp_path: Path) -> Callable[..., Terminal]:
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("open sesame\n")
    passphrase.chmod(0o600)
    return lambda *words: Terminal(tmp_path / "data", passphrase, *words)


def test_a_person_signs_in_and_stops_a_collection(
    moisson: Callable[..., Terminal], portal: DemoPortal
) -> None:
    adding = moisson("account", "add", "--url", portal.url, "--name", "Démo")
    adding.wait_for("Identifiant")
    adding.types(portal.username + "\n")
    adding.wait_for("Mot de passe")
    adding.types(portal.password + "\n")
    adding.wait_for(r"par SMS[^$]*Code\s:")
    adding.types(portal.last_code + "\n")
    assert adding.ends() == 0
    assert "Compte 1 ajouté" in adding.shown
    assert portal.password not in adding.shown

    syncing = moisson("sync")
    syncing.wait_for("ouverture de la page")
    syncing.types("\x03")
    assert syncing.ends() == 130
    assert "la visite a été arrêtée" in syncing.shown
