"""Portals of the catalogue as a list, and how a line is painted."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ports.catalogue import FoundPortals
from ui.accounts.painting import paint_badge
from ui.look.palette import BADGE_SIZE, GRID, RADIUS, ROW_HEIGHT, SMALL_SCALE
from ui.look.theme import Theme, scaled
from ui.texts.portals import portal_line

Index = QModelIndex | QPersistentModelIndex
PORTAL: Final = Qt.ItemDataRole.UserRole
LINE: Final = Qt.ItemDataRole.UserRole + 1
_FLAGS: Final = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren


class PortalsModel(QStringListModel):
    """Reads a portal when its line is looked at: there may be tens of thousands.

    A view asks for the number of lines again for each line: Qt's own model answers much faster than Python.
    """

    def __init__(self) -> None:
        super().__init__()
        self._portals: FoundPortals | None = None

    def show(self, portals: FoundPortals) -> None:
        self._portals = portals
        self.setStringList([""] * len(portals))

    def flags(self, index: Index) -> Qt.ItemFlag:
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._portals is None or index.row() >= len(self._portals):
            return None  # the last: somebody asks for an old line while another list takes its place
        portal = self._portals[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return portal.name
        if role == LINE:
            return portal_line(portal)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{portal.name}, {portal_line(portal)}"
        return portal.id if role == PORTAL else None

    def row_of(self, portal_id: str) -> int | None:
        return self._portals.position(portal_id) if self._portals is not None else None


class PortalDelegate(QStyledItemDelegate):
    """Initials in the company's colour, its name, and a line about it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  # Qt's name
        high = QFontMetricsF(option.font).height() * (1 + SMALL_SCALE) + 2 * GRID
        return QSize(0, max(ROW_HEIGHT, round(high)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, box = self._theme.palette, QRectF(option.rect)
        self._paint_ground(painter, option, box)
        badge = QRectF(box.left() + GRID, box.center().y() - BADGE_SIZE / 2, BADGE_SIZE, BADGE_SIZE)
        name = str(index.data())
        paint_badge(painter, badge, name, palette, option.font)
        left = badge.right() + GRID + GRID // 2
        lines = QRectF(left, box.top() + GRID // 2, box.right() - left - GRID, box.height() - GRID)
        upper = QRectF(lines.left(), lines.top(), lines.width(), lines.height() / 2)
        lower = upper.translated(0, upper.height())
        painter.setPen(QColor(palette.text))
        _write(painter, upper, name, Qt.AlignmentFlag.AlignBottom, scaled(option.font, 1, bold=True))
        painter.setPen(QColor(palette.muted))
        small = scaled(option.font, SMALL_SCALE)
        _write(painter, lower, str(index.data(LINE)), Qt.AlignmentFlag.AlignTop, small)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        palette, inside = self._theme.palette, box.adjusted(1, 1, -1, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(QColor(palette.selection if selected else palette.hover))
            painter.drawRoundedRect(inside, RADIUS, RADIUS)
        if selected:
            painter.setPen(QColor(palette.accent_edge))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inside, RADIUS, RADIUS)


def _write(painter: QPainter, box: QRectF, text: str, side: Qt.AlignmentFlag, font: QFont) -> None:
    painter.setFont(font)
    fitting = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignLeft, fitting)
