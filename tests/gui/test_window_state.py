"""What a window remembers, in a file that is the user's alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ui.window_state import WindowState, WindowStateFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "window.ini"


def test_what_was_stored_is_there_after_a_restart(path: Path) -> None:
    state = WindowState(b"\x01\x00geometry", "documents", b"columns\xff")
    WindowStateFile(path).save(state)
    WindowStateFile(path).remember_told("tray")
    assert WindowStateFile(path).load() == state
    assert WindowStateFile(path).was_told("tray")
    assert not WindowStateFile(path).was_told("no_tray")


def test_a_message_is_taken_once_by_whoever_starts_next(path: Path) -> None:
    WindowStateFile(path).leave_message("Restored.")
    assert WindowStateFile(path).take_message() == "Restored."
    assert WindowStateFile(path).take_message() == ""


@pytest.mark.skipif(os.name != "posix", reason="modes")
def test_nobody_else_may_read_it(path: Path) -> None:
    before = os.umask(0o022)
    try:
        for write in (lambda file: file.save(WindowState()), lambda file: file.leave_message("x")):
            write(WindowStateFile(path))
            assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(before)


@pytest.mark.parametrize("content", [b"", b"[General]\ngeometry=@ByteArray(\npage=7", b"\xff\xfe\x00"])
def test_what_cannot_be_read_counts_as_never_stored(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    state = WindowStateFile(path).load()
    assert (state.geometry, state.columns) == (b"", b"")
