"""The shape of a state, as a widget of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.services.account_overview import Standing
from ui.accounts.painting import paint_shape
from ui.look.theme import Theme

_SIDE = 16


class ShapeLabel(QWidget):
    """Never alone: a word stands beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._standing = theme, Standing.IDLE
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    @property
    def shape(self) -> Standing:
        return self._standing

    def show_shape(self, standing: Standing) -> None:
        self._standing = standing
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shape(painter, QPointF(_SIDE / 2, _SIDE / 2), self._standing, self._theme.palette)
        painter.end()
