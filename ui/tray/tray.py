"""The sign in the notification area: how everything stands, a menu, and notices that lead to the place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.i18n import mark, tr, trn
from ui.bridge.desk import Desk
from ui.look.pictures import TrayState, tray_icon
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.tray.background import Background
from ui.tray.notices import Notice
from ui.windows.synchronising import synchronise_all
from ui.words import Words

_CLICKS = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


class Tray(QObject):
    """Shown where the desktop has such an area, now or later."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        navigator: Navigator,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._background = desk, theme, background
        self._navigator = navigator
        self._notice: Notice | None = None
        self.menu = QMenu()
        self._words = Words(self.menu)
        self.collect = self._entry(mark("Synchronise"), lambda: synchronise_all(desk, navigator))
        self.appointment = self._entry("", self._keep_appointment)
        self.pause = self._entry("", self._pause)
        self.menu.addSeparator()
        self.open = self._entry(mark("Open Moisson"), background.window_wanted.emit)
        self.quit = self._entry(mark("Quit"), background.quit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_message_clicked)
        background.has_tray = self.is_there
        background.notified.connect(self._on_notified)
        background.state_changed.connect(self._refresh)
        theme.changed.connect(self._refresh)
        self._words.also(self._refresh)
        self.icon.show()

    def is_there(self) -> bool:
        """Does the desktop show it? It may begin to after we did."""
        return QSystemTrayIcon.isSystemTrayAvailable() and self.icon.isVisible()

    def close(self) -> None:
        """Else the sign stays until the mouse passes over it, on some systems."""
        self.icon.hide()
        self.menu.deleteLater()

    def _entry(self, source: str, does: Callable[[], object]) -> QAction:
        action = QAction(self.menu)
        if source:
            self._words.say(action.setText, source)
        action.triggered.connect(lambda _: does())
        self.menu.addAction(action)
        return action

    @Slot()
    def _refresh(self) -> None:
        state, waiting = self._background.state, self._background.waiting
        self.icon.setIcon(tray_icon(state, self._theme.is_dark))
        self.icon.setToolTip(f"Moisson\n{self._standing()}")
        self.appointment.setText(
            tr("2FA appointment ({count})", count=waiting) if waiting else tr("2FA appointment")
        )
        self.appointment.setEnabled(bool(waiting))
        self.pause.setText(tr("Resume") if self._desk.harvest.is_paused else tr("Pause"))

    def _standing(self) -> str:
        running, waiting = len(self._desk.harvest.running), self._background.waiting
        if self._background.is_leaving:
            return tr("Stopping…")
        if self._background.state is TrayState.RUNNING:
            return trn("{count} run under way", "{count} runs under way", running)
        if self._background.state is TrayState.WAITING:
            return trn("{count} account waits for you", "{count} accounts wait for you", max(waiting, 1))
        if self._background.problems:
            return trn("{count} problem", "{count} problems", self._background.problems)
        return tr("Paused") if self._desk.harvest.is_paused else tr("Nothing waits for you")

    def _pause(self) -> None:
        self._desk.harvest.pause(not self._desk.harvest.is_paused)

    def _keep_appointment(self) -> None:
        self._background.window_wanted.emit()
        self._navigator.appointment_wanted.emit()

    @Slot(object)
    def _on_notified(self, notice: Notice) -> None:
        self._notice = notice
        kinds = QSystemTrayIcon.MessageIcon
        self.icon.showMessage(
            notice.title, notice.text, kinds.Warning if notice.is_problem else kinds.Information
        )

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _CLICKS:
            self._background.window_wanted.emit()

    @Slot()
    def _on_message_clicked(self) -> None:
        if self._notice is not None:
            self._background.follow(self._notice)
