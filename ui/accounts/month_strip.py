"""The last twelve months of one account with their names: the picture of “nothing is missing”."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDate, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.ports.overview import Month, first_day
from app.services.account_overview import AccountRow
from ui.accounts import account_cells as cells
from ui.accounts.painting import paint_month
from ui.look.palette import GRID, MONTH_SIZE, SMALL_SCALE
from ui.look.theme import Theme, scaled
from ui.words import locale

_PER_LINE = 6
_BOX = MONTH_SIZE + MONTH_SIZE // 2


class MonthStrip(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: AccountRow | None = None
        self._names: Mapping[Month, tuple[str, ...]] = {}
        self.setFont(scaled(self.font(), SMALL_SCALE))
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_row(self, row: AccountRow) -> None:
        if self._row is None or self._row.id != row.id:
            self._names = {}
        self._row = row
        self.setAccessibleName(cells.months_text(row))
        self.update()

    def show_names(self, names: Mapping[Month, tuple[str, ...]]) -> None:
        self._names = names

    def tip(self, place: int) -> str:
        """What is said of one month."""
        if self._row is None:
            return ""
        names = self._names.get(self._row.first_month + place, ())
        return cells.month_tip(self._row, place, names)

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(_PER_LINE * 5 * GRID, 2 * self._line_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = self._place_at(event.pos().x(), event.pos().y())
            QToolTip.showText(event.globalPos(), self.tip(place) if place is not None else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._row is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, state in enumerate(self._row.months):
            cell = self._cell(place)
            box = QRectF(cell.left(), cell.top(), cell.width() - GRID / 2, _BOX)
            paint_month(painter, box, state, self._theme.palette)
            painter.setPen(QColor(self._theme.palette.muted))
            below = QRectF(cell.left(), box.bottom(), box.width(), cell.bottom() - box.bottom() - GRID / 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _short_name(self._row.first_month + place))
        painter.end()

    def _cell(self, place: int) -> QRectF:
        width, height = self.width() / _PER_LINE, self._line_height()
        return QRectF(place % _PER_LINE * width, place // _PER_LINE * height, width, height)

    def _place_at(self, x: float, y: float) -> int | None:
        places = range(len(self._row.months) if self._row else 0)
        return next((place for place in places if self._cell(place).contains(x, y)), None)

    def _line_height(self) -> int:
        return _BOX + QFontMetrics(self.font()).lineSpacing() + GRID


def _short_name(month: Month) -> str:
    first = first_day(month)
    return locale().toString(QDate(first.year, first.month, 1), "MMM")
