"""The life of the program while nobody looks at its window: how it stands, what it says, how it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.schedules import Scheduled
from app.i18n import trn
from app.services.open_issues import OpenIssue, open_issues
from ui.bridge.desk import Desk
from ui.bridge.questions import Question
from ui.look.pictures import TrayState
from ui.navigation import Navigator
from ui.tray.leaving import Leaving
from ui.tray.notices import Notice, code_asked, in_the_tray, new_calls
from ui.tray.question_box import QuestionBox, say_that_it_stays, stop_and_quit
from ui.window_state import WindowStateFile

_IN_TRAY: Final = "tray"
_WITHOUT_TRAY: Final = "no_tray"


class Background(QObject):
    """Nothing is asked again and again: it listens to the desk. Works with and without a tray."""

    state_changed = Signal()
    """`state`, `waiting` or `problems` is another"""
    notified = Signal(object)
    """Notice"""
    window_wanted = Signal()
    left = Signal()
    """Everything has ended: the program may, too."""

    def __init__(
        self, desk: Desk, navigator: Navigator, memory: WindowStateFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.has_tray: Callable[[], bool] = lambda: False
        self._desk, self._navigator, self._memory = desk, navigator, memory
        self._leaving = Leaving(desk, self)
        self._leaving.over.connect(self.left)
        self._window: QWidget | None = None
        self._box: QuestionBox | None = None
        self._questions: set[Question] = set()
        self._calls: Sequence[OpenIssue] = ()
        self._known: frozenset[int] | None = None
        desk.changed.connect(self._look)
        desk.harvest.state_changed.connect(self.state_changed)
        desk.progress.entered.connect(self.state_changed)
        desk.questions.asked.connect(self._on_asked)
        desk.questions.withdrawn.connect(self._on_withdrawn)
        navigator.quit_wanted.connect(self.quit)
        navigator.restart_wanted.connect(self.quit_for)
        self._look()
        QTimer.singleShot(0, self._say_what_was_left)

    @property
    def state(self) -> TrayState:
        """Whoever waits for an answer goes first; what runs is shown before what stands still."""
        if any(not question.is_answered for question in self._questions):
            return TrayState.WAITING
        if self._desk.harvest.running:
            return TrayState.RUNNING
        if self.waiting:
            return TrayState.WAITING
        return TrayState.PROBLEM if self._calls else TrayState.CALM

    @property
    def waiting(self) -> int:
        """How many accounts wait for somebody."""
        return len({call.issue.account_id for call in self._calls if call.wants_presence})

    @property
    def problems(self) -> int:
        return sum(not call.wants_presence for call in self._calls)

    @property
    def is_leaving(self) -> bool:
        return self._leaving.is_under_way

    @property
    def afterwards(self) -> Callable[[], None] | None:
        """What was asked for, to be done once nothing of this program is open any more."""
        return self._leaving.afterwards

    def keep(self, window: QWidget) -> None:
        """From now on, closing this window puts it away instead."""
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if watched is not self._window or event.type() != QEvent.Type.Close or self.is_leaving:
            return False
        event.ignore()
        self.put_away()
        return True

    def put_away(self) -> None:
        """Into the tray, or to the other minimised windows where there is none."""
        if self._window is None:
            return
        if self.has_tray():
            self._window.hide()
            if self._is_first_time(_IN_TRAY):
                self.notified.emit(in_the_tray(self._navigator))
        elif self._is_first_time(_WITHOUT_TRAY):
            say_that_it_stays(self._window, self._window.showMinimized)
        else:
            self._window.showMinimized()

    @Slot()
    def quit(self) -> None:
        """Asks first when something runs. Asked for once more while it is ending, it ends at once."""
        if self.is_leaving or not self._desk.harvest.running:
            self._leaving.begin()
        elif self._box is None:
            self._box = stop_and_quit(self._running_text(), self._visible_window(), self._leaving.begin)
            self._box.finished.connect(self._on_box_finished)
        else:
            self._box.raise_()
            self._box.activateWindow()

    @Slot()
    def quit_now(self) -> None:
        """Without a question: the system or the user's session ends."""
        self._leaving.begin()

    @Slot(object)
    def quit_for(self, afterwards: Callable[[], None]) -> None:
        """As `quit`; whoever runs the program calls `afterwards` at its very end."""
        self._leaving.afterwards = afterwards
        self.quit()

    @Slot()
    def _look(self) -> None:
        # Who has waited longest is named first.
        self._desk.read(lambda parts: open_issues(parts.store())[::-1], self._on_calls_read)

    def _on_calls_read(self, found: Sequence[OpenIssue]) -> None:
        known, self._calls = self._known, found
        self._known = frozenset(call.issue.id for call in found)
        self.state_changed.emit()
        fresh = [call for call in found if known is not None and call.issue.id not in known]
        if fresh and not _is_looked_at():
            self.notified.emit(new_calls(fresh, self._navigator))

    @Slot()
    def _on_box_finished(self) -> None:
        self._box = None
        if not self.is_leaving:
            self._leaving.afterwards = None

    @Slot(object)
    def _on_asked(self, question: Question) -> None:
        self._questions = {known for known in self._questions if not known.is_answered} | {question}
        self.state_changed.emit()
        if not _is_looked_at():
            self.notified.emit(code_asked(question.challenge))

    @Slot(object)
    def _on_withdrawn(self, question: Question) -> None:
        self._questions.discard(question)
        self.state_changed.emit()

    def follow(self, notice: Notice) -> None:
        """Somebody clicked on it."""
        self.window_wanted.emit()
        notice.lead()

    @Slot()
    def _say_what_was_left(self) -> None:
        """By the program that ended so that this one could begin."""
        if text := self._memory.take_message():
            self._navigator.message_wanted.emit(text)

    def _running_text(self) -> str:
        visits = sum(subject.kind is Scheduled.ACCOUNT for subject in self._desk.harvest.running)
        exports = len(self._desk.harvest.running) - visits
        if not exports:
            return trn(
                "{count} visit is under way: stop it?", "{count} visits are under way: stop them?", visits
            )
        if not visits:
            return trn(
                "{count} export is under way: stop it?", "{count} exports are under way: stop them?", exports
            )
        total = visits + exports
        return trn(
            "{count} run is under way: stop it?",
            "{count} visits and exports are under way: stop them?",
            total,
        )

    def _visible_window(self) -> QWidget | None:
        return self._window if self._window is not None and self._window.isVisible() else None

    def _is_first_time(self, name: str) -> bool:
        if self._memory.was_told(name):
            return False
        self._memory.remember_told(name)
        return True


def _is_looked_at() -> bool:
    return QApplication.activeWindow() is not None
