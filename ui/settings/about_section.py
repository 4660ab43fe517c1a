"""Which version this is, and what it is made with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView

from app.i18n import mark, tr
from app.ports.diagnostics import Library
from ui.bridge.desk import Desk
from ui.look.palette import BADGE_SIZE, LINE_HEIGHT
from ui.look.pictures import application_icon
from ui.settings.section import Section

TITLE: Final = mark("About")
_HEADERS: Final = (mark("Library"), mark("Version"), mark("Licence"))


class AboutSection(Section):
    def __init__(self, desk: Desk) -> None:
        super().__init__(TITLE)
        self._desk = desk
        self.version = self.text()
        self.libraries = QStandardItemModel(0, len(_HEADERS), self)
        self.table = QTableView()
        picture = QLabel()
        picture.setPixmap(application_icon().pixmap(2 * BADGE_SIZE, 2 * BADGE_SIZE))
        self.column.insertWidget(1, picture)
        self.text(
            mark(
                "Moisson collects your suppliers’ invoices on your own computer. It is free software under "
                "the MIT licence."
            )
        )
        self.text(
            mark(
                "It is made with these libraries. Qt is used under the LGPL, as it is, and can be replaced "
                "by another version."
            ),
            role="muted",
        )
        self._build_table()
        self.words.also(self._say)

    def opened(self) -> None:
        if not self.libraries.rowCount():
            diagnostics = self._desk.wiring.upkeep.diagnostics
            self._desk.tasks.run(lambda _: diagnostics.libraries(), self._on_read)

    def _build_table(self) -> None:
        table = self.table
        self.words.say(table.setAccessibleName, mark("Libraries and their licences"))
        table.setModel(self.libraries)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setProperty("role", "plain")
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(LINE_HEIGHT)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.column.addWidget(table, 1)

    def _on_read(self, libraries: Sequence[Library]) -> None:
        for library in libraries:
            texts = (library.name, library.version, library.licence)
            self.libraries.appendRow([QStandardItem(text) for text in texts])

    def _say(self) -> None:
        self.version.setText(tr("Moisson {version}", version=self._desk.wiring.upkeep.version))
        self.libraries.setHorizontalHeaderLabels([tr(source) for source in _HEADERS])
