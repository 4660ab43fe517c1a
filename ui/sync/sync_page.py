"""Sync: where documents are delivered, how that stands, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.schedules import Scheduled
from app.i18n import mark, tr, trn
from app.ports.parts import Parts
from app.services.account_overview import Standing
from app.services.destination_overview import DestinationRow, destination_rows
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.look.icons import Symbol
from ui.look.palette import GRID
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.sync.destination_actions import DestinationActions
from ui.sync.destination_line import DestinationLine
from ui.texts.destinations import waiting_text
from ui.widgets.buttons import text_button
from ui.widgets.empty_view import EmptyView
from ui.widgets.labels import heading, paragraph, separator
from ui.words import Words


class SyncPage(QWidget):
    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk, self._theme, self._navigator = desk, theme, navigator
        self.commands = DestinationActions(desk, navigator, self)
        self.lines: dict[int, DestinationLine] = {}
        self._rows: list[DestinationRow] = []
        self._has_loaded = False
        self.summary, self.add = paragraph(role="muted"), text_button(primary=True)
        self.empty, self._stack = EmptyView(theme, Symbol.SYNC), QStackedWidget()
        self._list = QVBoxLayout()
        self._words = Words(self)
        self._build()
        self._words.also(self._say)
        self.add.clicked.connect(navigator.add_destination_wanted)
        self.empty.pressed.connect(navigator.add_destination_wanted)
        desk.progress.advanced.connect(self._on_advanced)
        desk.harvest.state_changed.connect(self._on_state_changed)
        self._freshness = Freshness(self, desk, _read, self._on_read)

    def _build(self) -> None:
        title, header, content, scroll = heading(), QHBoxLayout(), QWidget(), QScrollArea()
        self._words.say(title.setText, mark("Sync"))
        self._words.say(self.add.setText, mark("Add a Sync account"))
        words = QVBoxLayout()
        words.setSpacing(GRID)
        words.addWidget(title)
        words.addWidget(self.summary)
        header.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID + GRID // 2)
        header.addLayout(words, 1)
        header.addWidget(self.add)
        lines = QVBoxLayout(content)
        lines.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self._list.setSpacing(GRID + GRID // 2)
        lines.addLayout(self._list)
        lines.addStretch(1)
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addWidget(separator())
        layout.addWidget(self._stack, 1)

    def _on_read(self, rows: list[DestinationRow]) -> None:
        self._rows, self._has_loaded = rows, True
        for gone in self.lines.keys() - {row.id for row in rows}:
            self.lines.pop(gone).deleteLater()
        for row in rows:
            if row.id in self.lines:
                self.lines[row.id].show_row(row)
            else:
                self.lines[row.id] = self._new_line(row)
        self._on_state_changed()
        self._say()

    def _new_line(self, row: DestinationRow) -> DestinationLine:
        line = DestinationLine(row, self._theme, self._desk.clock, self)
        line.action_wanted.connect(self.commands.perform)
        line.menu_wanted.connect(self._on_menu_wanted)
        line.documents_wanted.connect(self._navigator.documents_wanted)
        self._list.addWidget(line)
        return line

    def _say(self) -> None:
        self.summary.setText(_summary(self._rows))
        self.add.setVisible(not self._has_loaded or bool(self._rows))
        self.empty.say(
            tr("Where are your documents to go?"),
            tr(
                "A Sync account delivers what is collected to a folder of this computer or of your Google "
                "Drive, where your accounting software or your accountant picks it up."
            ),
            tr("Add a Sync account"),
        )
        is_empty = self._has_loaded and not self._rows
        self._stack.setCurrentIndex(1 if is_empty else 0)

    @Slot(int, int, int)
    def _on_advanced(self, destination_id: int, done: int, total: int) -> None:
        if destination_id in self.lines:
            self.lines[destination_id].show_progress(done, total)

    @Slot()
    def _on_state_changed(self) -> None:
        running = {s.id for s in self._desk.harvest.running if s.kind is Scheduled.DESTINATION}
        for number, line in self.lines.items():
            line.show_running(number in running)

    @Slot(object, object)
    def _on_menu_wanted(self, row: DestinationRow, place: QPoint) -> None:
        self.commands.menu(row, self._theme).popup(place)


def _read(parts: Parts) -> list[DestinationRow]:
    return destination_rows(parts.store(), parts.clock())


def _summary(rows: list[DestinationRow]) -> str:
    """“2 destinations · 1 up to date · 3 waiting”"""
    if not rows:
        return ""
    standings = [row.standing for row in rows]
    fine = standings.count(Standing.UP_TO_DATE)
    wrong, away = standings.count(Standing.TO_FIX), standings.count(Standing.UNAVAILABLE)
    said = [trn("{count} destination", "{count} destinations", len(rows))]
    if fine:
        said.append(trn("{count} up to date", "{count} up to date", fine))
    if wrong:
        said.append(trn("{count} to put right", "{count} to put right", wrong))
    if away:
        said.append(trn("{count} unavailable", "{count} unavailable", away))
    waiting = sum(row.waiting for row in rows)
    return " · ".join([*said, waiting_text(waiting)] if waiting else said)
