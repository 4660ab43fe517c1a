"""How every flow goes from page to page: answers are kept, faults stand beside their field."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.errors import CancelledError, ErrorCode, MoissonError, Outcome
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.flows.answers import faults_of, shaped
from app.services.flows.steps import WHOLE_FORM, Abort, Done, Fault, Faults, Form, Step, Value, Values, Work

Tell = Callable[[Work], None]
NewCancellation = Callable[[], Cancellation]


@dataclass(frozen=True, slots=True)
class Page:
    """Where the flow goes on; faults take the person back to what they have to put right."""

    name: str
    faults: Faults = field(default_factory=dict, hash=False)


class PagedFlow(ABC):
    """One conversation, driven by one thread at a time. Only `stop` and `cancel` may come from others.

    While `step` is a Form, call `submit` or `back`: both return at once. While it is work (Progress or
    External), call `run` on a thread that may take its time. It has ended with Done or Abort.
    """

    def __init__(self, parts: Parts, first: str, new_cancellation: NewCancellation = Cancellation) -> None:
        self._parts = parts
        self._answers: dict[str, Value] = {}
        self._trail: list[str] = []
        self._new_cancellation = new_cancellation
        self._cancellation = new_cancellation()
        self._lock = threading.Lock()
        self._is_running = self._is_cancelled = False
        self.step: Step = self._shown(Page(first))

    def submit(self, values: Values) -> Step:
        """Takes the answers of the form: the next step, or the same form with what is wrong."""
        form = self._take(values)
        faults: Faults = faults_of(form.fields, self._answers, self._today())
        faults = faults or self._check(form.name)
        if faults:
            self.step = self._shown(Page(form.name, faults))
            return self.step
        self._trail.append(form.name)
        return self._go(self._after(form.name))

    def back(self, values: Values | None = None) -> Step:
        """To the form before, with everything that was typed there and here."""
        self._take(values or {})
        if self._trail:
            self.step = self._shown(Page(self._trail.pop()))
        return self.step

    def run(self, tell: Tell = lambda work: None) -> Step:
        """Does the work of this step, telling how it advances, and returns the next one."""
        with self._lock:
            self._cancellation = self._new_cancellation()
            self._is_running = not self._is_cancelled
        try:
            next_step = self._worked(tell)
        finally:
            with self._lock:
                self._is_running = False
        return self._ended() if self._is_cancelled else self._go(next_step)

    def stop(self) -> None:
        """Ends the work that is running; `run` then returns the form that began it."""
        with self._lock:
            self._cancellation.cancel()

    def cancel(self) -> None:
        """Ends the conversation; nothing is left behind. While work is running, `run` returns the end of it.

        Takes its time when something has to be removed: after `run` has stored it."""
        with self._lock:
            self._is_cancelled = True
            self._cancellation.cancel()
            is_running = self._is_running
        if not is_running:
            self._ended()

    @abstractmethod
    def _form(self, name: str) -> Form:
        """The page, with what its fields hold before anything was typed."""

    @abstractmethod
    def _check(self, name: str) -> Faults:
        """What is wrong with the answers beyond what their kinds tell; quick."""

    @abstractmethod
    def _after(self, name: str) -> Page | Work | Done:
        """Where a page without faults leads."""

    @abstractmethod
    def _work(self, work: Work, tell: Tell) -> Page | Work | Done:
        """Does what `work` names. A MoissonError is taken to the form before, at the field it belongs to."""

    def _place_of(self, error: MoissonError) -> str:
        """The field that an error belongs to."""
        said = error.facts.get("field") if error.code is ErrorCode.INPUT_INVALID else None
        return str(said or WHOLE_FORM)

    def _undo(self) -> Done | None:
        """Removes what was stored before a cancel; Done when it is worth keeping."""
        return None

    def _today(self) -> date:
        clock = self._parts.clock()
        return clock.now().astimezone(clock.zone()).date()

    def _worked(self, tell: Tell) -> Page | Work | Done:
        if self._is_cancelled or not isinstance(self.step, Work):
            return Page(self._trail[-1])
        try:
            return self._work(self.step, tell)
        except CancelledError:
            return self._return_with({})
        except MoissonError as error:
            facts = {key: str(value) for key, value in error.facts.items()}
            return self._return_with({self._place_of(error): Fault(error.code.value, facts)})

    def _return_with(self, faults: Faults) -> Page:
        """To the form that began the work."""
        return Page(self._trail[-1], faults)

    def _go(self, target: Page | Work | Done) -> Step:
        if isinstance(target, Page):
            if target.name in self._trail:
                del self._trail[self._trail.index(target.name) :]
            self.step = self._shown(target)
        else:
            self.step = target
        if isinstance(target, Done):
            self._answers.clear()
        return self.step

    def _ended(self) -> Step:
        if not isinstance(self.step, Done | Abort):
            self.step = self._undo() or Abort(Fault(Outcome.CANCELLED.value))
        self._answers.clear()
        return self.step

    def _take(self, values: Values) -> Form:
        if not isinstance(self.step, Form):
            raise RuntimeError(f"not a form: {type(self.step).__name__}")
        form = self.step
        for each in form.fields:
            given = values[each.key] if each.key in values else self._answers.get(each.key, each.value)
            self._answers[each.key] = shaped(each, given)
        return form

    def _shown(self, page: Page) -> Form:
        form = self._form(page.name).filled(self._answers, page.faults)
        return replace(form, can_go_back=bool(self._trail))
