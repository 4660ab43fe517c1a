"""Pages read when they are looked at, and never twice at once."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import ErrorCode, MoissonError
from app.ports.parts import Parts
from tests.gui.pages.scene import Scene
from ui.bridge.freshness import Freshness
from ui.words import choose_language


class _Reader:
    """Reads as long as the test wants, and counts."""

    def __init__(self) -> None:
        self.begun = 0
        self.go_on = threading.Event()
        self.results: list[int] = []
        self.error: MoissonError | None = None

    def read(self, parts: Parts) -> int:
        self.begun += 1
        assert self.go_on.wait(10)
        if self.error:
            raise self.error
        return self.begun


def test_changes_while_something_is_read_are_read_once_more(scene: Scene) -> None:
    page, reader = QWidget(), _Reader()
    scene.qtbot.addWidget(page)
    Freshness(page, scene.desk, reader.read, reader.results.append)
    scene.desk.changed.emit()
    assert reader.begun == 0
    page.show()
    scene.until(lambda: reader.begun == 1)
    for _ in range(5):
        scene.desk.changed.emit()
    reader.go_on.set()
    scene.until(lambda: reader.results == [1, 2])
    scene.settle()
    assert reader.begun == 2


def test_what_could_not_be_read_is_told_and_tried_again(scene: Scene) -> None:
    page, reader, errors = QWidget(), _Reader(), list[MoissonError]()
    scene.qtbot.addWidget(page)
    scene.desk.tasks.failed.connect(errors.append)
    reader.go_on.set()
    reader.error = MoissonError(ErrorCode.DATABASE_DAMAGED)
    Freshness(page, scene.desk, reader.read, reader.results.append)
    page.show()
    scene.until(lambda: errors)
    reader.error = None
    scene.desk.changed.emit()
    scene.until(lambda: reader.results)


def test_nothing_is_begun_any_more_once_everything_ends(scene: Scene) -> None:
    assert scene.desk.tasks.close(5)
    task = scene.desk.read(lambda parts: 1, lambda number: None)
    assert task.is_over
    assert scene.desk.tasks.is_idle


def test_qts_own_words_follow_the_language(scene: Scene) -> None:
    def cancel() -> str:
        return QCoreApplication.translate("QPlatformTheme", "Cancel")

    assert cancel() == "Cancel"
    choose_language("fr")
    assert cancel() == "Annuler"
    choose_language("en")
    assert cancel() == "Cancel"
