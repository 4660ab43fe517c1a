"""A session that ends sends SIGTERM, a terminal SIGINT."""

from __future__ import annotations

import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from ui.termination import Termination


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_of_the_system_is_heard_while_nothing_else_happens(qtbot: QtBot, number: int) -> None:
    before = signal.getsignal(number)
    termination = Termination()
    try:
        with qtbot.waitSignal(termination.asked, timeout=5000):
            os.kill(os.getpid(), number)
    finally:
        termination.close()
    assert signal.getsignal(number) is before
