"""One call of the command line: what was typed, and what a command may use."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from app.cli.application import Application
from app.cli.output import Output
from app.cli.progress_display import ShownProgress, SilentProgress, TerminalProgress
from app.cli.standard_input import StandardInput
from app.cli.stopping import Stop, stoppable
from app.cli.terminal_prompter import TerminalPrompter
from app.ports.collector import Prompter
from app.services.cancellation import Cancellation
from app.services.prompting import NobodyThere


@dataclass(frozen=True)
class Invocation:
    arguments: argparse.Namespace
    application: Application
    output: Output
    lines: StandardInput = field(default_factory=StandardInput)
    cancellation: Cancellation = field(default_factory=Cancellation)

    @property
    def is_interactive(self) -> bool:
        """A person sits at the terminal and can be asked."""
        return self.lines.is_terminal and sys.stderr.isatty()

    def prompter(self, progress: ShownProgress, *, unattended: bool = False) -> Prompter:
        scripted: bool = self.arguments.codes_stdin
        if unattended or not (scripted or self.is_interactive):
            return NobodyThere()
        return TerminalPrompter(
            self.lines, self.output.say, progress.paused, self.cancellation, scripted=scripted
        )

    @contextmanager
    def work(self) -> Iterator[ShownProgress]:
        """Long work: shows how it advances, and can be stopped."""
        quiet = self.output.as_json or not sys.stderr.isatty()
        progress: ShownProgress = SilentProgress() if quiet else TerminalProgress()
        with stoppable(self.cancellation, self.application.abandon), progress.shown():
            yield progress

    @contextmanager
    def served(self, wake: Callable[[], None], patience_s: float) -> Iterator[Stop]:
        """Work without an end of its own. Asked to stop, it has `patience_s` to end by itself."""
        with stoppable(self.cancellation, self.application.abandon, wake=wake, patience_s=patience_s) as stop:
            yield stop
