"""The program as users call it: commands in processes of their own, with what they print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.portal_simulator.simulator import PortalSimulator

REPOSITORY = Path(__file__).resolve().parents[2]
PASSPHRASE = "open sesame"
_LIMIT_S = 240.0


@dataclass(frozen=True)
class Ended:
    """How a command ended. `json` is what it printed; `said` is its standard error."""

    status: int
    json: Any
    said: str


class CommandLine:
    """The real program, in processes of its own, as users call it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self._passphrase = folder / "passphrase"
        self._passphrase.write_text(PASSPHRASE + "\n")
        self._passphrase.chmod(0o600)

    def start(self, *words: str, lines: Sequence[str] = (), program: str = "") -> subprocess.Popen[str]:
        """`lines` are typed at once. `program`: Python that runs in place of the entry point."""
        started = ["-c", program] if program else ["-m", "app.main"]
        process = subprocess.Popen(
            [sys.executable, *started, "--data-dir", str(self.folder), "--json", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=REPOSITORY,
            env=os.environ | {"MOISSON_PASSPHRASE_FILE": str(self._passphrase)},
        )
        assert process.stdin
        for line in lines:
            process.stdin.write(line + "\n")
        process.stdin.flush()
        return process

    def run(
        self,
        *words: str,
        lines: Sequence[str] = (),
        codes: Callable[[int], str] | None = None,
        program: str = "",
    ) -> Ended:
        """`codes` gives code number n (from 0), as soon as it is there; it is called while the program runs."""
        process = self.start(*words, lines=lines, program=program)
        if codes is not None:
            threading.Thread(target=_type_codes, args=(process, codes), daemon=True).start()
        else:
            assert process.stdin
            process.stdin.close()
            process.stdin = None
        try:
            status = process.wait(_LIMIT_S)
        finally:
            process.kill()
        assert process.stdout and process.stderr
        printed, said = process.stdout.read(), process.stderr.read()
        return Ended(status, json.loads(printed) if printed else None, said)

    def add(
        self,
        sim: PortalSimulator,
        *words: str,
        password: str | None = None,
        totp: str = "",
        codes: Callable[[int], str] | None = None,
    ) -> Ended:
        secrets = {"username": sim.username, "password": password or sim.password, "totp": totp}
        command = ("account", "add", "--url", sim.url, "--name", "Énergie", "--secrets-stdin", *words)
        return self.run(*command, lines=[json.dumps(secrets)], codes=codes)


def _type_codes(process: subprocess.Popen[str], codes: Callable[[int], str]) -> None:
    assert process.stdin
    for number in count():
        try:
            process.stdin.write(codes(number) + "\n")
            process.stdin.flush()
        except (TimeoutError, OSError, ValueError):
            return
