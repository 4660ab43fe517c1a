"""Draws the lines of the table of accounts, and hears presses on their buttons."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.runs import Phase
from app.i18n import tr
from app.services.account_overview import AccountRow, Standing
from ui.accounts import account_cells as cells
from ui.accounts.account_cells import LiveVisit
from ui.accounts.accounts_model import LIVE_ROLE, ROW_ROLE, Column, Index
from ui.accounts.painting import (
    month_under,
    paint_badge,
    paint_months,
    paint_shape,
    standing_colour,
)
from ui.look.icons import Symbol, icon
from ui.look.palette import (
    BADGE_SIZE,
    GRID,
    ICON_SIZE,
    MONTH_GAP,
    MONTH_SIZE,
    RADIUS,
    ROW_HEIGHT,
    SMALL_SCALE,
)
from ui.look.theme import Theme, scaled
from ui.texts.conditions import ACTIONS

_MORE_WIDTH: Final = 32
_BUTTON_HEIGHT: Final = 30
# What is up to date needs nothing: its button shows itself to whoever goes there.
_LOOKED_AT: Final = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
_URGENT: Final = (Standing.WAITING, Standing.TO_FIX)


class AccountDelegate(QStyledItemDelegate):
    """Nothing here is a widget: five hundred lines cost what is seen of them."""

    action_pressed = Signal(QModelIndex)
    more_pressed = Signal(QModelIndex, object)
    """index, and where its menu opens on the screen"""
    month_hovered = Signal(QModelIndex, int, object)
    """index, place of the month, and where its tip belongs on the screen"""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        metrics = QFontMetrics(option.font)
        height = max(ROW_HEIGHT, 2 * metrics.lineSpacing() + 2 * GRID)
        row: AccountRow | None = index.data(ROW_ROLE)
        if row is None:
            return QSize(0, height)
        match Column(index.column()):
            case Column.MONTHS:
                return QSize(12 * (MONTH_SIZE + MONTH_GAP) + 2 * GRID, height)
            case Column.ACTION:
                return QSize(widest_action(metrics), height)
        return QSize(super().sizeHint(option, index).width() + 2 * GRID, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AccountRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        box = option.rect.adjusted(GRID, 0, -GRID, 0)
        match Column(index.column()):
            case Column.COMPANY:
                self._paint_company(painter, box, option.font, row)
            case Column.STATE:
                self._paint_state(painter, box, option.font, row, index.data(LIVE_ROLE))
            case Column.MONTHS:
                middle = box.center().y() + 0.5
                paint_months(painter, box.left(), middle, row.months, self._theme.palette)
            case Column.ACTION:
                self._paint_action(painter, option, index)
            case _:
                self._paint_text(painter, box, option.font, index)
        painter.restore()

    def helpEvent(  # noqa: N802
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row: AccountRow | None = index.data(ROW_ROLE)
        if row is None or event.type() != QEvent.Type.ToolTip:
            return False
        if index.column() == Column.MONTHS:
            place = month_under(event.pos().x(), option.rect.left() + GRID)
            if place is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), cells.month_tip(row, place), view)
                self.month_hovered.emit(index, place, event.globalPos())
            return True
        QToolTip.showText(event.globalPos(), self._tip(row, index), view)
        return True

    def editorEvent(  # noqa: N802
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if index.column() != Column.ACTION or not isinstance(event, QMouseEvent):
            return False
        button, more = self._boxes(option, index)
        left = event.button() == Qt.MouseButton.LeftButton
        if event.type() != QEvent.Type.MouseButtonRelease or not left:
            return False
        if button.contains(event.position()):
            self.action_pressed.emit(index)
        elif more.contains(event.position()):
            self.more_pressed.emit(index, event.globalPosition().toPoint())
        else:
            return False
        return True

    def _tip(self, row: AccountRow, index: Index) -> str:
        parts = [str(index.data(Qt.ItemDataRole.DisplayRole))]
        if index.column() == Column.COMPANY:
            parts.append(row.account.username)
        if index.column() == Column.STATE:
            parts.append(cells.remark(row))
        return "\n".join(part for part in parts if part)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        palette, rect = self._theme.palette, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(palette.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(palette.hover))
        painter.setPen(QPen(QColor(palette.separator), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_company(self, painter: QPainter, box: QRect, font: QFont, row: AccountRow) -> None:
        palette, account = self._theme.palette, row.account
        top = box.center().y() - BADGE_SIZE / 2 + 0.5
        paint_badge(painter, QRectF(box.left(), top, BADGE_SIZE, BADGE_SIZE), account.company, palette, font)
        words = box.adjusted(BADGE_SIZE + GRID + GRID // 2, 0, 0, 0)
        self._paint_lines(painter, words, font, (account.company, palette.text), below=account.username)

    def _paint_state(
        self, painter: QPainter, box: QRect, font: QFont, row: AccountRow, live: LiveVisit | None
    ) -> None:
        palette, standing = self._theme.palette, cells.standing_of(row, live)
        words = box.adjusted(2 * GRID + GRID // 2, 0, 0, 0)
        bar = live is not None and live.phase is Phase.FETCHING and live.counts.listed > 0
        text = (cells.state_text(row, live), standing_colour(standing, palette))
        below = "" if bar or live else cells.remark(row)
        lines = 2 if bar or below else 1
        self._paint_lines(painter, words, font, text, below=below, lines=lines)
        lift = QFontMetrics(font).lineSpacing() / 2 if lines == 2 else 0
        paint_shape(painter, QPointF(box.left() + 7, box.center().y() + 0.5 - lift), standing, palette)
        if bar and live:
            self._paint_bar(painter, words, live)

    def _paint_bar(self, painter: QPainter, box: QRect, live: LiveVisit) -> None:
        palette = self._theme.palette
        groove = QRectF(box.left(), box.center().y() + GRID, min(box.width(), 140), 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.separator))
        painter.drawRoundedRect(groove, 2, 2)
        groove.setWidth(groove.width() * min(1.0, live.settled / live.counts.listed))
        painter.setBrush(QColor(palette.running))
        painter.drawRoundedRect(groove, 2, 2)

    def _paint_lines(
        self, painter: QPainter, box: QRect, font: QFont, text: tuple[str, str], *, below: str, lines: int = 0
    ) -> None:
        """A line, and a smaller one below it when there is something to say."""
        height, small = QFontMetrics(font).lineSpacing(), scaled(font, SMALL_SCALE)
        lift = height // 2 if below or lines == 2 else 0
        said, colour = text
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(box.translated(0, -lift), _LEFT, _elided(said, font, box.width()))
        if below:
            painter.setFont(small)
            painter.setPen(QColor(self._theme.palette.muted))
            painter.drawText(box.translated(0, height - lift), _LEFT, _elided(below, small, box.width()))

    def _paint_text(self, painter: QPainter, box: QRect, font: QFont, index: Index) -> None:
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or _LEFT
        painter.setFont(font)
        painter.setPen(QColor(self._theme.palette.text))
        text = _elided(str(index.data(Qt.ItemDataRole.DisplayRole)), font, box.width())
        painter.drawText(box, align, text)

    def _paint_action(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, row, live = self._theme.palette, index.data(ROW_ROLE), index.data(LIVE_ROLE)
        button, more = self._boxes(option, index)
        standing = cells.standing_of(row, live)
        if standing is not Standing.UP_TO_DATE or option.state & _LOOKED_AT:
            urgent = standing in _URGENT
            painter.setPen(QPen(QColor(palette.accent_edge if urgent else palette.control), 1))
            painter.setBrush(QColor(palette.selection if urgent else palette.surface))
            painter.drawRoundedRect(button, RADIUS, RADIUS)
            painter.setPen(QColor(palette.text))
            painter.setFont(option.font)
            painter.drawText(button, Qt.AlignmentFlag.AlignCenter, cells.action_text(row, live))
        side = QRect(0, 0, ICON_SIZE, ICON_SIZE)
        side.moveCenter(more.center().toPoint())
        icon(Symbol.MORE, palette.muted).paint(painter, side)

    def _boxes(self, option: QStyleOptionViewItem, index: Index) -> tuple[QRectF, QRectF]:
        """Where the button and the three dots of a line are."""
        rect = QRectF(option.rect)
        metrics = QFontMetrics(option.font)
        more = QRectF(rect.right() - _MORE_WIDTH - GRID, rect.top(), _MORE_WIDTH, rect.height())
        width = action_width(metrics, index.data(ROW_ROLE), index.data(LIVE_ROLE))
        height = max(_BUTTON_HEIGHT, metrics.height() + GRID)
        top = rect.center().y() - height / 2
        return QRectF(more.left() - width - GRID / 2, top, width, height), more


_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def action_width(metrics: QFontMetrics, row: AccountRow, live: LiveVisit | None) -> int:
    return metrics.horizontalAdvance(cells.action_text(row, live)) + 3 * GRID


def widest_action(metrics: QFontMetrics) -> int:
    """What a column needs for every button that may come, and the three dots beside it."""
    widest = max(metrics.horizontalAdvance(tr(source)) for source in ACTIONS.values())
    return widest + 3 * GRID + _MORE_WIDTH + 3 * GRID


def _elided(text: str, font: QFont, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
