"""`python -m tests.bench.chooser_probe keys|opening SHIPPED INDEX_FOLDER` types into the chooser of portals as a person
does, and writes as JSON how many milliseconds passed from each key to the painted list that answers it; or from nothing
to the first painted lines of a new chooser. Wants QT_QPA_PLATFORM=offscreen."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from connectors.catalogue.catalogue import YamlCatalogue
from tests.bench.catalogue_probe import open_catalogue, texts_typed
from ui.lasting_constants import keep_constants
from ui.look.palette import WIZARD_SIZE
from ui.look.theme import Appearance, Theme
from ui.wizards.portal_chooser import SEARCH, PortalChooser
from ui.words import choose_language

_OPENINGS: Final = 15
_BETWEEN_KEYS_MS: Final = 120
_SETTLED_MS: Final = 600
_PATIENCE_MS: Final = 60_000


class Painted(QObject):
    """Waits for the next painting of a list as the window does, which paints when its loop comes to it."""

    def __init__(self, chooser: PortalChooser) -> None:
        super().__init__(chooser)
        self._loop = QEventLoop(self)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(lambda: os._exit(1))
        self._is_awaited = False
        chooser.list.viewport().installEventFilter(self)

    def after(self, act: Callable[[], object]) -> None:
        self._late.start(_PATIENCE_MS)
        self._is_awaited = True
        act()
        self._loop.exec()
        self._late.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if self._is_awaited and event.type() == QEvent.Type.Paint:
            self._is_awaited = False
            QTimer.singleShot(0, self._loop.quit)  # the list itself has yet to see the event
        return False


def main() -> None:
    mode, shipped, index_folder = sys.argv[1:]
    catalogue = open_catalogue(shipped, index_folder)
    keep_constants()
    application = QApplication(sys.argv[:1])
    theme = Theme(application, Appearance.LIGHT)
    choose_language("fr")
    gc.freeze()  # as the program does before the first wizard
    print(json.dumps([*(_keys if mode == "keys" else _openings)(catalogue, theme)]), flush=True)
    os._exit(0)


def _openings(catalogue: YamlCatalogue, theme: Theme) -> Iterator[float]:
    for _ in range(_OPENINGS):
        begun = time.perf_counter()
        chooser, _painted = _shown(catalogue, theme)
        yield (time.perf_counter() - begun) * 1000
        _pause(_SETTLED_MS)
        chooser.close()
        chooser.deleteLater()


def _keys(catalogue: YamlCatalogue, theme: Theme) -> Iterator[tuple[str, float]]:
    chooser, painted = _shown(catalogue, theme)
    chooser.go(SEARCH)
    for texts in texts_typed():
        chooser.search.clear()
        _pause(_SETTLED_MS)
        for text in texts:
            begun = time.perf_counter()
            painted.after(lambda sign=text[-1]: _press(chooser.search, sign))  # type: ignore[misc]
            yield text, (time.perf_counter() - begun) * 1000
            _pause(_BETWEEN_KEYS_MS)
        assert chooser.search.text() == texts[-1]


def _shown(catalogue: YamlCatalogue, theme: Theme) -> tuple[PortalChooser, Painted]:
    chooser = PortalChooser(catalogue, theme)
    chooser.resize(*WIZARD_SIZE)
    painted = Painted(chooser)
    painted.after(chooser.show)
    return chooser, painted


def _pause(milliseconds: int) -> None:
    wait = QEventLoop()
    QTimer.singleShot(milliseconds, wait.quit)
    wait.exec()


def _press(field: QLineEdit, sign: str) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign)
    QApplication.sendEvent(field, press)


if __name__ == "__main__":
    main()
