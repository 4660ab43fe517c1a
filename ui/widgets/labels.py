"""Labels as the pages use them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from ui.look.palette import HEADING_SCALE, SMALL_SCALE, SUBHEADING_SCALE
from ui.look.theme import scaled


def heading(parent: QWidget | None = None) -> QLabel:
    """The title of a page."""
    return _label(parent, HEADING_SCALE, bold=True)


def subheading(parent: QWidget | None = None) -> QLabel:
    """The title of a part of a page."""
    return _label(parent, SUBHEADING_SCALE, bold=True)


def paragraph(parent: QWidget | None = None, *, role: str = "") -> QLabel:
    """Text that takes as many lines as it needs. `role`: "muted", "wrong"."""
    label = _label(parent, 1.0, role=role)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def remark(parent: QWidget | None = None) -> QLabel:
    """Small and quiet, on one line."""
    return _label(parent, SMALL_SCALE, role="muted")


def separator(parent: QWidget | None = None) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "separator")
    line.setFixedHeight(1)
    return line


def _label(parent: QWidget | None, scale: float, *, bold: bool = False, role: str = "") -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    if scale != 1.0 or bold:
        label.setFont(scaled(QApplication.font(), scale, bold=bold))
    return label
