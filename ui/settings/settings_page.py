"""Paramètres: everything that the user may choose, and help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.i18n import mark, tr
from ui.bridge.desk import Desk
from ui.look.palette import GRID, INDEX_WIDTH
from ui.look.theme import Theme
from ui.navigation import Navigator
from ui.settings.about_section import AboutSection
from ui.settings.data_section import DataSection
from ui.settings.findings_sections import Diagnosis, DiagnosisSection, SecretsSection
from ui.settings.general_section import GeneralSection
from ui.settings.hosts_section import HostsSection
from ui.settings.section import Section
from ui.settings.settings_keeper import SettingsKeeper
from ui.settings.visits_section import VisitsSection
from ui.texts.errors import failure_text
from ui.widgets.labels import heading
from ui.words import Words


class SettingsPage(QWidget):
    """A list of sections, and the one that is chosen. Every change is stored at once."""

    def __init__(self, desk: Desk, theme: Theme, navigator: Navigator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._navigator, self._words = navigator, Words(self)
        self.keeper = SettingsKeeper(desk, self)
        diagnosis = Diagnosis(desk, self)
        self.general = GeneralSection(desk, theme, navigator, self.keeper)
        self.visits = VisitsSection(self.keeper)
        self.data = DataSection(desk, navigator)
        self.secrets = SecretsSection(theme, diagnosis)
        self.hosts = HostsSection(desk)
        self.diagnosis = DiagnosisSection(desk, theme, diagnosis)
        self.about = AboutSection(desk)
        self.sections: tuple[Section, ...] = (
            self.general,
            self.visits,
            self.data,
            self.secrets,
            self.hosts,
            self.diagnosis,
            self.about,
        )
        self.index, self._stack = QListWidget(), QStackedWidget()
        self._build()
        self._words.also(self._say)
        self.index.currentRowChanged.connect(self._on_row_changed)
        self.keeper.failed.connect(self._on_failed)
        self.index.setCurrentRow(0)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt's name
        super().showEvent(event)
        self._fit_index()
        self.keeper.load()
        self.sections[self._stack.currentIndex()].opened()

    def _fit_index(self) -> None:
        """As high as its lines are in the font of the system."""
        self.index.doItemsLayout()  # what was laid out before the style came is too low
        line, edge = self.index.sizeHintForRow(0), 2 * self.index.frameWidth()
        self.index.setFixedHeight(line * self.index.count() + edge + GRID)

    def open_section(self, section: Section) -> None:
        self.index.setCurrentRow(self.sections.index(section))

    def _build(self) -> None:
        title = heading()
        self._words.say(title.setText, mark("Settings"))
        title.setContentsMargins(3 * GRID, 2 * GRID, 2 * GRID, GRID)
        self.index.setFixedWidth(INDEX_WIDTH)
        self.index.setProperty("role", "index")
        self.index.setUniformItemSizes(True)
        self.index.addItems([""] * len(self.sections))
        for section in self.sections:
            scroll = QScrollArea()
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if section not in (self.hosts, self.about):  # these have a table that takes the rest
                section.column.addStretch(1)
            scroll.setWidget(section)
            self._stack.addWidget(scroll)
        across, layout = QHBoxLayout(), QVBoxLayout(self)
        across.setContentsMargins(2 * GRID, GRID, GRID, 0)
        across.setSpacing(GRID)
        across.addWidget(self.index, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._stack, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(title)
        layout.addLayout(across, 1)

    def _say(self) -> None:
        self.index.setAccessibleName(tr("Sections of the settings"))
        for row, section in enumerate(self.sections):
            self.index.item(row).setText(tr(section.title))

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        if self.isVisible():
            self.sections[row].opened()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._navigator.message_wanted.emit(failure_text(error))
