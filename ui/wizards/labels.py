"""Labels as the wizards use them: they wrap, and what a portal wrote is never read as markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.look.palette import HEADING_SCALE, SUBHEADING_SCALE
from ui.look.theme import scaled


def paragraph(parent: QWidget | None = None, *, role: str = "") -> QLabel:
    """`role`: "muted", "wrong" or none."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    # Else a wrapped label asks for the height of its narrowest form.
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    if role:
        label.setProperty("role", role)
    return label


def heading(parent: QWidget | None = None) -> QLabel:
    return _sized(paragraph(parent), HEADING_SCALE)


def subheading(parent: QWidget | None = None) -> QLabel:
    return _sized(paragraph(parent), SUBHEADING_SCALE)


def _sized(label: QLabel, factor: float) -> QLabel:
    font: QFont = scaled(label.font(), factor, bold=True)
    label.setFont(font)
    return label
