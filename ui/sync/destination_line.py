"""One destination on the page: how it stands, its exports, its documents, what to do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QToolButton, QVBoxLayout, QWidget

from app.domain.deliveries import DestinationKind
from app.domain.documents import Delivered, DocumentFilter
from app.i18n import tr
from app.ports.clock import Clock
from app.services.account_overview import Standing
from app.services.destination_overview import DestinationAction, DestinationRow
from ui.look.icons import Symbol, icon
from ui.look.palette import GRID, ICON_SIZE
from ui.look.theme import Theme
from ui.texts.destinations import (
    ACTIONS,
    SITUATIONS,
    delivered_text,
    explanation,
    place_text,
    refused_text,
    waiting_text,
)
from ui.texts.times import moment_text
from ui.widgets.buttons import IconButton, text_button
from ui.widgets.labels import paragraph, remark, subheading
from ui.widgets.shapes import ShapeLabel
from ui.words import Words

_BAR_HEIGHT: Final = 4
_SYMBOLS: Final = {DestinationKind.FOLDER: Symbol.FOLDER, DestinationKind.GOOGLE_DRIVE: Symbol.CLOUD}


class DestinationLine(QFrame):
    action_wanted = Signal(object, object)
    """DestinationRow, DestinationAction"""
    menu_wanted = Signal(object, object)
    """DestinationRow, and where on the screen"""
    documents_wanted = Signal(object)
    """DocumentFilter"""

    def __init__(
        self, row: DestinationRow, theme: Theme, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._row, self._theme, self._clock = row, theme, clock
        self._progress: tuple[int, int] | None = None
        self._is_running = False
        self._picture = QLabel()
        self.name, self.place, self.state = subheading(), remark(), paragraph()
        self.shape, self.explanation, self.times = ShapeLabel(theme), paragraph(role="muted"), remark()
        self.action, self.more = text_button(), IconButton(theme, Symbol.MORE, quiet=True)
        self.delivered, self.waiting, self.refused = (text_button() for _ in range(3))
        self.bar = QProgressBar()
        self._build()
        Words(self).also(self._say)
        theme.changed.connect(self._colour)
        self._colour()

    @property
    def row(self) -> DestinationRow:
        return self._row

    def show_row(self, row: DestinationRow) -> None:
        self._row = row
        self._say()

    def show_running(self, running: bool) -> None:
        if running != self._is_running:
            self._is_running, self._progress = running, None
            self._say()

    def show_progress(self, done: int, total: int) -> None:
        self._progress = (done, total)
        self._say()

    def _build(self) -> None:
        names, top, standing, counts = QVBoxLayout(), QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.place)
        self.place.setWordWrap(True)
        top.setSpacing(GRID + GRID // 2)
        top.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        top.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        standing.setSpacing(GRID)
        standing.addWidget(self.shape, 0, Qt.AlignmentFlag.AlignTop)
        standing.addWidget(self.state, 1)
        for button in (self.delivered, self.waiting, self.refused):
            button.setProperty("role", "link")
            counts.addWidget(button)
        counts.addStretch(1)
        counts.addWidget(self.times)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(_BAR_HEIGHT)
        self.bar.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        layout.setSpacing(GRID + GRID // 2)
        layout.addLayout(top)
        layout.addLayout(standing)
        layout.addWidget(self.explanation)
        layout.addWidget(self.bar)
        layout.addLayout(counts)
        self.action.clicked.connect(self._on_action_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.delivered.clicked.connect(lambda: self._show_documents(Delivered.YES))
        self.waiting.clicked.connect(lambda: self._show_documents(Delivered.WAITING))
        self.refused.clicked.connect(lambda: self._show_documents(Delivered.REFUSED))

    def _say(self) -> None:
        row, name = self._row, self._row.destination.name
        self.name.setText(name)
        self.setAccessibleName(name)
        self.place.setText(place_text(row.destination))
        self.place.setToolTip(place_text(row.destination))
        standing = Standing.RUNNING if self._is_running else row.standing
        self.shape.show_shape(standing)
        self.state.setText(self._state_text())
        self.explanation.setText("" if self._is_running else explanation(row))
        self.explanation.setVisible(bool(self.explanation.text()))
        self.action.setText(tr(ACTIONS[self._action]))
        self.action.setAccessibleName(f"{self.action.text()}: {name}")
        self.more.show_name(tr("More actions: {name}", name=name))
        for button, count, text in (
            (self.delivered, row.delivered, delivered_text(row.delivered)),
            (self.waiting, row.waiting, waiting_text(row.waiting)),
            (self.refused, row.refused, refused_text(row.refused)),
        ):
            button.setText(text)
            button.setEnabled(count > 0)
            button.setVisible(count > 0 or button is not self.refused)
        self.times.setText(self._times_text())
        done, total = self._progress or (0, 0)
        self.bar.setVisible(self._is_running)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _state_text(self) -> str:
        if not self._is_running:
            return tr(SITUATIONS[self._row.situation])
        if self._progress:
            done, total = self._progress
            return tr("Export in progress: {done} of {total}", done=done, total=total)
        return tr("Export in progress")

    def _times_text(self) -> str:
        now, zone = self._clock.now(), self._clock.zone()
        said = []
        if self._row.last_export:
            said.append(tr("last export {when}", when=moment_text(self._row.last_export, now, zone)))
        if self._row.next_export and self._row.next_export > now:
            said.append(tr("next export {when}", when=moment_text(self._row.next_export, now, zone)))
        elif self._row.next_export:
            said.append(tr("next export soon"))
        else:
            said.append(tr("no export by itself before this is put right"))
        return " · ".join(said)

    @property
    def _action(self) -> DestinationAction:
        return DestinationAction.STOP if self._is_running else self._row.action

    def _show_documents(self, delivered: Delivered) -> None:
        self.documents_wanted.emit(DocumentFilter(delivered=delivered, destination_id=self._row.id))

    @Slot()
    def _colour(self) -> None:
        picture = icon(_SYMBOLS[self._row.destination.kind], self._theme.palette.muted)
        self._picture.setPixmap(picture.pixmap(ICON_SIZE, ICON_SIZE))

    @Slot()
    def _on_action_clicked(self) -> None:
        self.action_wanted.emit(self._row, self._action)

    @Slot()
    def _on_more_clicked(self) -> None:
        self.menu_wanted.emit(self._row, self.more.mapToGlobal(self.more.rect().bottomLeft()))
