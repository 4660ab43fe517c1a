"""Drives a flow as a window would: forms are submitted, work is run, what is told is noted."""

from __future__ import annotations

from app.ports.collector import Visit
from app.services.flows.paged_flow import PagedFlow
from app.services.flows.steps import External, Form, Line, Progress, Step, Value, Work
from tests.unit.services.service_parts import Script


class Driver:
    def __init__(self, flow: PagedFlow) -> None:
        self.flow = flow
        self.told: list[Work] = []

    def fill(self, **values: Value) -> Step:
        """Submits, and runs all the work that follows."""
        self.flow.submit(values)
        return self.work()

    def work(self) -> Step:
        while isinstance(self.flow.step, Progress | External):
            self.told.append(self.flow.step)
            self.flow.run(self.told.append)
        return self.flow.step

    @property
    def form(self) -> Form:
        assert isinstance(self.flow.step, Form), self.flow.step
        return self.flow.step

    @property
    def faults(self) -> dict[str, str]:
        return {key: fault.code for key, fault in self.form.faults.items()}

    def lines(self, name: str) -> tuple[Line, ...]:
        """As they stood in the end."""
        return [work.lines for work in self.told if isinstance(work, Progress) and work.name == name][-1]


def in_turn(*scripts: Script) -> Script:
    """The first visit does what the first says, and so on."""
    left = iter(scripts)

    def visited(visit: Visit) -> None:
        next(left)(visit)

    return visited


def sign_in(visit: Visit) -> None:
    visit.save_session(b"cookies")
