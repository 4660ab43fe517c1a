"""Light or dark, as the system or the user wants it, applied to the whole application."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.look.palette import Palette, palette_for
from ui.look.style_sheet import style_sheet


class Appearance(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Appearance.SYSTEM: Qt.ColorScheme.Unknown,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Tells whoever paints by itself when the colours have changed."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance) -> None:
        super().__init__(application)
        self._application = application
        self._appearance = appearance
        self._palette: Palette | None = None
        application.setStyle(QStyleFactory.create("Fusion"))
        hints = application.styleHints()
        hints.setColorScheme(_SCHEMES[appearance])
        self._apply()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def palette(self) -> Palette:
        return self._palette or palette_for(dark=False, high_contrast=False)

    @property
    def appearance(self) -> Appearance:
        return self._appearance

    @property
    def is_dark(self) -> bool:
        if self._appearance is Appearance.SYSTEM:
            return self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._appearance is Appearance.DARK

    def choose(self, appearance: Appearance) -> None:
        self._appearance = appearance
        self._application.styleHints().setColorScheme(_SCHEMES[appearance])
        self._apply()

    @Slot()
    def _on_system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        hints = self._application.styleHints()
        contrast = hints.accessibility().contrastPreference()
        palette = palette_for(dark=self.is_dark, high_contrast=contrast == Qt.ContrastPreference.HighContrast)
        if palette == self._palette:
            return
        self._palette = palette
        self._application.setPalette(_qt_palette(palette))
        self._application.setStyleSheet(style_sheet(palette))
        self.changed.emit()


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font in another size, whatever size the system gave it."""
    sized = QFont(font)
    if font.pointSizeF() > 0:
        sized.setPointSizeF(font.pointSizeF() * factor)
    else:
        sized.setPixelSize(round(font.pixelSize() * factor))
    sized.setWeight(QFont.Weight.DemiBold if bold else font.weight())
    return sized


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.surface,
        role.Base: palette.surface,
        role.AlternateBase: palette.window,
        role.Button: palette.surface,
        role.ToolTipBase: palette.raised,
        role.Text: palette.text,
        role.WindowText: palette.text,
        role.ButtonText: palette.text,
        role.ToolTipText: palette.text,
        role.PlaceholderText: palette.muted,
        role.Highlight: palette.selection,
        role.HighlightedText: palette.text,
        role.Accent: palette.accent,
        role.Link: palette.running,
        role.Mid: palette.separator,
    }
    qt = QPalette()
    for name, colour in colours.items():
        qt.setColor(name, QColor(colour))
    qt.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(palette.muted))
    qt.setColor(QPalette.ColorGroup.Disabled, role.Text, QColor(palette.muted))
    return qt
