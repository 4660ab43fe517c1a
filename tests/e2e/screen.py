"""A screen that nobody sees, with a window manager and a notification area."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_DESKTOP = (["openbox"], ["trayer", "--edge", "bottom", "--align", "right", "--widthtype", "request"])


@contextmanager
def screen(size: str = "1280x840") -> Iterator[str]:
    """Its name, for DISPLAY."""
    read, write = os.pipe()
    with ExitStack() as stack:
        server = _started(
            stack,
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
            keep=write,
        )
        os.close(write)
        with os.fdopen(read) as said:
            display = f":{said.readline().strip()}"
        assert server.poll() is None, "Xvfb did not start"
        for command in _DESKTOP:
            _started(stack, command, display)
        yield display


def _started(
    stack: ExitStack, command: list[str], display: str = "", keep: int | None = None
) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command,
        env={**os.environ, "DISPLAY": display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=() if keep is None else (keep,),
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process
