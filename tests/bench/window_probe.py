"""`python -m tests.bench.window_probe moisson DATA_DIR MODULES` opens the window, waits until every account is
painted, writes what it had loaded to MODULES and ends. `... bare DATA_DIR MODULES` loads the same and paints a
window with nothing in it."""

from __future__ import annotations

import importlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path


def main() -> None:
    mode, data_dir, modules = sys.argv[1:]
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if mode == "bare":
        _paint_bare(json.loads(Path(modules).read_text()))
    else:
        _paint_moisson(Path(data_dir), Path(modules))


def _paint_bare(modules: list[str]) -> None:
    for name in modules:
        with suppress(ImportError):
            importlib.import_module(name)
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1180, 760)
    window.show()
    application.processEvents()
    window.grab()
    os._exit(0)


def _paint_moisson(data_dir: Path, modules: Path) -> None:
    from PySide6.QtCore import QTimer

    from app.window import open_window
    from ui.program import Program

    start = Program.start

    def watched(program: Program) -> None:
        start(program)
        model = program.window.current.model  # type: ignore[attr-defined]  # the page of accounts
        model.modelReset.connect(lambda: QTimer.singleShot(0, lambda: _end(program, modules)))

    Program.start = watched  # type: ignore[method-assign]
    open_window(data_dir, "fr", 0, hidden=False)


def _end(program: object, modules: Path) -> None:
    window = program.window  # type: ignore[attr-defined]
    if not window.current.model.rows:
        return
    window.grab()
    if not modules.exists():
        modules.write_text(json.dumps(sorted(name for name in sys.modules if name != "__main__")))
    os._exit(0)


if __name__ == "__main__":
    main()
