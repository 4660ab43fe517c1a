"""How visits are made: visible or hidden, how many at once, at which hours."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.domain.schedules import Hours
from app.domain.settings import MOST_BROWSERS, Settings, hours_text
from app.i18n import mark, tr
from ui.look.palette import GRID, TIME_WIDTH
from ui.settings.section import Field, Section
from ui.settings.settings_keeper import SettingsKeeper
from ui.words import Words

TITLE: Final = mark("Visits")
_DAY: Final = Hours(time(8), time(20))
"""What is proposed first."""
_TIME: Final = re.compile(r"\s*(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?\s*")


class VisitsSection(Section):
    def __init__(self, keeper: SettingsKeeper) -> None:
        super().__init__(TITLE)
        self._keeper = keeper
        self.visible, self.browsers = QCheckBox(), QComboBox()
        self.hours = HoursEditor()
        for count in range(1, MOST_BROWSERS + 1):
            self.browsers.addItem(str(count), count)
        self.field(
            mark("Browser"),
            self.visible,
            mark(
                "Else it works hidden, and shows itself only when a portal wants you to do something there."
            ),
        )
        self.words.say(self.visible.setText, mark("Always show it during visits"))
        self.field(
            mark("Portals at once"),
            self.browsers,
            mark("Each needs about 300 MB of memory. An account is never visited twice at once."),
        )
        self._hours = self.field(
            mark("Hours"),
            self.hours,
            mark("For visits that Moisson makes by itself, and accounts that have no hours of their own."),
        )
        self.visible.clicked.connect(self._on_visible_clicked)
        self.browsers.activated.connect(self._on_browsers_chosen)
        self.hours.edited.clicked.connect(self._on_hours_changed)
        for edit in (self.hours.opens, self.hours.closes):
            edit.textEdited.connect(self._on_hours_typed)
            edit.editingFinished.connect(self._on_hours_changed)
        keeper.read.connect(self._on_read)
        self.words.also(self._check_hours)

    def _on_read(self, settings: Settings) -> None:
        self.browsers.setCurrentIndex(self.browsers.findData(settings.browser_slots))
        self.visible.setChecked(settings.browser_visible)
        if not self.hours.has_focus:
            self.hours.show_hours(settings.hours)
            self._check_hours()

    def _on_visible_clicked(self, visible: bool) -> None:
        self._keeper.change(browser_visible=visible)

    def _on_browsers_chosen(self) -> None:
        self._keeper.change(browser_slots=self.browsers.currentData())

    def _on_hours_typed(self) -> None:
        self._check_hours()

    def _on_hours_changed(self) -> None:
        if not self._check_hours():
            return
        hours = self.hours.hours()
        self._keeper.change(allowed_hours=hours_text(hours) if hours else None)

    def _check_hours(self) -> bool:
        fault = self.hours.fault()
        self._hours.show_fault(fault)
        return not fault

    @property
    def hours_field(self) -> Field:
        return self._hours


class HoursEditor(QWidget):
    """At any hour, or from one to another; a night may pass midnight."""

    def __init__(self) -> None:
        super().__init__()
        self.edited, self.opens, self.closes = QCheckBox(), QLineEdit(), QLineEdit()
        self._words = Words(self)
        self._words.say(self.edited.setText, mark("Only between"))
        self._words.say(self.opens.setAccessibleName, mark("Begin of the allowed hours"))
        self._words.say(self.closes.setAccessibleName, mark("End of the allowed hours"))
        between = QLabel()
        self._words.say(between.setText, mark("and"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        for edit in (self.opens, self.closes):
            edit.setFixedWidth(TIME_WIDTH)
        for widget in (self.edited, self.opens, between, self.closes):
            across.addWidget(widget)
        across.addStretch(1)
        self.setFocusProxy(self.edited)
        self.edited.toggled.connect(self._enable)
        self.show_hours(None)

    @property
    def has_focus(self) -> bool:
        return any(edit.hasFocus() for edit in (self.opens, self.closes))

    def show_hours(self, hours: Hours | None) -> None:
        shown = hours or self.hours() or _DAY
        with QSignalBlocker(self.edited):
            self.edited.setChecked(hours is not None)
        self.opens.setText(f"{shown.opens:%H:%M}")
        self.closes.setText(f"{shown.closes:%H:%M}")
        self._enable()

    def hours(self) -> Hours | None:
        """None: at any hour, or what is typed is no time."""
        opens, closes = time_in(self.opens.text()), time_in(self.closes.text())
        if not self.edited.isChecked() or opens is None or closes is None or opens == closes:
            return None
        return Hours(opens, closes)

    def fault(self) -> str:
        """What is wrong with what is typed; empty for nothing."""
        wrong = [edit for edit in (self.opens, self.closes) if time_in(edit.text()) is None]
        for edit in (self.opens, self.closes):
            edit.setProperty("wrong", self.edited.isChecked() and edit in wrong)
            edit.style().polish(edit)
        if not self.edited.isChecked():
            return ""
        if wrong:
            return tr("“{text}” is not a time such as 08:00 or 19:30.", text=wrong[0].text().strip())
        if time_in(self.opens.text()) == time_in(self.closes.text()):
            return tr("These hours end as they begin. For the whole day, take the tick away.")
        return ""

    def _enable(self) -> None:
        for edit in (self.opens, self.closes):
            edit.setEnabled(self.edited.isChecked())


def time_in(text: str) -> time | None:
    """8, 8:30, 8h30, 08.30; None for anything else."""
    found = _TIME.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))
