"""Paints a small widget where no screen is needed: do Qt, its fonts and our pictures work here?"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import QSize, qVersion
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from app.ports.parts import Finding
from ui.look.pictures import application_icon
from ui.look.theme import Appearance, Theme

_ICON: Final = 64


def try_window() -> Finding:
    """`blank`: the text or the icon cannot be seen. Ends the process where Qt cannot start at all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["moisson"])
    theme = Theme(application, Appearance.LIGHT)
    sample, icon, text = _sample()
    picture = sample.grab().toImage()
    seen = all(_is_drawn_on(picture.copy(label.geometry())) for label in (icon, text))
    sample.deleteLater()
    theme.deleteLater()
    facts = (("qt", qVersion()), ("platform", application.platformName()))
    return Finding("window", ok=seen, advice="" if seen else "blank", facts=facts)


def _sample() -> tuple[QWidget, QLabel, QLabel]:
    sample = QWidget()
    sample.setObjectName("page")
    icon, text = QLabel(sample), QLabel("Moisson", sample)
    icon.setPixmap(application_icon().pixmap(QSize(_ICON, _ICON)))
    row = QHBoxLayout(sample)
    row.addWidget(icon)
    row.addWidget(text)
    sample.adjustSize()
    return sample, icon, text


def _is_drawn_on(picture: QImage) -> bool:
    """A ground and something on it, with softened edges in between."""
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    return len(colours) > 2
