"""Tells a story at the real window, within the program."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from app.window import open_window
from tests.e2e.window_person import Person, Story
from ui.program import Program


def tell(make_story: Callable[[Program], Story], pictures: Path, *, first: int = 1) -> int:
    """Until its end; 0 when all of it was seen. `first`: the number of the first picture."""
    told: list[bool] = []
    start = Program.start

    def started(program: Program) -> None:
        start(program)

        def ended(well: bool) -> None:
            told.append(well)
            program.background.quit_now()

        program.person = Person(make_story(program), pictures, ended, first)  # type: ignore[attr-defined]
        program.person.begin()  # type: ignore[attr-defined]

    Program.start = started  # type: ignore[method-assign]
    status = open_window(None, os.environ.get("MOISSON_TEST_LANGUAGE", "fr"), 0, hidden=False)
    return status or (0 if told == [True] else 1)
