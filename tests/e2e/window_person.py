"""Somebody who sits at the window: finds controls by what is written on them, presses, types, waits and looks."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

Seen = Callable[[], object]
Story = Callable[["Person"], Iterator[Seen]]
_LOOK_MS = 40
_PATIENCE_S = 60.0
_SIGN = 100


class NotThereError(Exception):
    """Nothing on the screen says this."""


class Person(QObject):
    """`story` yields what it waits for; it is told to the end within the application's own event loop."""

    def __init__(self, story: Story, pictures: Path, ended: Callable[[bool], object], first: int = 1) -> None:
        super().__init__()
        self.pictures = pictures
        self._story = story(self)
        self._ended = ended
        self._awaited: Seen = lambda: True
        self._until = 0.0
        self._number = first - 1
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        self._until = time.monotonic() + _PATIENCE_S
        self._timer.start()

    def sees(self, text: str) -> bool:
        """Is it written somewhere?"""
        return any(text in said for said in self._said())

    def all_that_say(self, text: str) -> list[str]:
        return list(dict.fromkeys(said for said in self._said() if text in said))

    def pause(self, seconds: float) -> Seen:
        """To look at what moves; nothing is concluded from it."""
        end = time.monotonic() + seconds
        return lambda: time.monotonic() > end

    def button(self, text: str) -> QAbstractButton:
        """One that can be pressed now, in the window that is in front. Raises NotThereError."""
        for widget in self._widgets():
            if isinstance(widget, QAbstractButton) and widget.isEnabled() and text in _names(widget):
                return widget
        raise NotThereError(text)

    def can_press(self, text: str) -> bool:
        try:
            self.button(text)
        except NotThereError:
            return False
        return True

    def press(self, text: str) -> None:
        button = self.button(text)
        middle = QPoint(min(button.width() // 2, 12), button.height() // 2)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)

    def field(self, name: str) -> QLineEdit:
        """By its accessible name. Raises NotThereError."""
        for widget in self._widgets():
            if isinstance(widget, QLineEdit) and name in widget.accessibleName():
                return widget
        raise NotThereError(name)

    def write(self, name: str, text: str) -> None:
        field = self.field(name)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, text)

    def type(self, text: str) -> None:
        """Wherever each key goes."""
        for character in text:
            widget = QApplication.focusWidget()
            if widget is None:
                raise NotThereError("focus")
            QTest.keyClick(widget, character)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.front(), key, modifiers)

    def picture(self, name: str) -> None:
        """What the person sees: as much of the screen as the windows of the program take."""
        self._number += 1
        taken = QRect()
        for window in _shown():
            if window.width() > _SIGN:  # the sign in the notification area is a window, too
                taken = taken.united(window.frameGeometry())
        screen = QGuiApplication.primaryScreen()
        seen = screen.grabWindow(0)
        if not taken.isEmpty():
            part, scale = taken & screen.geometry(), seen.devicePixelRatio()
            seen = seen.copy(QRect(part.topLeft() * scale, part.size() * scale))
        seen.save(str(self.pictures / f"{self._number:02}-{name}.png"))

    def front(self) -> QWidget:
        """The dialogue on top, else the window."""
        return QApplication.activeModalWidget() or QApplication.activeWindow() or _shown()[-1]

    def _widgets(self) -> list[QWidget]:
        modal = QApplication.activeModalWidget()
        tops = [modal] if modal else _shown()
        return [child for top in reversed(tops) for child in top.findChildren(QWidget) if child.isVisible()]

    def _said(self) -> list[str]:
        said = [widget.text() for widget in self._widgets() if isinstance(widget, QLabel | QAbstractButton)]
        return [*said, *(top.windowTitle() for top in _shown())]

    @Slot()
    def _look(self) -> None:
        try:
            if not self._awaited():
                if time.monotonic() > self._until:
                    raise TimeoutError("what was awaited did not come")
                return
            self._awaited = next(self._story)
            self._until = time.monotonic() + _PATIENCE_S
        except StopIteration:
            self._end(well=True)
        except Exception:
            traceback.print_exc()
            print("written on the screen:", *(f"  {said!r}" for said in self._said() if said), sep="\n")
            self.picture("failed")
            self._end(well=False)

    def _end(self, *, well: bool) -> None:
        self._timer.stop()
        self._ended(well)


def _shown() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible() and top.isWindow()]


def _names(button: QAbstractButton) -> str:
    return "\n".join((button.text().replace("&", ""), button.accessibleName()))
