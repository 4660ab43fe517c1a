"""Every host that was contacted, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView

from app.domain.contacts import Contact
from app.i18n import mark
from ui.bridge.desk import Desk
from ui.bridge.freshness import Freshness
from ui.look.palette import LINE_HEIGHT
from ui.settings.hosts_model import HostsModel
from ui.settings.section import Section

TITLE: Final = mark("Hosts contacted")


class HostsSection(Section):
    def __init__(self, desk: Desk) -> None:
        super().__init__(TITLE)
        self._desk = desk
        self.model = HostsModel(self)
        self.search, self.table = QLineEdit(), QTableView()
        self.text(
            mark(
                "With whom visits, exports and consents talked: the portals, those from whom their pages "
                "load parts, and where documents go. Moisson sends no statistics and looks for no updates; "
                "what the browser asks for on its own account (updates of its own) is not in this list."
            )
        )
        self.search.setObjectName("search")
        self.search.setClearButtonEnabled(True)
        self.words.say(self.search.setPlaceholderText, mark("Search a host, a company…"))
        self.words.say(self.search.setAccessibleName, mark("Search in the hosts"))
        self.empty = self.text(mark("Nobody so far."), role="muted")
        self.column.removeWidget(self.empty)
        self.column.addWidget(self.search)
        self.column.addWidget(self.empty)
        self._build_table()
        self.words.also(self.model.say_again)
        self.search.textChanged.connect(self.model.search)
        Freshness(self, desk, lambda parts: parts.store().contacts.all(), self._on_read)

    def _build_table(self) -> None:
        table = self.table
        self.words.say(table.setAccessibleName, TITLE)
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setProperty("role", "plain")
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(LINE_HEIGHT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        self.column.addWidget(table, 1)

    def _on_read(self, contacts: Sequence[Contact]) -> None:
        clock = self._desk.clock
        self.model.show_contacts(contacts, clock.now(), clock.zone())
        self.empty.setVisible(not contacts)
        self.table.setVisible(bool(contacts))
