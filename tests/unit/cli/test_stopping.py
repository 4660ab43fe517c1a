"""Ctrl-C, as a process receives it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import os, sys, time
from app.cli.stopping import stoppable
from app.services.cancellation import Cancellation
cancellation = Cancellation()
with stoppable(cancellation, lambda: os.write(1, b"abandoned\\n")):
    print("working", flush=True)
    while not cancellation.cancelled:
        time.sleep(0.02)
    print("asked to stop", flush=True)
    if "stubborn" in sys.argv:
        time.sleep(60)
print("ended by itself", flush=True)
"""


def start(*words: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_to_stop(number: signal.Signals) -> None:
    process = start()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "asked to stop\nended by itself\n")
    assert "Ctrl-C" in err


def test_the_second_leaves_at_once_and_leaves_no_browser() -> None:
    process = start("stubborn")
    process.send_signal(signal.SIGINT)
    assert process.stdout
    assert process.stdout.readline() == "asked to stop\n"
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "abandoned\n")
