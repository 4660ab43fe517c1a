"""The menu on the left: pages, the number of problems, and how the destinations stand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.i18n import mark, tr, trn
from app.services.account_overview import Standing
from ui.look.icons import Symbol, icon
from ui.look.palette import GRID, ICON_SIZE
from ui.look.theme import Theme
from ui.navigation import PageName
from ui.widgets.labels import remark, subheading
from ui.widgets.shapes import ShapeLabel
from ui.words import Words

PAGES: Final = {
    PageName.DASHBOARD: (mark("Dashboard"), Symbol.DASHBOARD),
    PageName.COMPANIES: (mark("Companies & portals"), Symbol.COMPANIES),
    PageName.DOCUMENTS: (mark("Documents"), Symbol.DOCUMENTS),
    PageName.SYNC: (mark("Sync"), Symbol.SYNC),
    PageName.PROBLEMS: (mark("Problems"), Symbol.PROBLEMS),
    PageName.SETTINGS: (mark("Settings"), Symbol.SETTINGS),
}
_GAP: Final = "\N{EN SPACE}"
"""Between icon and name: the style has no measure for it."""


class MenuEntry(QToolButton):
    """One page, with a number at its right end when there is something to count."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "entry")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._badge = QLabel(self)
        self._badge.setProperty("role", "badge")
        self._badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._badge.hide()

    @property
    def badge(self) -> str:
        """Empty when nothing is counted."""
        return self._badge.text() if self._badge.isVisibleTo(self) else ""

    def count(self, number: int) -> None:
        self._badge.setText(str(number))
        self._badge.setVisible(number > 0)
        self._place_badge()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt's name
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        size = self._badge.sizeHint()
        width = max(size.width(), size.height())
        left, top = self.width() - width - GRID, (self.height() - size.height()) // 2
        self._badge.setGeometry(left, top, width, size.height())


class SideMenu(QWidget):
    chosen = Signal(object)
    """PageName"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("menu")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._words = theme, Words(self)
        self._problems = 0
        self._entries = {page: MenuEntry(self) for page in PAGES}
        self._group = QButtonGroup(self)
        self._shape, self._line = ShapeLabel(theme), remark()
        self._line.setWordWrap(True)
        # As wide as its longest entry, in any language.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._build()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @property
    def entries(self) -> dict[PageName, MenuEntry]:
        return dict(self._entries)

    @property
    def destinations(self) -> tuple[Standing, str]:
        return self._shape.shape, self._line.text()

    def select(self, page: PageName) -> None:
        self._entries[page].setChecked(True)

    def show_problems(self, count: int) -> None:
        self._problems = count
        self._name_entries()

    def show_destinations(self, shape: Standing, text: str) -> None:
        """`text`: one line; empty for none."""
        self._shape.show_shape(shape)
        self._shape.setVisible(bool(text))
        self._line.setText(text)
        self._line.setToolTip(text)

    def _build(self) -> None:
        name = subheading()
        name.setText("Moisson")
        name.setContentsMargins(2 * GRID, 2 * GRID, GRID, 2 * GRID)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2 * GRID)
        layout.setSpacing(2)
        layout.addWidget(name)
        for entry in self._entries.values():
            entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._group.addButton(entry)
            layout.addWidget(entry)
        self._group.buttonClicked.connect(self._on_entry_clicked)
        self._words.also(self._name_entries)
        layout.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(2 * GRID, 0, GRID, 0)
        below.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._line, 1)
        layout.addLayout(below)

    def _name_entries(self) -> None:
        for page, (source, _) in PAGES.items():
            name = tr(source)
            entry = self._entries[page]
            entry.setText(_GAP + name.replace("&", "&&"))
            entry.setAccessibleName(name)
        problems = self._entries[PageName.PROBLEMS]
        problems.count(self._problems)
        if self._problems:
            counted = trn("{count} open problem", "{count} open problems", self._problems)
            problems.setAccessibleName(f"{tr(PAGES[PageName.PROBLEMS][0])}, {counted}")

    @Slot(object)
    def _on_entry_clicked(self, clicked: QToolButton) -> None:
        page = next(page for page, entry in self._entries.items() if entry is clicked)
        self.chosen.emit(page)

    @Slot()
    def _on_theme_changed(self) -> None:
        for page, (_, symbol) in PAGES.items():
            self._entries[page].setIcon(icon(symbol, self._theme.palette.text))
