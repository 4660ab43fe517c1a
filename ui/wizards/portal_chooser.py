"""Four ways to a portal: by letter, by country, by category, by words; and an address for any other."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCollator, QItemSelectionModel, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.portals import CATEGORIES
from app.i18n import mark, tr
from app.ports.catalogue import Catalogue, FoundPortals
from ui.look.palette import GRID, INDEX_WIDTH
from ui.look.theme import Theme
from ui.texts.portals import category_text, country_text
from ui.widgets.labels import paragraph
from ui.wizards.portals_model import PORTAL, PortalDelegate, PortalsModel
from ui.words import Words, locale

WAYS: Final = (mark("Alphabetical"), mark("By country"), mark("By category"), mark("Search"))
ALPHABETICAL, BY_COUNTRY, BY_CATEGORY, SEARCH = range(4)
_SEARCH_HINT: Final = mark("Name, brand or web address")
_LIST_NAME: Final = mark("Portals")
_LETTERS_NAME: Final = mark("Letters")
_COUNTRIES_NAME: Final = mark("Countries")
_CATEGORIES_NAME: Final = mark("Categories")
_ALL: Final = mark("All")
_ALL_LETTERS: Final = "*"
_REST: Final = "other"
_MOST_FOUND: Final = 200
"""Whoever has not found it among so many types another letter"""
_NONE_FOUND: Final = mark("No portal of the catalogue fits. Give the address of yours below.")


class PortalChooser(QWidget):
    changed = Signal()
    submitted = Signal()
    """A double click: the person has chosen."""

    def __init__(self, catalogue: Catalogue, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.model = PortalsModel()
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PortalDelegate(theme))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.letters, self.countries, self.categories = QListWidget(), QListWidget(), QListWidget()
        self.none_found = paragraph(role="muted")
        self.words = Words(self)
        self.ways = QButtonGroup(self)
        self._fill_indexes()
        self._lay_out()
        self._say_all()
        self._connect()
        self.ways.button(ALPHABETICAL).setChecked(True)
        self._on_way()

    @property
    def portal_id(self) -> str:
        chosen = self.list.selectionModel().selectedIndexes()
        return str(chosen[0].data(PORTAL)) if chosen else ""

    def choose(self, portal_id: str) -> None:
        row = self.model.row_of(portal_id)
        if row is not None:
            index = self.model.index(row)
            self.list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.list.scrollTo(index)

    def clear_choice(self) -> None:
        self.list.clearSelection()

    def go(self, way: int) -> None:
        self.ways.button(way).setChecked(True)
        self._on_way()

    def _fill_indexes(self) -> None:
        facets, home, order = self._catalogue.facets(), self._catalogue.home, QCollator(locale())
        for letter in (_ALL_LETTERS, *facets.letters):
            _add(self.letters, letter)
        for code in sorted(
            facets.countries, key=lambda code: (code != home, order.sortKey(country_text(code)))
        ):
            _add(self.countries, code)
        used = set(facets.categories) & set(CATEGORIES)
        for each in sorted(used, key=lambda each: (each == _REST, order.sortKey(category_text(each)))):
            _add(self.categories, each)
        for index in (self.letters, self.countries, self.categories):
            index.setCurrentRow(0)
            index.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setSpacing(GRID // 2)
        for way, source in enumerate(WAYS):
            button = QToolButton()
            button.setProperty("role", "way")
            button.setCheckable(True)
            self.words.say(button.setText, source)
            self.ways.addButton(button, way)
            tabs.addWidget(button)
        tabs.addStretch(1)
        self._index = QStackedWidget()
        for widget in (self.letters, self.countries, self.categories):
            self._index.addWidget(widget)
        self._index.setFixedWidth(INDEX_WIDTH)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._index)
        row.addWidget(self.list, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(tabs)
        column.addWidget(self.search)
        column.addWidget(self.none_found)
        column.addLayout(row, 1)

    def _say_all(self) -> None:
        self.words.say(self.search.setPlaceholderText, _SEARCH_HINT)
        self.words.say(self.search.setAccessibleName, _SEARCH_HINT)
        self.words.say(self.list.setAccessibleName, _LIST_NAME)
        self.words.say(self.letters.setAccessibleName, _LETTERS_NAME)
        self.words.say(self.countries.setAccessibleName, _COUNTRIES_NAME)
        self.words.say(self.categories.setAccessibleName, _CATEGORIES_NAME)
        self.words.say(self.none_found.setText, _NONE_FOUND)
        self.words.also(self._say_indexes)

    def _say_indexes(self) -> None:
        for index, said in (
            (self.letters, _letter),
            (self.countries, country_text),
            (self.categories, category_text),
        ):
            for row in range(index.count()):
                item = index.item(row)
                item.setText(said(item.data(PORTAL)))

    def _connect(self) -> None:
        self.ways.idClicked.connect(self._on_way)
        for index in (self.letters, self.countries, self.categories):
            index.currentRowChanged.connect(self._show)
        self.search.textChanged.connect(self._show)
        self.list.selectionModel().selectionChanged.connect(self._on_selected)
        self.list.doubleClicked.connect(self._on_double_clicked)
        QShortcut(QKeySequence.StandardKey.Find, self, self._on_find)

    @Slot()
    def _on_way(self) -> None:
        way = self.ways.checkedId()
        self.search.setVisible(way == SEARCH)
        self._index.setVisible(way != SEARCH)
        if way == SEARCH:
            self.search.setFocus()
        else:
            self._index.setCurrentIndex(way)
            self._lead_to_choice(way)
        self._show()

    def _lead_to_choice(self, way: int) -> None:
        """Another way to look does not lose what was found the first way."""
        portal = self._catalogue.get(self.portal_id)
        if portal is None:
            return
        index, values = (
            (self.letters, (_ALL_LETTERS,)),
            (self.countries, portal.countries),
            (self.categories, portal.categories),
        )[way]
        rows = [row for row in range(index.count()) if index.item(row).data(PORTAL) in values]
        if rows and index.currentRow() not in rows:
            with QSignalBlocker(index):
                index.setCurrentRow(rows[0])

    @Slot()
    def _on_find(self) -> None:
        self.go(SEARCH)
        self.search.selectAll()

    @Slot()
    def _show(self) -> None:
        """What was chosen stays chosen while it is in the list."""
        before = self.portal_id
        found = self._found()
        self.model.show(found)
        self.choose(before)
        self.none_found.setVisible(not len(found))
        if self.portal_id != before:
            self.changed.emit()

    def _found(self) -> FoundPortals:
        way = self.ways.checkedId()
        if way == SEARCH:
            return self._catalogue.list(
                text=self.search.text(), limit=_MOST_FOUND if self.search.text() else None
            )
        chosen = (self.letters, self.countries, self.categories)[way].currentItem()
        value = str(chosen.data(PORTAL)) if chosen else ""
        if way == BY_COUNTRY:
            return self._catalogue.list(country=value)
        if way == BY_CATEGORY:
            return self._catalogue.list(category=value)
        return self._catalogue.list(letter=None if value == _ALL_LETTERS else value)

    @Slot()
    def _on_selected(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_double_clicked(self) -> None:
        self.submitted.emit()


def _letter(letter: str) -> str:
    return tr(_ALL) if letter == _ALL_LETTERS else letter


def _add(index: QListWidget, value: str) -> None:
    item = QListWidgetItem(value, index)
    item.setData(PORTAL, value)
