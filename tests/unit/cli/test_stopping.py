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


def start(*words: str, program: str = PROGRAM) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
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


SERVICE = """
import os, sys, time
from app.cli.stopping import stoppable
from app.services.cancellation import Cancellation
cancellation, woken = Cancellation(), []
abandon = lambda: os.write(1, b"abandoned\\n")
with stoppable(cancellation, abandon, wake=lambda: woken.append(1), patience_s=0.3) as stop:
    print("working", flush=True)
    while not woken:
        time.sleep(0.02)
    print("told of", stop.signal, flush=True)
    if "stubborn" in sys.argv:
        time.sleep(60)
print("ended by itself", flush=True)
time.sleep(0.6 if "slow" in sys.argv else 0)
"""


@pytest.mark.parametrize("words", [(), ("slow",)], ids=["at once", "later than its limits"])
def test_a_service_that_ends_in_time_is_left_alone(words: tuple[str, ...]) -> None:
    process = start(*words, program=SERVICE)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, f"told of {signal.SIGTERM:d}\nended by itself\n")


def test_a_service_that_does_not_end_is_ended() -> None:
    """First its browsers; when that does not help, all of it."""
    process = start("stubborn", program=SERVICE)
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, f"told of {signal.SIGTERM:d}\nabandoned\nabandoned\n")
