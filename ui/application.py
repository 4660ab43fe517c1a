"""Starts the window and everything behind it, and ends it cleanly."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import Final

from PySide6.QtWidgets import QApplication

from ui.lasting_constants import keep_constants
from ui.look.pictures import application_icon
from ui.program import Program
from ui.single_instance import SingleInstance
from ui.termination import Termination
from ui.wiring import Wiring

_TURN_S: Final = 0.001
_log = logging.getLogger(__name__)


def run(wiring: Wiring) -> int:
    """Until the user quits. A second start shows the window of the first and ends at once."""
    keep_constants()
    sys.excepthook = _on_error
    # What waits to be painted waits for every thread that computes: for so long each.
    sys.setswitchinterval(_TURN_S)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("moisson")
    application.setApplicationDisplayName("Moisson")
    application.setDesktopFileName("moisson")
    application.setWindowIcon(application_icon())
    application.setQuitOnLastWindowClosed(False)
    instance = SingleInstance(wiring.data_folder, application)
    if not instance.is_first():
        return 0
    program, termination = Program(application, wiring), Termination(application)
    instance.asked_to_rise.connect(program.raise_window)
    termination.asked.connect(program.background.quit_now)
    application.commitDataRequest.connect(program.background.quit_now)
    program.start()
    try:
        status = application.exec()
    finally:
        termination.close()
        instance.close()
        program.close()
    if program.background.afterwards is not None:
        program.background.afterwards()
    return status


def _on_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What a slot raises would end nowhere but on a terminal that nobody sees."""
    _log.error("an error in the window", exc_info=(kind, error, trace))
