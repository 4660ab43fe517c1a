"""`python -m tests.bench.window_life DATA_DIR`: the window while its one account is collected, and then hidden.
Prints as JSON for how long its thread was blocked, and what it costs when nothing happens."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Qt, QTimer, Slot

from app.services.collect_account import VisitReport
from app.window import open_window
from ui.navigation import PageName
from ui.program import Program

_LOOK_MS = 5
_SETTLES_MS = 8_000
_IDLE_MS = 30_000


class Watch(QObject):
    """Looks whether its thread comes round: a gap between two looks is a time in which nothing was painted."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._me = psutil.Process()
        self._found: dict[str, object] = {}
        self._last = time.perf_counter()
        self._gaps: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        program.desk.harvest.ended.connect(self._on_ended)
        QTimer.singleShot(1500, self._begin)

    @Slot()
    def _begin(self) -> None:
        self._program.navigator.page_wanted.emit(PageName.COMPANIES)
        self._last = time.perf_counter()
        self._timer.start(_LOOK_MS)

    @Slot()
    def _look(self) -> None:
        now = time.perf_counter()
        self._gaps.append(now - self._last)
        self._last = now

    @Slot(object, object)
    def _on_ended(self, subject: object, report: VisitReport) -> None:
        if not self._timer.isActive():
            return
        self._timer.stop()
        gaps = sorted(self._gaps)
        self._found |= {
            "outcome": str(report.run.outcome),
            "new": report.run.counts.new,
            "seconds": report.run.duration_s,
            "longest_block_ms": gaps[-1] * 1000,
            "blocks_ms": [round(gap * 1000) for gap in gaps[-5:]],
            "looks": len(gaps),
        }
        self._program.window.hide()
        QTimer.singleShot(_SETTLES_MS, self._idle)

    @Slot()
    def _idle(self) -> None:
        self._cpu_s = self._spent()
        QTimer.singleShot(_IDLE_MS, self._end)

    @Slot()
    def _end(self) -> None:
        self._found |= {
            "idle_percent": (self._spent() - self._cpu_s) / (_IDLE_MS / 1000) * 100,
            "memory_mb": self._me.memory_info().rss / 2**20,
            "processes": [child.name() for child in self._me.children(recursive=True)],
        }
        print(json.dumps(self._found), flush=True)
        self._program.background.quit_now()

    def _spent(self) -> float:
        times = self._me.cpu_times()
        return float(times.user + times.system)


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    start = Program.start

    def watched(program: Program) -> None:
        start(program)
        Watch(program)

    Program.start = watched  # type: ignore[method-assign]
    return open_window(Path(sys.argv[1]), "fr", 0, hidden=False)


if __name__ == "__main__":
    sys.exit(main())
