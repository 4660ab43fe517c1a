"""A person at a terminal: the real program on a pseudo-terminal, with the demonstration portal."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.demo.portal import DemoPortal

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo-terminals"),
]
_DEADLINE_S = 120.0


class Terminal:
    """One command on a terminal of its own."""

    def __init__(self, data: Path, passphrase: Path, *words: str) -> None:
        import pty

        program = [sys.executable, "-m", "app.main", "--data-dir", str(data), "--lang", "fr", *words]
        environment = os.environ | {
            "MOISSON_PASSPHRASE_FILE": str(passphrase),
            "TERM": "xterm",
            "COLUMNS": "120",
        }
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            os.execve(program[0], program, environment)
        self.shown = ""

    def wait_for(self, pattern: str) -> None:
        deadline = time.monotonic() + _DEADLINE_S
        while not re.search(pattern, self.shown):
            assert time.monotonic() < deadline, f"{pattern!r} was not shown in: {self.shown[-800:]}"
            assert self._read(), f"the program ended before {pattern!r}: {self.shown[-800:]}"

    def types(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def ends(self) -> int:
        deadline = time.monotonic() + _DEADLINE_S
        while self._read():
            if time.monotonic() > deadline:
                os.kill(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        os.close(self._screen)
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        if not select.select([self._screen], [], [], 1.0)[0]:
            return True
        try:
            piece = os.read(self._screen, 65536)
        except OSError:  # Linux: the other side has closed
            return False
        self.shown += piece.decode("utf-8", "replace")
        return bool(piece)


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
