"""What every page and every dialogue is given: data to read, a way to change it, work that runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from ui.bridge.garbage_collection import GarbageCollection
from ui.bridge.harvest import Harvest
from ui.bridge.progress import ProgressSignals
from ui.bridge.questions import Questions, WindowPrompter
from ui.bridge.tasks import Task, TaskRunner
from ui.bridge.workplace import Workplace
from ui.wiring import Wiring

T = TypeVar("T")


class Desk(QObject):
    """Lives on the GUI thread. `done` and `failed` are called there: bound methods of living objects."""

    changed = Signal()
    """Something that is stored has changed: whoever shows it reads it again."""

    def __init__(self, wiring: Wiring, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wiring = wiring
        self._garbage = GarbageCollection(self)
        self.questions = Questions(self)
        self.progress = ProgressSignals(self)
        self.tasks = TaskRunner(self)
        self._reading = wiring.open(self.questions.passphrase)
        self.clock = self._reading.read().clock()
        self.workplace = Workplace(wiring.open(self.questions.passphrase))
        self.harvest = Harvest(self._reading, self.workplace, self.progress, self.prompter, self)
        self.harvest.begun.connect(self.changed)
        self.harvest.ended.connect(self.changed)
        self.changed.connect(self.harvest.look)

    def read(
        self,
        work: Callable[[Parts], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Runs on a worker thread, with parts that write nothing and wait for nobody."""
        return self.tasks.run(lambda _: work(self._reading.read()), done, failed)

    def search(
        self,
        work: Callable[[Parts, Cancellation], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """As `read`, for what takes long enough to be stopped."""
        return self.tasks.run(lambda cancellation: work(self._reading.read(), cancellation), done, failed)

    def write(
        self,
        work: Callable[[Parts, Cancellation], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Runs on a worker thread that holds the data folder; `changed` follows. Fails with MoissonError
        data_folder_busy when another program holds it."""

        def held(cancellation: Cancellation) -> T:
            try:
                with self.workplace.parts() as parts:
                    return work(parts, cancellation)
            finally:
                self.changed.emit()

        return self.tasks.run(held, done, failed)

    def prompter(self, cancellation: Cancellation) -> WindowPrompter:
        """The person at the window, for one piece of work."""
        return WindowPrompter(self.questions, cancellation)

    def close(self, patience_s: float) -> bool:
        """Asks everything to stop and waits; False when something still runs."""
        self.questions.close()
        stopped = self.harvest.close(patience_s)
        stopped = self.tasks.close(patience_s) and stopped
        if stopped:
            self._garbage.close()
            self._reading.close()
        return stopped
