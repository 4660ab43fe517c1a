"""Work on worker threads, its results on the GUI thread. With the rest of this room the only place where
threads meet widgets."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from app.domain.errors import CancelledError
from app.services.cancellation import Cancellation

_log = logging.getLogger(__name__)
_THREADS: Final = 8

Work = Callable[[Cancellation], Any]
"""Runs on a worker thread; looks at the cancellation between its steps."""


@dataclass(eq=False)
class Task:
    """Something under way. Once cancelled, nobody hears of it any more."""

    cancellation: Cancellation = field(default_factory=Cancellation)
    done: Callable[[Any], None] | None = None
    failed: Callable[[Exception], None] | None = None
    result: Any = None
    error: Exception | None = None
    is_over: bool = False

    def cancel(self) -> None:
        """The work ends at its next step; neither `done` nor `failed` is called."""
        self.done = self.failed = None
        self.cancellation.cancel()

    def stop(self) -> None:
        """The work ends at its next step, and `done` hears what it came to, if it comes to anything."""
        self.cancellation.cancel()


class TaskRunner(QObject):
    """Created on the GUI thread, where `done` and `failed` are called: bound methods of living objects."""

    failed = Signal(object)
    """An error that nobody asked to hear of."""
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="window")
        self._running: dict[Task, Any] = {}
        self._is_closed = False
        self._ended.connect(self._on_task_ended)

    def run(
        self,
        work: Work,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """`failed`: None tells whoever listens to the signal of this name. Once closed, nothing is run."""
        task = Task(done=done, failed=failed or self.failed.emit)
        if self._is_closed:
            task.is_over = True
            return task
        self._running[task] = self._pool.submit(copy_context().run, self._work, task, work)
        return task

    @property
    def is_idle(self) -> bool:
        return not self._running

    def close(self, patience_s: float) -> bool:
        """Asks everything to stop and waits; False when something still runs."""
        self._is_closed = True
        futures = list(self._running.values())
        for task in list(self._running):
            task.cancel()
        self._pool.shutdown(wait=False, cancel_futures=True)
        begun = [future for future in futures if not future.cancelled()]  # others would be waited for in vain
        return not wait(begun, patience_s).not_done

    def _work(self, task: Task, work: Work) -> None:
        try:
            task.result = work(task.cancellation)
        except CancelledError:
            task.done = task.failed = None
        except Exception as error:
            _log.info("a task failed", exc_info=error)
            task.error = error
        if isValid(self):
            self._ended.emit(task)

    @Slot(object)
    def _on_task_ended(self, task: Task) -> None:
        task.is_over = True
        self._running.pop(task, None)
        if task.error is not None:
            _call(task.failed, task.error)
        else:
            _call(task.done, task.result)


def _call(listener: Callable[[Any], None] | None, value: object) -> None:
    """Whoever asked may be gone by now."""
    owner = getattr(listener, "__self__", None)
    if listener is None or (isinstance(owner, QObject) and not isValid(owner)):
        return
    listener(value)
