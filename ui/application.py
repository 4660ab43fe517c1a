"""Starts the window and everything behind it, and ends it cleanly."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from ui.bridge.desk import Desk
from ui.lasting_constants import keep_constants
from ui.look.theme import Appearance, Theme
from ui.single_instance import SingleInstance
from ui.wiring import Wiring
from ui.words import choose_language


def run(wiring: Wiring) -> int:
    """Until the user quits. A second start shows the window of the first and ends at once."""
    keep_constants()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("moisson")
    application.setApplicationDisplayName("Moisson")
    application.setDesktopFileName("moisson")
    application.setQuitOnLastWindowClosed(False)
    instance = SingleInstance(wiring.data_folder, application)
    if not instance.is_first():
        return 0
    preferences = wiring.load_preferences()
    choose_language(wiring.language or preferences.language)
    theme = Theme(application, Appearance(preferences.theme or Appearance.SYSTEM))
    desk = Desk(wiring, application)
    desk.harvest.start()
    theme.changed.connect(desk.changed)
    return application.exec()
