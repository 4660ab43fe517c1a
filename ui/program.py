"""Everything that lives while the window does."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from ui.bridge.desk import Desk
from ui.look.theme import Appearance, Theme
from ui.navigation import Navigator
from ui.pages import page_factories
from ui.prompts.prompt_desk import PromptDesk
from ui.tray.background import Background
from ui.tray.tray import Tray
from ui.window_state import WindowStateFile
from ui.windows.main_window import MainWindow
from ui.wiring import Wiring
from ui.words import choose_language

_PAINTED_MS: Final = 300
_SETTLED_MS: Final = 1000
"""What was due while nobody looked can wait until the window is there."""


class Program(QObject):
    """Made on the GUI thread; nothing runs and nothing is shown before `start`."""

    def __init__(self, application: QApplication, wiring: Wiring) -> None:
        super().__init__(application)
        preferences = wiring.load_preferences()
        choose_language(wiring.language or preferences.language)
        self._wiring = wiring
        self.theme = Theme(application, Appearance(preferences.theme or Appearance.SYSTEM))
        self.desk = Desk(wiring, self)
        self.navigator = Navigator(self)
        memory = WindowStateFile(wiring.state_file)
        self.background = Background(self.desk, self.navigator, memory, self)
        self.window = MainWindow(self.desk, self.theme, self.navigator, memory, page_factories())
        self.tray = Tray(self.desk, self.theme, self.navigator, self.background, self)
        self.prompts = PromptDesk(self.desk, self.theme, self.window)
        self.background.keep(self.window)
        self.background.window_wanted.connect(self.raise_window)
        # Not quit(): a dialogue that is open could refuse it.
        self.background.left.connect(lambda: application.exit(0))

    def start(self) -> None:
        if not self._wiring.hidden:
            self.window.show()
        elif not self.tray.is_there():
            self.window.showMinimized()
        QTimer.singleShot(_PAINTED_MS, self._make_wizards)
        QTimer.singleShot(_SETTLED_MS, self.desk.harvest.start)

    @Slot()
    def _make_wizards(self) -> None:
        """Once the window is painted: they take longer to load than everything before them."""
        from ui.wizards.open import Wizards

        self.wizards = Wizards(self.desk, self.theme, self.navigator, self.window)
        # What is there by now stays: looking through it again and again would stop the window each time.
        gc.freeze()
        if not self._wiring.hidden:
            self.wizards.begin()

    @Slot()
    def raise_window(self) -> None:
        """Whatever became of it: put away, minimised, behind others."""
        window = self.window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def close(self) -> None:
        """After the event loop has ended."""
        self.tray.close()
        self.window.close()
