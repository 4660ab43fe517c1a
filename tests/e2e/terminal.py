"""A pseudo-terminal with the real program on it."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

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
