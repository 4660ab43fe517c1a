"""Work on worker threads, and what must not happen there."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.services.cancellation import Cancellation
from ui.bridge.desk import Desk
from ui.bridge.garbage_collection import GarbageCollection
from ui.bridge.tasks import TaskRunner


def test_what_was_never_begun_is_not_waited_for(qtbot: QtBot) -> None:
    runner, go_on = TaskRunner(), threading.Event()

    def work(cancellation: Cancellation) -> None:
        while not cancellation.cancelled:
            go_on.wait(0.01)

    for _ in range(30):
        runner.run(work)
    assert runner.close(10)


class _Ring:
    """Holds itself."""

    def __init__(self) -> None:
        self.itself = self
        self.ballast = [[] for _ in range(2000)]


def test_worker_threads_collect_no_garbage(desk: Desk, qtbot: QtBot) -> None:
    ring = _Ring()
    found = weakref.ref(ring)
    del ring
    done = threading.Event()

    def litter() -> None:
        for _ in range(200):
            _Ring()
        done.set()

    threading.Thread(target=litter).start()
    assert done.wait(10)
    assert found() is not None
    desk.findChild(GarbageCollection).look()
    assert found() is None


def test_python_collects_by_itself_again_afterwards(qtbot: QtBot) -> None:
    owner = QObject()
    collection = GarbageCollection(owner)
    assert not gc.isenabled()
    collection.close()
    assert gc.isenabled()
