"""Draws the lines of the table of documents."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.services.account_overview import Standing
from ui.accounts.painting import paint_shape, standing_colour
from ui.documents.documents_model import SHAPE_ROLE, Column, Index
from ui.look.palette import GRID
from ui.look.theme import Theme

SHAPE_ROOM: Final = 2 * GRID + GRID // 2
_STRONG: Final = (Column.COMPANY, Column.TOTAL)


class DocumentDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's name
        room = SHAPE_ROOM if index.column() == Column.DELIVERED else 0
        return super().sizeHint(option, index) + QSize(2 * GRID + room, GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = self._theme.palette
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(palette.selection))
        painter.setPen(QPen(QColor(palette.separator), 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box, colour = option.rect.adjusted(GRID, 0, -GRID, 0), palette.text
        shape: Standing | None = index.data(SHAPE_ROLE)
        if shape is not None:
            paint_shape(painter, QPointF(box.left() + 6, box.center().y() + 0.5), shape, palette)
            box.adjust(SHAPE_ROOM, 0, 0, 0)
            colour = standing_colour(shape, palette)
        elif index.column() not in _STRONG:
            colour = palette.text if index.column() in (Column.ISSUED, Column.NUMBER) else palette.muted
        painter.setFont(option.font)
        painter.setPen(QColor(colour))
        text = option.fontMetrics.elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole) or ""), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, index.data(Qt.ItemDataRole.TextAlignmentRole), text)
        painter.restore()
