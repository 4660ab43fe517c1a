"""A flow of app.services between worker threads and the window."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.domain.errors import MoissonError
from app.ports.catalogue import Catalogue
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.flows.paged_flow import PagedFlow
from app.services.flows.steps import Step, Values, Work
from ui.bridge.desk import Desk
from ui.bridge.questions import Questions, WindowPrompter

_log = logging.getLogger(__name__)

MakeFlow = Callable[[Parts, "FlowSession"], PagedFlow]
"""Called on a worker thread. The flow is to use the session's `prompter` and `new_cancellation`."""


class FlowSession(QObject):
    """Holds the data folder from `open` to `release`. Everything it does runs on a worker thread, one thing
    after the other; only `stop` reaches into what is running."""

    stepped = Signal(object)
    """The Form, Done or Abort that the flow is at now"""
    told = Signal(object)
    """Work, as it advances"""
    failed = Signal(object)
    """What kept the flow from going on"""
    released = Signal()

    def __init__(self, desk: Desk, make: MakeFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._make = make
        self.questions = Questions(self)
        self.catalogue: Catalogue | None = None
        self._flow: PagedFlow | None = None
        self._stack = ExitStack()
        self._turn = threading.Lock()
        self._stop_wanted = threading.Event()
        self._is_cancelled = False
        self._work = Cancellation()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.abandon)

    @property
    def is_open(self) -> bool:
        return self._flow is not None

    def open(self) -> None:
        """Then `stepped` with the first form, or `failed`."""
        self._run(self._open)

    def submit(self, values: Values) -> None:
        self._run(lambda: self._go(lambda flow: flow.submit(values)))

    def back(self, values: Values) -> None:
        self._run(lambda: self._go(lambda flow: flow.back(values)))

    def again(self) -> None:
        """After a failure: the work that failed once more, or the form as it was."""
        self._run(lambda: self._go(lambda flow: flow.step))

    def stop(self) -> None:
        """Ends the work that is running; `stepped` follows with the form that began it."""
        self._stop_wanted.set()
        if self._flow:
            self._flow.stop()

    def cancel(self) -> None:
        """Ends the conversation; `stepped` follows with Abort, or with Done for what is worth keeping."""
        self._is_cancelled = True
        self.stop()
        self._desk.tasks.run(lambda _: self._cancel(), self._on_cancelled, self._on_failed)

    def release(self) -> None:
        """Lets go of the data folder; `released` follows."""
        self._desk.tasks.run(lambda _: self._release(), self._on_released, self._on_failed)

    @Slot()
    def abandon(self) -> None:
        """The program ends in the middle of a conversation: what nobody agreed to does not stay behind."""
        if self._turn.acquire(blocking=False):
            try:
                self._end()
            except MoissonError as error:
                _log.warning("a dialogue left something behind: %s", error)
            finally:
                self._turn.release()

    def prompter(self, cancellation: Cancellation) -> WindowPrompter:
        """Asks through the `questions` of this session, not through those of the desk."""
        return WindowPrompter(self.questions, cancellation)

    def new_cancellation(self) -> Cancellation:
        child = self._work.child()
        if self._stop_wanted.is_set():
            child.cancel()
        return child

    # On worker threads.

    def _open(self) -> Step:
        with ExitStack() as stack:
            parts = stack.enter_context(self._desk.workplace.parts())
            catalogue = parts.catalogue()
            catalogue.warm()
            self._flow = self._make(parts, self)
            self.catalogue = catalogue
            self._stack = stack.pop_all()
        return self._flow.step

    def _go(self, move: Callable[[PagedFlow], Step]) -> Step:
        flow = self._flow
        if flow is None:
            raise RuntimeError("the flow is not open")
        step = move(flow)
        with self._desk.harvest.held():
            while isinstance(step, Work) and not self._is_cancelled:
                self.told.emit(step)
                step = flow.run(self.told.emit)
        return step

    def _cancel(self) -> Step | None:
        with self._turn:
            if self._flow is None:
                return None
            self._flow.cancel()
            return self._flow.step

    def _release(self) -> None:
        with self._turn:
            self._flow = None
            self._stack.close()

    def _end(self) -> None:
        """Nobody will hear of what came of it."""
        flow, self._flow = self._flow, None
        if flow is not None:
            flow.cancel()
        self._stack.close()

    def _run(self, job: Callable[[], Step]) -> None:
        def work(cancellation: Cancellation) -> Step:
            with self._turn:
                self._stop_wanted.clear()
                self._work = cancellation
                step = job()
                if cancellation.cancelled:
                    self._end()
                return step

        self._desk.tasks.run(work, self._on_stepped, self._on_failed)

    # On the GUI thread.

    @Slot(object)
    def _on_stepped(self, step: Step) -> None:
        if not self._is_cancelled:
            self.stepped.emit(step)

    @Slot(object)
    def _on_cancelled(self, step: Step | None) -> None:
        self._is_cancelled = False
        self.stepped.emit(step)

    @Slot(object)
    def _on_released(self, _: None) -> None:
        self._desk.changed.emit()
        self.released.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_cancelled = False
        self.failed.emit(error)
