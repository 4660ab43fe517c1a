"""Texts of another language are longer: each is stretched, and whatever is cut then is named."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from app import i18n

_FILLER = "mnoap"
_ROUNDING = 2
_LAYERS = 5
"""A layout tells the one around it with an event: so many of them at most."""


def longer(text: str, factor: float) -> str:
    """By words of the usual length; what is in {braces} stays as it is."""
    missing = round(len(text) * (factor - 1))
    words = [_FILLER] * (missing // (len(_FILLER) + 1))
    rest = missing - len(words) * (len(_FILLER) + 1)
    return " ".join((text + _FILLER[:rest], *words)) if text else text


class _Longer(gettext.NullTranslations):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def gettext(self, message: str) -> str:
        return longer(message, self._factor)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return longer(msgid1 if n == 1 else msgid2, self._factor)


@contextmanager
def stretched_texts(factor: float = 1.4) -> Iterator[None]:
    """Everything that is said, also what is said already."""
    before = i18n._Chosen.catalogue
    i18n._Chosen.catalogue = _Longer(factor)
    _say_again()
    try:
        yield
    finally:
        i18n._Chosen.catalogue = before
        _say_again()


def cut_texts(shown: QWidget) -> list[str]:
    """The labels and buttons in a visible widget that have less room than their text needs, or that reach
    out of it."""
    for _ in range(_LAYERS):
        QApplication.processEvents()
    return [
        f"{type(widget).__name__} {_text(widget)!r}: {fault}"
        for widget in shown.findChildren(QWidget)
        if widget.isVisible() and _text(widget) and (fault := _fault(widget, shown))
    ]


def assert_nothing_is_cut(shown: QWidget) -> None:
    assert not (cut := cut_texts(shown)), "\n".join(cut)


def _say_again() -> None:
    for window in QApplication.topLevelWidgets():
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    QApplication.processEvents()


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _fault(widget: QWidget, shown: QWidget) -> str:
    needed, has = widget.sizeHint(), widget.size()
    if isinstance(widget, QLabel) and widget.wordWrap():
        high = widget.heightForWidth(has.width())
        if high > has.height() + _ROUNDING:
            return f"{has.height()} of {high} pixels high"
        needed.setWidth(widget.minimumSizeHint().width())
    elif needed.height() > has.height() + _ROUNDING:
        return f"{has.height()} of {needed.height()} pixels high"
    if needed.width() > has.width() + _ROUNDING:
        return f"{has.width()} of {needed.width()} pixels wide"
    return "" if _is_inside(widget, shown) else "reaches out"


def _is_inside(widget: QWidget, shown: QWidget) -> bool:
    """Of the window; in an area that scrolls, of its width."""
    frame: QWidget = widget
    while frame is not shown and (parent := frame.parentWidget()) is not None:
        frame = parent
        if isinstance(frame.parentWidget(), QScrollArea):
            left = widget.mapTo(frame, QPoint(0, 0)).x()
            return left >= 0 and left + widget.width() <= frame.width() + _ROUNDING
    corner = widget.mapTo(shown, QPoint(0, 0))
    right, bottom = corner.x() + widget.width(), corner.y() + widget.height()
    return (
        min(corner.x(), corner.y()) >= 0
        and right <= shown.width() + _ROUNDING
        and bottom <= shown.height() + _ROUNDING
    )
