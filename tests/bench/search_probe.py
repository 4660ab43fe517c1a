"""`python -m tests.bench.search_probe DATA_DIR` opens the page of documents, types into its search as a person does,
and writes as JSON how many milliseconds passed from each key to the painted lines that answer it."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, Final

_TYPED: Final = (
    "facture 0123",
    "F-0999",
    "assurance loc",
    "electricite tel",
    "péage",
    "hôtel 07",
    "zzz",
    "0",
)
_BETWEEN_KEYS_MS: Final = 120
_SETTLED_MS: Final = 3_000
_PATIENCE_MS: Final = 120_000


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QTimer

    from app.window import open_window
    from ui.program import Program

    start = Program.start

    def watched(program: Program) -> None:
        # Five hundred accounts that are due at once, and fail at once, are another measurement.
        program.desk.harvest.pause(True)
        start(program)
        QTimer.singleShot(0, lambda: _measure(program))

    Program.start = watched  # type: ignore[method-assign]
    open_window(Path(sys.argv[1]), "fr", 0, hidden=False)


def _measure(program: Any) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    from ui.navigation import PageName

    program.window.show_page(PageName.DOCUMENTS)
    page, loop = program.window.current, QEventLoop()
    page.loader.begun.connect(loop.quit)
    page.loader.counted.connect(loop.quit)

    def answer() -> None:
        """Waits as the window does: without looking at the clock all the time."""
        QTimer.singleShot(_PATIENCE_MS, lambda: os._exit(1))
        loop.exec()

    def pause(milliseconds: int) -> None:
        wait = QEventLoop()
        QTimer.singleShot(milliseconds, wait.quit)
        wait.exec()

    while page.loader.totals is None:
        answer()
    page.loader.counted.disconnect(loop.quit)
    page.header.search.setFocus()
    pause(_SETTLED_MS)
    taken: list[float] = []
    for text in _TYPED:
        for sign in text:
            begun = time.perf_counter()
            _press(page.header.search, sign)
            answer()
            page.view.viewport().repaint()
            taken.append((time.perf_counter() - begun) * 1000)
            pause(_BETWEEN_KEYS_MS)
        page.header.search.clear()
        answer()
        pause(5 * _BETWEEN_KEYS_MS)
    print(json.dumps(taken), flush=True)
    os._exit(0)


def _press(field: Any, sign: str) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    QApplication.sendEvent(field, press)


if __name__ == "__main__":
    main()
