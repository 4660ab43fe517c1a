"""What the person does with one destination."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.domain.deliveries import DestinationKind
from app.domain.schedules import Scheduled, Subject
from app.i18n import tr
from app.ports.parts import Parts
from app.services.cancellation import Cancellation
from app.services.destination_overview import DestinationAction, DestinationRow
from app.services.manage_destinations import ManageDestinations, Preview
from ui.bridge.desk import Desk
from ui.look.icons import Symbol, icon
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.sync.export_dialogs import PreviewDialog, RemoveDestinationDialog
from ui.sync.troubles_dialog import TroublesDialog


class DestinationActions(QObject):
    """`window`: what its dialogues belong to."""

    def __init__(self, desk: Desk, navigator: Navigator, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._navigator, self._window = desk, navigator, window

    def perform(self, row: DestinationRow, action: DestinationAction) -> None:
        """The one thing that the state of a destination asks for."""
        match action:
            case DestinationAction.EXPORT | DestinationAction.RETRY:
                self.export(row)
            case DestinationAction.RECONNECT:
                self._navigator.reconnect_destination_wanted.emit(row.id)
            case DestinationAction.SHOW_TROUBLES:
                self.show_troubles(row)
            case DestinationAction.STOP:
                self._desk.harvest.stop(_subject(row))

    def is_running(self, row: DestinationRow) -> bool:
        return _subject(row) in self._desk.harvest.running

    def export(self, row: DestinationRow) -> None:
        """A first export is hard to undo in accounting software: it is shown before it is sent."""
        if row.delivered or not row.waiting:
            self._send(row)
        else:
            self._desk.read(partial(_preview, row.id), partial(self._ask_first, row))

    def show_preview(self, row: DestinationRow) -> None:
        self._desk.read(partial(_preview, row.id), partial(self._show_preview, row))

    def show_troubles(self, row: DestinationRow) -> None:
        dialog = TroublesDialog(self._desk, row, self._window)
        dialog.again_wanted.connect(partial(self._send, row))
        _open(dialog)

    def edit(self, row: DestinationRow) -> None:
        self._navigator.edit_destination_wanted.emit(row.id)

    def ask_removal(self, row: DestinationRow) -> None:
        dialog = RemoveDestinationDialog(row, self._window)
        dialog.accepted.connect(partial(self._remove, row))
        _open(dialog)

    def menu(self, row: DestinationRow, theme: Theme) -> QMenu:
        """Made anew for each opening; it goes when it closes."""
        menu, running = QMenu(self._window), self.is_running(row)
        menu.setAccessibleName(row.destination.name)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(symbol: Symbol, text: str, reaction: Callable[[], object], *, enabled: bool = True) -> None:
            action = menu.addAction(icon(symbol, theme.palette.text), text)
            action.triggered.connect(reaction)
            action.setEnabled(enabled)

        add(Symbol.SYNC, tr("Export now"), partial(self.export, row), enabled=not running)
        add(Symbol.LIST, tr("Show what the next export sends…"), partial(self.show_preview, row))
        add(
            Symbol.PROBLEMS, tr("What is left, and what was removed there…"), partial(self.show_troubles, row)
        )
        menu.addSeparator()
        add(Symbol.EDIT, tr("Edit…"), partial(self.edit, row))
        if row.destination.kind is DestinationKind.GOOGLE_DRIVE:
            reconnect = partial(self._navigator.reconnect_destination_wanted.emit, row.id)
            add(Symbol.RECONNECT, tr("Connect again…"), reconnect)
        menu.addSeparator()
        add(Symbol.REMOVE, tr("Remove…"), partial(self.ask_removal, row), enabled=not running)
        return menu

    def _ask_first(self, row: DestinationRow, preview: Preview) -> None:
        if preview.first and preview.items:
            self._show_preview(row, preview)
        else:
            self._send(row)

    def _show_preview(self, row: DestinationRow, preview: Preview) -> None:
        dialog = PreviewDialog(row, preview, self._window)
        dialog.accepted.connect(partial(self._send, row))
        _open(dialog)

    def _send(self, row: DestinationRow, again: Collection[int] = ()) -> None:
        self._desk.harvest.export([row.id], again)

    def _remove(self, row: DestinationRow) -> None:
        def remove(parts: Parts, cancellation: Cancellation) -> None:
            ManageDestinations(parts).remove(row.id)

        self._desk.write(remove)


def _preview(destination_id: int, parts: Parts) -> Preview:
    return ManageDestinations(parts).preview(destination_id)


def _subject(row: DestinationRow) -> Subject:
    return Subject(Scheduled.DESTINATION, row.id)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
