"""Texts of widgets, said again when the user changes the language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from app.i18n import language, set_language, tr


class Words(QObject):
    """The fixed texts of one widget and what is in it."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._said: list[Callable[[], object]] = []
        owner.installEventFilter(self)

    def say(self, put: Callable[[str], object], source: str) -> None:
        """`put` gets the text now and after each change; `source` is marked for the catalogue."""
        self.also(lambda: put(tr(source)))

    def also(self, refresh: Callable[[], object]) -> None:
        """For texts that are made of more than one source."""
        self._said.append(refresh)
        refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.LanguageChange:
            for refresh in self._said:
                refresh()
        return False


def choose_language(code: str | None) -> None:
    """Everything that is shown changes at once; None follows the system."""
    set_language(code)
    QLocale.setDefault(locale())
    _translate_qt()
    for widget in QApplication.topLevelWidgets():
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))


class _QtWords:
    """Those of Qt's own menus and dialogues; English needs none."""

    translator: QTranslator | None = None


def _translate_qt() -> None:
    application = QCoreApplication.instance()
    if application is None:
        return
    if _QtWords.translator is not None:
        application.removeTranslator(_QtWords.translator)
        _QtWords.translator = None
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language() != "en" and translator.load(locale(), "qtbase", "_", folder):
        application.installTranslator(translator)
        _QtWords.translator = translator


def locale() -> QLocale:
    """How dates and numbers are written in the language of the interface."""
    return QLocale("fr_FR" if language() == "fr" else "en_GB")
