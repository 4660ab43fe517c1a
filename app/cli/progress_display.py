"""How a collection or an export advances, on standard error: bars on a terminal, nothing in a pipe."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app.domain.runs import Counts, Phase
from app.i18n import mark, tr

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

PHASES: Final = {
    Phase.OPENING: mark("opening the page"),
    Phase.SIGNING_IN: mark("signing in"),
    Phase.FINDING: mark("looking for the documents"),
    Phase.LISTING: mark("reading the list"),
    Phase.FETCHING: mark("fetching documents"),
    Phase.SEALING: mark("sealing the session"),
    Phase.DONE: mark("finished"),
}


class SilentProgress:
    """Implements app.ports.progress.Progress for scripts."""

    watches = False

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None: ...

    def visit_counted(self, account_id: int, counts: Counts) -> None: ...

    def visit_pictured(self, account_id: int, image: bytes) -> None: ...

    def export_advanced(self, destination_id: int, done: int, total: int) -> None: ...

    @contextmanager
    def shown(self) -> Iterator[None]:
        yield

    @contextmanager
    def paused(self) -> Iterator[None]:
        yield


class TerminalProgress:
    """One line per account or destination."""

    watches = False

    def __init__(self) -> None:
        self._bars = _new_bars()
        self._tasks: dict[tuple[str, int], TaskID] = {}
        self._lock = threading.Lock()

    def visit_entered(self, account_id: int, company: str, phase: Phase) -> None:
        self._bars.update(self._task("visit", account_id), name=company, what=tr(PHASES[phase]))

    def visit_counted(self, account_id: int, counts: Counts) -> None:
        done = counts.new + counts.known + counts.out_of_range + counts.failed
        total = max(counts.listed, done) or None
        self._bars.update(
            self._task("visit", account_id), completed=done, total=total, found=f"+{counts.new}"
        )

    def visit_pictured(self, account_id: int, image: bytes) -> None: ...

    def export_advanced(self, destination_id: int, done: int, total: int) -> None:
        name = tr("Destination {id}", id=destination_id)
        self._bars.update(self._task("export", destination_id), name=name, completed=done, total=total)

    @contextmanager
    def shown(self) -> Iterator[None]:
        with self._bars:
            yield

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While a person answers a question, nothing moves on the terminal."""
        self._bars.stop()
        try:
            yield
        finally:
            self._bars.start()

    def _task(self, kind: str, number: int) -> TaskID:
        with self._lock:
            if (kind, number) not in self._tasks:
                task = self._bars.add_task("", total=None, name="", what="", found="")
                self._tasks[kind, number] = task
            return self._tasks[kind, number]


def _new_bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        BarColumn(bar_width=24, pulse_style="bar.back"),  # calm while the end is not known
        MofNCompleteColumn(),
        TextColumn("{task.fields[found]}", markup=False),
        TextColumn("{task.fields[what]}", markup=False, style="dim"),
        console=Console(stderr=True),
        transient=True,
    )


ShownProgress = SilentProgress | TerminalProgress
