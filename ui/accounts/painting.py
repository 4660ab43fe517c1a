"""The small pictures in the table of accounts: initials, the shape of a state, twelve months."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPen, QPolygonF

from app.services.account_overview import Standing
from app.services.document_rhythm import MonthState
from ui.look.palette import MONTH_GAP, MONTH_SIZE, Palette
from ui.look.theme import scaled

_SHAPE = 10.0


def initials(name: str) -> str:
    """Two letters: of the first two words, or of the only one."""
    words: list[str] = re.findall(r"[^\W_]+", name)
    if not words:
        return "?"
    return (words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]).upper()


def badge_colour(name: str, palette: Palette) -> str:
    """Always the same for the same name."""
    place = hashlib.sha256(name.casefold().encode()).digest()[0]
    return palette.badges[place % len(palette.badges)]


def standing_colour(standing: Standing, palette: Palette) -> str:
    colours = {
        Standing.UP_TO_DATE: palette.up_to_date,
        Standing.RUNNING: palette.running,
        Standing.WAITING: palette.waiting,
        Standing.TO_FIX: palette.wrong,
        Standing.UNAVAILABLE: palette.unavailable,
        Standing.PAUSED: palette.paused,
        Standing.IDLE: palette.muted,
    }
    return colours[standing]


def paint_badge(painter: QPainter, box: QRectF, name: str, palette: Palette, font: QFont) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(badge_colour(name, palette)))
    painter.drawEllipse(box)
    painter.setPen(QColor(palette.on_badge))
    painter.setFont(scaled(font, 0.9, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name))


def paint_shape(painter: QPainter, middle: QPointF, standing: Standing, palette: Palette) -> None:
    """● up to date, ◌ running, ◆ waits for a person, ▲ to put right, ✕ unavailable, ❚❚ paused, ○ other."""
    colour, half = QColor(standing_colour(standing, palette)), _SHAPE / 2
    x, y = middle.x(), middle.y()
    filled = standing in (Standing.UP_TO_DATE, Standing.WAITING, Standing.TO_FIX, Standing.PAUSED)
    line = Qt.PenStyle.DotLine if standing is Standing.RUNNING else Qt.PenStyle.SolidLine
    painter.setPen(Qt.PenStyle.NoPen if filled else QPen(colour, 1.8, line))
    painter.setBrush(QBrush(colour) if filled else Qt.BrushStyle.NoBrush)
    match standing:
        case Standing.WAITING:
            corners = ((x, y - half - 1), (x + half + 1, y), (x, y + half + 1), (x - half - 1, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        case Standing.TO_FIX:
            above, beside = (x, y - half), ((x + half + 1, y + half), (x - half - 1, y + half))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in (above, *beside)]))
        case Standing.UNAVAILABLE:
            less = half - 1
            painter.drawLine(QPointF(x - less, y - less), QPointF(x + less, y + less))
            painter.drawLine(QPointF(x - less, y + less), QPointF(x + less, y - less))
        case Standing.PAUSED:
            painter.drawRect(QRectF(x - half + 1, y - half, 3, _SHAPE))
            painter.drawRect(QRectF(x + 1, y - half, 3, _SHAPE))
        case _:
            painter.drawEllipse(middle, half, half)


def month_box(place: int, left: float, middle: float) -> QRectF:
    """Where the square of one of the months is."""
    return QRectF(left + place * (MONTH_SIZE + MONTH_GAP), middle - MONTH_SIZE, MONTH_SIZE, 2 * MONTH_SIZE)


def month_under(x: float, left: float) -> int | None:
    """The month whose square (with half of the gaps beside it) is at x."""
    place = int((x - left + MONTH_GAP / 2) // (MONTH_SIZE + MONTH_GAP))
    return place if 0 <= place < 12 else None


def paint_months(
    painter: QPainter, left: float, middle: float, months: Sequence[MonthState], palette: Palette
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for place, state in enumerate(months):
        paint_month(painter, month_box(place, left, middle), state, palette)


def paint_month(painter: QPainter, box: QRectF, state: MonthState, palette: Palette) -> None:
    """Full: documents are there. Outline: none expected. Hatched: expected and missing."""
    if state is MonthState.PRESENT:
        painter.setPen(QPen(QColor(palette.month), 1))
        painter.setBrush(QColor(palette.month))
    elif state is MonthState.MISSING:
        painter.setPen(QPen(QColor(palette.wrong), 1.4))
        painter.setBrush(QBrush(QColor(palette.wrong), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setPen(QPen(QColor(palette.control), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
