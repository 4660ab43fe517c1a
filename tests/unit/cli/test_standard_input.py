from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from app.cli.standard_input import StandardInput
from app.domain.errors import CancelledError


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    yield read, write
    for descriptor in (read, write):
        with suppress(OSError):
            os.close(descriptor)


def test_lines_come_one_at_a_time_whatever_the_pieces(pipe: tuple[int, int]) -> None:
    read, write = pipe
    lines = StandardInput(read)
    os.write(write, b'{"password": "\xc3\xa9"}\r\n123')
    assert lines.line() == '{"password": "é"}'
    os.write(write, b"456\nlast")
    assert lines.line() == "123456"
    os.close(write)
    assert lines.line() == "last"
    assert lines.line() is None
    assert lines.line() is None


def test_waiting_ends_when_the_run_is_stopped(pipe: tuple[int, int]) -> None:
    stopped = threading.Event()
    threading.Timer(0.3, stopped.set).start()
    before = time.monotonic()
    with pytest.raises(CancelledError):
        StandardInput(pipe[0]).line(stopped.is_set)
    assert time.monotonic() - before < 3


def test_a_pipe_is_no_terminal_and_a_pseudo_terminal_is(pipe: tuple[int, int]) -> None:
    assert not StandardInput(pipe[0]).is_terminal
    leader, follower = os.openpty()
    assert StandardInput(follower).is_terminal
    os.close(leader)
    os.close(follower)
    assert not StandardInput(follower).is_terminal
