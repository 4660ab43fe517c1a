"""Ticks of the real scheduler, whatever happens to the clock."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from apscheduler.schedulers import base

from app.adapters.timer import SchedulerTimer

PERIOD = timedelta(milliseconds=30)


class Leaping(datetime):
    """The clock that APScheduler looks at."""

    error = timedelta(0)

    @classmethod
    def now(cls, tz=None):  # type: ignore[no-untyped-def,override]
        return datetime.now(tz) + cls.error


@pytest.fixture
def leaping(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Leaping]]:
    monkeypatch.setattr(base, "datetime", Leaping)
    yield Leaping
    Leaping.error = timedelta(0)


class Ticks(SchedulerTimer):
    """Counts what the scheduler itself does."""

    def __init__(self, period: timedelta = PERIOD) -> None:
        super().__init__(period)
        self.count = 0

    def wake(self) -> None:
        self.count += 1
        super().wake()


def until(timer: Ticks, count: int) -> None:
    wanted = timer.count + count
    while timer.count < wanted:
        timer.wait()


def test_it_ticks() -> None:
    with Ticks() as timer:
        until(timer, 3)


def test_it_ends_with_its_threads() -> None:
    before = set(threading.enumerate())
    with Ticks() as timer:
        until(timer, 1)
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive(), thread


@pytest.mark.parametrize("leap", [timedelta(hours=-1), timedelta(days=-4000)])
def test_a_clock_that_is_put_back_does_not_silence_it(leaping: type[Leaping], leap: timedelta) -> None:
    with Ticks() as timer:
        until(timer, 1)
        leaping.error = leap
        until(timer, 3)


def test_a_leap_forward_is_one_tick_and_not_a_million(leaping: type[Leaping]) -> None:
    with Ticks(timedelta(milliseconds=200)) as timer:
        until(timer, 1)
        leaping.error = timedelta(days=4000)
        begun, count = time.monotonic(), timer.count
        until(timer, 3)
        # On a loaded machine there may be fewer than one per period, but never more.
        assert timer.count - count <= (time.monotonic() - begun) / 0.2 + 2


def test_woken_before_the_tick_and_once_for_many() -> None:
    with SchedulerTimer(timedelta(hours=1)) as timer:
        for _ in range(3):
            timer.wake()
        timer.wait()
        threading.Timer(0.05, timer.wake).start()
        timer.wait()


PROGRAM = """
import os, signal, sys
from datetime import timedelta
from app.adapters.timer import SchedulerTimer
with SchedulerTimer(timedelta(hours=1)) as timer:
    signal.signal(signal.SIGTERM, lambda *_: timer.wake())
    for _ in range(200):
        print("waiting", flush=True)
        timer.wait()
"""


def test_woken_by_a_signal_at_any_moment() -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            for line in process.stdout:
                assert line == "waiting\n"
                process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0
        finally:
            process.kill()
